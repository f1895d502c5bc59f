"""The plan as a rule sees it. Pure."""

from datetime import date

from staffdev.rulebook.facts import Fact


class Plan(Fact, frozen=True, kw_only=True):
    """The professional-development plan of one year; a draft until it is adopted."""

    year: int
    adopted_on: date | None = None
