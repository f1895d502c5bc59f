"""Writes about plans: the plan itself, what it foresees, personal goals, ratings."""
