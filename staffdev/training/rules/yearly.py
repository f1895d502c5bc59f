"""RS-SOS-18.2 for one person: ten hours of continuing training a year. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from staffdev.rulebook.codes import Step
from staffdev.rulebook.dates import Span, year_span
from staffdev.rulebook.interpretations import Interpretations
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import OUT_OF_SCOPE, Question
from staffdev.training.rules.hours import Hours
from staffdev.training.rules.required import Active


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One person's twelve months (or the days asked for) as they stand on `as_of`; minutes throughout.

    `is_rolling` months end on the day asked, so they are over as soon as they are looked at. `is_closed` is the
    organisation's formal act, after which nothing more counts.
    """

    period: Span
    required: int
    active: Active
    hours: Hours
    as_of: date
    carried: int = 0
    is_rolling: bool = False
    is_closed: bool = False

    @property
    def reached(self) -> int:
        """Verified minutes, with those carried over."""
        return self.hours.verified + self.carried

    @property
    def missing(self) -> int:
        """Minutes still short of the requirement."""
        return max(0, self.required - self.reached)

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be held in it."""
        return self.is_rolling or self.as_of > self.period.last

    @property
    def figures(self) -> dict[str, int]:
        """What the verdict shows; carried minutes only where there are some."""
        figures = {
            "required_minutes": self.required,
            "verified_minutes": self.hours.verified,
            "unverified_minutes": self.hours.unverified,
            "planned_minutes": self.hours.planned,
            "missing_minutes": self.missing,
            "active_days": self.active.total,
            "elapsed_days": self.active.until(self.as_of),
            "days_in_period": self.period.days,
        }
        return figures | ({"carried_minutes": self.carried} if self.carried else {})


def window_end(period: Span, readings: Interpretations) -> date:
    """The last day for verifying what was held in the period (P9)."""
    return period.last + timedelta(days=readings.count("ce.verify_days"))


def risk_from(period: Span, readings: Interpretations) -> date:
    """From when any shortfall is a risk (P10): 1 October, or as long before another period's end."""
    year = year_span(period.last.year)
    remaining = year.last - readings.day_of("ce.risk_from", period.last.year)
    return max(period.first, period.last - remaining)


def judge_year(year: Year, question: Question) -> Verdict:
    """The verdict on one person's hours, by the settled readings 4, 6, 10-14."""
    if not year.active.total:
        return _nobody_active(year)
    found = _over(year, question) if year.is_over else _open(year, question)
    evidence = tuple(year.hours.counted), tuple(year.hours.not_counted)
    return Verdict(found.status, found.reasons, year.figures, *evidence, found.next_step, found.next_by)


def _nobody_active(year: Year) -> Verdict:
    """No active day is never "met" (settled reading 6)."""
    if not year.active.engaged:
        return OUT_OF_SCOPE
    figures = {"active_days": 0, "days_in_period": year.period.days}
    return Verdict(Status.NOT_YET_APPLICABLE, (Reason.ON_LEAVE,), figures)


def _over(year: Year, question: Question) -> Verdict:
    """Hours held count once verified; until the window ends what is recorded may still be verified (4, 10)."""
    until = year.period.last if year.is_rolling else window_end(year.period, question.readings)
    if not year.missing:
        is_late = year.as_of > until and year.hours.in_time + year.carried < year.required
        return Verdict(Status.MET, (Reason.LATE,) if is_late and not year.is_rolling else ())
    could_reach = year.hours.unverified >= year.missing
    if could_reach and year.as_of <= until and not year.is_closed:
        return Verdict(Status.AT_RISK, (Reason.UNVERIFIED,), next_step=Step.VERIFY_TRAINING, next_by=until)
    step = Step.VERIFY_TRAINING if could_reach and not year.is_closed else None
    return Verdict(Status.NOT_MET, _unverified(year) or _no_data(year), next_step=step)


def _open(year: Year, question: Question) -> Verdict:
    """Before 1 October the pace decides, from then on any shortfall is a risk (11, 12); leave waits (14)."""
    if not year.missing:
        return Verdict(Status.MET)
    if year.active.is_on_leave:
        return Verdict(Status.NOT_YET_APPLICABLE, (Reason.ON_LEAVE,), next_by=year.period.last)
    at_risk = year.as_of >= risk_from(year.period, question.readings) or _is_behind(year, question.readings)
    step, by = _open_step(year)
    if at_risk:
        return Verdict(Status.AT_RISK, _unverified(year), next_step=step, next_by=by)
    return Verdict(Status.NOT_YET_APPLICABLE, (Reason.PERIOD_OPEN,), next_step=step, next_by=by)


def _is_behind(year: Year, readings: Interpretations) -> bool:
    """The pace in exact integers; unverified hours do not help, planned ones do (11)."""
    ahead = year.reached + year.hours.planned + readings.count("ce.pace_slack_minutes")
    return ahead * year.active.total < year.required * year.active.until(year.as_of)


def _open_step(year: Year) -> tuple[Step, date]:
    if year.hours.unverified >= year.missing:
        return Step.VERIFY_TRAINING, year.period.last
    return Step.LOG_TRAINING, year.period.last


def _unverified(year: Year) -> tuple[Reason, ...]:
    return (Reason.UNVERIFIED,) if year.hours.unverified else ()


def _no_data(year: Year) -> tuple[Reason, ...]:
    return () if year.hours.counted or year.hours.not_counted else (Reason.NO_DATA,)


def closure_evidence(code: str, closed_on: date) -> Evidence:
    """The formal act that closed the year."""
    return Evidence("year_closure", code, closed_on)
