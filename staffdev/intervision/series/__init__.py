"""Series of sessions, single sessions, and whose turn it is to facilitate."""
