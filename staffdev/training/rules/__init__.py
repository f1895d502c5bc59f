"""The regulation's rules on training (Arts. 15(3), 17 and 18), one file a duty. Pure."""
