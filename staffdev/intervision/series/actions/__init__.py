"""Writes about series and sessions: one function a verb, rows and audit entry in one transaction."""
