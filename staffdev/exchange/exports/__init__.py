"""Registers on their way out, as sheets that open right in Serbian Excel."""
