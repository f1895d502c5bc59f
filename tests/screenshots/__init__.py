"""The pictures of the README, taken from the demonstration as it stands on one and the same day."""
