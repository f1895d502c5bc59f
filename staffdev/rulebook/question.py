"""What is asked of a rule: for which days, seen from which day, read how. Pure."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from staffdev.rulebook.dates import Span
from staffdev.rulebook.interpretations import Interpretations
from staffdev.rulebook.model import Obligation, Reason, Status, Verdict

OUT_OF_SCOPE = Verdict(Status.NOT_YET_APPLICABLE, (Reason.OUT_OF_SCOPE,))
NOT_IN_FORCE = Verdict(Status.NOT_YET_APPLICABLE, (Reason.NOT_IN_FORCE,))
PERIOD_OPEN = Verdict(Status.NOT_YET_APPLICABLE, (Reason.PERIOD_OPEN,))


@dataclass(frozen=True, kw_only=True)
class Question:
    """One duty asked for `period`, as things stand on `as_of`.

    Without a period of its own (`of_a_day`) the calendar year of the day is meant, and a duty of every day answers for
    the day itself (settled reading 2).
    """

    obligation: Obligation
    readings: Interpretations
    as_of: date
    period: Span
    of_a_day: bool
    in_force_from: date

    @cached_property
    def day(self) -> date:
        """The day whose state is asked for: never after the period."""
        return min(self.as_of, self.period.last)

    @cached_property
    def judged(self) -> Span | None:
        """The days of the period that are in force and have come, None while there is none."""
        first = max(self.period.first, self.in_force_from)
        return Span(first, self.day) if first <= self.day else None

    @cached_property
    def window(self) -> Span | None:
        """The day itself when asked of a day, else the days judged."""
        return Span(self.as_of, self.as_of) if self.of_a_day else self.judged

    @property
    def is_over(self) -> bool:
        """Whether the period has passed."""
        return self.as_of > self.period.last
