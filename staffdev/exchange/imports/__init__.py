"""Office files on their way in: staged, looked at, corrected, recorded at once, undone."""
