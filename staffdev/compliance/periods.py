"""The days a verdict is asked for: a calendar year, or from–to. Pure."""

import re
from datetime import date

from staffdev.errors import Invalid
from staffdev.i18n import N_
from staffdev.rulebook.dates import Span, year_span

YEAR = re.compile(r"\d{4}")
SEPARATOR = ".."
ADVICE = N_("Write the period as a year (2025) or as two days (2025-07-01..2025-12-31).")


def parse_period(text: str) -> Span:
    """`2025` or `2025-07-01..2025-12-31`, both days included; Invalid where it is neither."""
    try:
        if YEAR.fullmatch(text):
            return year_span(int(text))
        first, last = text.split(SEPARATOR)
        return Span(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as error:
        raise Invalid({"period": ADVICE}) from error


def period_label(period: Span) -> str:
    """The spelling that parse_period reads back."""
    year = year_span(period.first.year)
    return str(period.first.year) if period == year else f"{period.first}{SEPARATOR}{period.last}"
