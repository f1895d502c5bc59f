"""A duty of every day: is this one covered, were those of the period, will it stay so (readings 2, 19). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from staffdev.rulebook.dates import DAY, FOREVER, Span, gaps, merged
from staffdev.rulebook.model import Reason, Status
from staffdev.rulebook.question import Question


@dataclass(frozen=True, slots=True)
class Cover:
    """The answer for a run of days; `ends_on` is the last covered day where cover ends within the warning time."""

    status: Status
    reasons: tuple[Reason, ...]
    days: int
    uncovered: tuple[Span, ...]
    ends_on: date | None = None

    @property
    def uncovered_days(self) -> int:
        """How many of the days judged nobody covered."""
        return sum(gap.days for gap in self.uncovered)

    @property
    def figures(self) -> dict[str, int]:
        """Days judged, and how many of them were covered and not."""
        missing = self.uncovered_days
        return {"days": self.days, "covered_days": self.days - missing, "uncovered_days": missing}


def cover(covered: Iterable[Span], question: Question, *, warn_days: int, tolerance: int = 0) -> Cover:
    """Judge the days nobody covers; gaps of at most `tolerance` days are let pass."""
    judged = question.judged
    if judged is None:
        return Cover(Status.NOT_YET_APPLICABLE, (Reason.PERIOD_OPEN,), 0, ())
    spans = merged(covered)
    missed = tuple(gap for gap in gaps(spans, judged) if gap.days > tolerance)
    is_bare = bool(missed) and missed[-1].last == question.day
    historic = _historic(missed, question.day) if question.of_a_day else ()
    if is_bare or (missed and not question.of_a_day):
        return Cover(Status.NOT_MET, historic, judged.days, missed)
    ends_on = None if question.is_over else _end_of_cover(spans, question.as_of, warn_days, tolerance)
    if ends_on:
        return Cover(Status.AT_RISK, (*historic, Reason.EXPIRING), judged.days, missed, ends_on)
    return Cover(Status.MET, historic, judged.days, missed)


def _historic(missed: tuple[Span, ...], day: date) -> tuple[Reason, ...]:
    return (Reason.HISTORIC_GAP,) if any(gap.first < day for gap in missed) else ()


def _end_of_cover(spans: tuple[Span, ...], as_of: date, warn_days: int, tolerance: int) -> date | None:
    """The last covered day, if cover falls to zero after a day at most `warn_days` away."""
    ahead = [gap for gap in gaps(spans, Span(as_of, FOREVER)) if gap.days > tolerance]
    if not ahead or ahead[0].first > as_of + timedelta(days=warn_days + 1):
        return None
    return ahead[0].first - DAY
