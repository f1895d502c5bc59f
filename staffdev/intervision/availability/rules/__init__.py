"""Her week, how weeks follow one another, and how willingly she comes at a time, as pure functions."""
