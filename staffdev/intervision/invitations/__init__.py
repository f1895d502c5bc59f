"""Invitations to sessions: answered in the app, by a file, or told to the coordinator."""
