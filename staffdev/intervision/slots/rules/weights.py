"""How much the presence of each weighs: more the longer she was not there, and the more hours she owes. Pure."""

from datetime import date

from staffdev.intervision.slots.rules.shapes import Participant

SELF = 4  # her being there at all
LONGEST_WEEKS = 26  # whoever was away longer, or never there, weighs no more
MOST_HOURS = 12


def weight_of(person: Participant, today: date) -> int:
    """4, and one for each full week since she last came (at most 26), and one for each hour owed (at most 12)."""
    since = LONGEST_WEEKS if person.last_attended_on is None else (today - person.last_attended_on).days // 7
    owed = -(-person.owed_minutes // 60)
    return SELF + max(0, min(since, LONGEST_WEEKS)) + max(0, min(owed, MOST_HOURS))
