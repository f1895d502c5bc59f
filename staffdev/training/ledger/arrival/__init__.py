"""What is recorded of a new engagement: the check against the selection criteria (Art. 15(1)), the induction (18(1)).

Both are one dated act about one engagement, so they share their pages. The table of the checklist belongs to people,
that of the induction to training; training may look at people and not the other way round, so the room is here.
"""
