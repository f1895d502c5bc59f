"""RS-SOS-8.1 and 2.7: each line's published week has enough hours on enough days, on every day of its life. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from staffdev.lines.rules.hours import minutes_by_weekday, published_on
from staffdev.lines.rules.shapes import Line, PublishedHours
from staffdev.people.rules.cover import Cover, cover
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.dates import DAY, FOREVER, Span, within
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import OUT_OF_SCOPE, PERIOD_OPEN, Question

NO_LINE = Verdict(Status.NOT_MET, (Reason.NO_DATA,), next_step=Step.RECORD_LINE)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Minimum:
    """What the article asks of a week: at least so many minutes on so many days."""

    minutes: int
    days: int

    def days_enough(self, minutes: Iterable[int]) -> int:
        """On how many days there are enough minutes."""
        return sum(one >= self.minutes for one in minutes)

    def is_reached(self, minutes: Iterable[int]) -> bool:
        """Whether a week of these minutes is enough."""
        return self.days_enough(minutes) >= self.days


def minimum(question: Question) -> Minimum:
    """What the law asks on the day of the question."""
    day = max(question.day, question.in_force_from)
    asked = question.obligation.amount_on
    return Minimum(asked(day, "minutes_a_day"), asked(day, "days_a_week"))


def working_hours(
    line: Line, published: Iterable[PublishedHours], question: Question, *, is_followed: bool = False
) -> Verdict:
    """One line by its published weeks; `is_followed` says that another line is there when this one has its last day.

    Every day of the line's life is judged by the ISO week it lies in; public holidays and exceptions change nothing.
    """
    asked = _within_its_life(line, question)
    if asked is None or asked.judged is None:
        return PERIOD_OPEN
    hers = sorted((one for one in published if one.touches(line.span)), key=lambda one: (one.from_on, one.code))
    if not hers:
        return Verdict(Status.NOT_MET, (Reason.NO_DATA,), next_step=Step.PUBLISH_HOURS)
    least = minimum(asked)
    covered = [*within(_enough(hers, least), line.span), *_after(line, is_followed=is_followed)]
    found = cover(covered, asked, warn_days=asked.readings.count("hours.warn_days"))
    evidence = [_evidence(one, line, least) for one in hers if one.touches(asked.window or asked.judged)]
    return Verdict(
        found.status,
        found.reasons,
        _figures(hers, least, found, asked),
        tuple(one for one in evidence if one.why is None),
        tuple(one for one in evidence if one.why is not None),
        _step(found, line),
        found.ends_on,
    )


def _step(found: Cover, line: Line) -> Step | None:
    if found.status is Status.MET:
        return None
    return Step.RECORD_LINE if found.ends_on and found.ends_on == line.until_on else Step.PUBLISH_HOURS


def without_a_line(lines: Collection[Line], question: Question) -> Verdict:
    """No line to judge: on no day of those asked could one be called."""
    if question.window is None:
        return PERIOD_OPEN
    return OUT_OF_SCOPE if any(one.touches(question.window) for one in lines) else NO_LINE


def _within_its_life(line: Line, question: Question) -> Question | None:
    """The same question for the days on which the line can be called; None where it asks for none of them."""
    lived = question.period.shared_with(line.span)
    return replace(question, period=lived) if lived else None


def _after(line: Line, *, is_followed: bool) -> Iterable[Span]:
    """The days after the line's last one, on which nothing is asked of it where another line goes on."""
    return (Span(line.until_on + DAY),) if line.until_on and is_followed else ()


def _enough(published: Collection[PublishedHours], least: Minimum) -> Iterable[Span]:
    """The days that lie in a week with enough hours, as spans."""
    edges = sorted({day for one in published for day in _edges(one)})
    for first, after in zip(edges, [*edges[1:], None], strict=True):
        last = after - DAY if after else FOREVER
        if _is_enough(first, published, least):
            yield Span(first, last)


def _edges(published: PublishedHours) -> Iterable[date]:
    """The days from which the answer may be another: where hours begin or end, and the weeks around these days."""
    ends = [published.from_on] + ([published.until_on + DAY] if published.until_on else [])
    for day in ends:
        monday = _monday(day)
        yield from (monday, day, monday + WEEK)


def _is_enough(day: date, published: Collection[PublishedHours], least: Minimum) -> bool:
    """Whether the day's ISO week has enough; where hours hold in a part of it only, their own week is judged."""
    in_force = [one for one in published if one.holds_on(day)]
    if not in_force:
        return False
    monday = _monday(day)
    week = [published_on(monday + number * DAY, published) for number in range(7)]
    if None in week:
        return least.is_reached(_week_in_force(in_force))
    return least.is_reached(sum(one.minutes for one in hours or ()) for hours in week)


def _week_in_force(in_force: Iterable[PublishedHours]) -> list[int]:
    return list(minutes_by_weekday(" ".join(one.week for one in in_force if one.week)).values())


def _monday(day: date) -> date:
    return day - (day.isoweekday() - 1) * DAY


def _figures(published: Collection[PublishedHours], least: Minimum, found: Cover, question: Question) -> dict[str, int]:
    """How the week of the day asked stands, and the days judged."""
    in_force = [one for one in published if one.holds_on(question.day)]
    week = {"days_with_hours": least.days_enough(_week_in_force(in_force))} if in_force else {}
    return {**week, "days_a_week": least.days, "minutes_a_day": least.minutes, **found.figures}


def _evidence(published: PublishedHours, line: Line, least: Minimum) -> Evidence:
    minutes = minutes_by_weekday(published.week)
    short = " ".join(str(weekday) for weekday, one in minutes.items() if 0 < one < least.minutes)
    detail = {
        "line": line.code,
        "title": line.name,
        "week": published.week,
        "until": published.until_on,
        "short": short,
    }
    why = None if least.is_reached(minutes.values()) else Why.TOO_FEW_HOURS
    return Evidence("published_hours", published.code, published.from_on, sum(minutes.values()), detail, why)
