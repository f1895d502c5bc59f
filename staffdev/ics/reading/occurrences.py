"""When the entries of a calendar take place within a span of time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from staffdev.clock import BELGRADE
from staffdev.ics.reading import limits
from staffdev.ics.reading.entries import Entry, Weight
from staffdev.ics.reading.moments import Length, Moment, day_of, instant_of, is_timed, read_moment
from staffdev.ics.reading.recurrence import Rule, Steps, TooMuchError, days_of_rule
from staffdev.ics.reading.shapes import BusyTime, Span

_TWO_DAYS = timedelta(days=2)  # more than any two clocks of the world lie apart


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of an entry: what it is called in RECURRENCE-IDs, when it takes place, and which entry says so."""

    identifier: Moment
    start: Moment
    length: Length
    entry: Entry


def busy_times(entries: Iterable[Entry], span: Span, steps: Steps) -> list[BusyTime]:
    """Every time of the span that is not free, in order and once; TooMuchError where there are too many."""
    by_uid: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_uid[entry.uid or f" {entry.number}"].append(entry)
    found: set[BusyTime] = set()
    for family in by_uid.values():
        for occurrence in _family(family, span, steps):
            if busy := _busy(occurrence, span):
                found.add(busy)
        if len(found) > limits.TIMES:
            raise TooMuchError
    return sorted(found)


def _family(family: Sequence[Entry], span: Span, steps: Steps) -> Iterator[Occurrence]:
    """All that share a UID. Several events may, where a program exported badly: then each counts."""
    changes = [entry for entry in family if entry.replaces is not None]
    points = {point for entry in changes for point in _points(entry.replaces)}
    onwards = sorted((entry for entry in changes if entry.is_from_here_on), key=_replaced_at)
    for entry in family:
        if entry.replaces is not None:
            yield Occurrence(entry.start, entry.start, entry.length, entry)
            continue
        if entry.weight is Weight.FREE and not onwards:
            continue
        for occurrence in _dates(entry, span, steps):
            steps.take(1 + len(onwards))
            if not points or points.isdisjoint(_points(occurrence.identifier)):
                yield _moved(occurrence, onwards)


def _points(moment: Moment | None) -> set[Moment]:
    """How a date may be named: by its instant, or where it is a whole day by that day."""
    if moment is None:
        return set()
    return {moment.astimezone(UTC), moment.date()} if isinstance(moment, datetime) else {moment}


def _replaced_at(entry: Entry) -> datetime:
    return instant_of(entry.replaces or entry.start)


def _moved(occurrence: Occurrence, onwards: Sequence[Entry]) -> Occurrence:
    """As the last change that holds from its date on says."""
    at = instant_of(occurrence.identifier)
    changes = [entry for entry in onwards if _replaced_at(entry) <= at]
    if not changes:
        return occurrence
    entry = changes[-1]
    shift = instant_of(entry.start) - _replaced_at(entry)
    start = occurrence.start + (shift if is_timed(occurrence.start) else timedelta(days=shift.days))
    return replace(occurrence, start=start, length=entry.length, entry=entry)


def _dates(entry: Entry, span: Span, steps: Steps) -> Iterator[Occurrence]:
    """The first date, those of its rules, those it adds; without those it leaves out."""
    seen: set[Moment] = set()
    gone = {point for moment in entry.left_out for point in _left_out(moment, entry.start)}
    window = _window(entry, span)
    for rule in entry.without_rules:
        gone |= {instant_of(one) for one in moments_of_rule(rule, entry.start, window, steps)}
    starts: list[tuple[Moment, Length]] = [(entry.start, entry.length), *entry.added]
    for rule in entry.rules:
        starts += ((moment, entry.length) for moment in moments_of_rule(rule, entry.start, window, steps))
    for start, length in starts:
        at = instant_of(start)
        if at not in seen and gone.isdisjoint({at, day_of(start)}):
            seen.add(at)
            yield Occurrence(start, start, length, entry)


def _left_out(moment: Moment, start: Moment) -> set[Moment]:
    """An exception is an instant; some programs write only its day, which then means every date of that day."""
    return {instant_of(moment)} if is_timed(moment) == is_timed(start) and is_timed(start) else {day_of(moment)}


def _window(entry: Entry, span: Span) -> tuple[date, date]:
    """The days, on the clock of any zone, on which something may start that touches the span."""
    return (span.starts_at - entry.length.most - _TWO_DAYS).date(), (span.ends_at + _TWO_DAYS).date()


def moments_of_rule(rule: Rule, start: Moment, window: tuple[date, date], steps: Steps) -> Iterator[Moment]:
    """The dates of a rule in the window, not before `start`, up to its COUNT and its UNTIL."""
    left = rule.count or 10**9
    until = _until(rule, start)
    for day in days_of_rule(rule, day_of(start), window, steps):
        for moment in _times(rule, day, start):
            if instant_of(moment) < instant_of(start):
                continue
            left -= 1
            if left < 0 or (until is not None and instant_of(moment) > until):
                return
            if day >= window[0]:
                yield moment


def _times(rule: Rule, day: date, start: Moment) -> list[Moment]:
    if not isinstance(start, datetime):
        return [day]
    if not (rule.hours or rule.minutes or rule.seconds):
        return [datetime.combine(day, start.time(), start.tzinfo)]
    return [
        datetime.combine(day, time(hour, minute, min(second, 59)), start.tzinfo)
        for hour in rule.hours or (start.hour,)
        for minute in rule.minutes or (start.minute,)
        for second in rule.seconds or (start.second,)
    ]


def _until(rule: Rule, start: Moment) -> datetime | None:
    """The last instant at which it may take place; a day alone counts whole, a bare time is on its own clock."""
    if not rule.until or rule.until_day.year >= limits.YEARS.stop:
        return None
    if rule.until_day.year < limits.YEARS.start:
        return instant_of(start) - timedelta(seconds=1)
    zone: tzinfo = (start.tzinfo if isinstance(start, datetime) else None) or BELGRADE
    until = read_moment(rule.until, zone)
    if not isinstance(until, datetime) or not is_timed(start):
        return datetime.combine(day_of(until), time.max, zone).astimezone(UTC)
    return until.astimezone(UTC)


def _busy(occurrence: Occurrence, span: Span) -> BusyTime | None:
    if occurrence.entry.weight is Weight.FREE:
        return None
    starts_at, ends_at = instant_of(occurrence.start), occurrence.length.after(occurrence.start)
    if ends_at <= starts_at or ends_at <= span.starts_at or starts_at >= span.ends_at:
        return None
    is_soft = occurrence.entry.weight is Weight.SOFT
    return BusyTime(starts_at, ends_at, is_soft=is_soft, is_whole_day=not is_timed(occurrence.start))
