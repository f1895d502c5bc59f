"""Reads about plans, and about what was held in their years."""
