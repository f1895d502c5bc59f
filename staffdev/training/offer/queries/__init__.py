"""Reads about the offer; what she may not see does not exist for her."""
