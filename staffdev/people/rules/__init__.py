"""The regulation's rules on people and offices (Arts. 2, 15 and 16), one file a duty. Pure."""
