"""Stress relief: what is offered to everybody, and places that nobody but she herself knows of (Art. 26(2))."""
