"""When groups meet and who leads them, as pure functions."""
