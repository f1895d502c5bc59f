"""Days as they stand in a Serbian sentence: the month in the genitive, which calendars do not give."""

from datetime import date

from staffdev.i18n import N_
from staffdev.translations import gettext

MONTHS = (
    N_("%(day)s January %(year)s"),
    N_("%(day)s February %(year)s"),
    N_("%(day)s March %(year)s"),
    N_("%(day)s April %(year)s"),
    N_("%(day)s May %(year)s"),
    N_("%(day)s June %(year)s"),
    N_("%(day)s July %(year)s"),
    N_("%(day)s August %(year)s"),
    N_("%(day)s September %(year)s"),
    N_("%(day)s October %(year)s"),
    N_("%(day)s November %(year)s"),
    N_("%(day)s December %(year)s"),
)


def on_day(day: date) -> str:
    """Give the day for the middle of a sentence: „15. априла 2025. године”, 15 April 2025."""
    return gettext(MONTHS[day.month - 1]) % {"day": day.day, "year": day.year}
