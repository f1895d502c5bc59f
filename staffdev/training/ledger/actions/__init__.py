"""Writes of the ledger: one function a verb, rows and audit entries in one transaction."""
