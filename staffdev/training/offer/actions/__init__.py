"""Writes about the offer: one function a verb, rows and audit entry in one transaction."""
