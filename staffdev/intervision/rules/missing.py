"""What is missing around intervision: attendance, minutes, a next date, and whoever has quietly dropped out. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from staffdev.rulebook.dates import Span

MONTHS_OF_A_QUARTER = 3
SETTLING_IN = timedelta(days=30)  # whoever began later than that is not expected to have been at one yet


@dataclass(frozen=True, slots=True)
class PastRhythm:
    """A group that has not met for longer than it wanted to; `last_on` is None where it never met."""

    group: Any
    last_on: date | None
    due_on: date
    next_on: date | None


def over(sessions: Iterable[Any], *, today: date) -> list[Any]:
    """The sessions that were held before today; those of today may still be going on."""
    return [one for one in sessions if one.cancelled_at is None and one.held_on < today]


def unmarked(
    sessions: Iterable[Any], marked: Collection[Any], closed_years: Collection[int], *, today: date
) -> list[Any]:
    """Sessions that were held and whose attendance nobody marked, the oldest first; a closed year stays as it is."""
    return [
        one
        for one in _in_order(over(sessions, today=today))
        if one.code not in marked and one.held_on.year not in closed_years
    ]


def unwritten(sessions: Iterable[Any], written: Collection[int], *, today: date) -> list[Any]:
    """Sessions that were held and have no minutes, the oldest first; `written` are row ids."""
    return [one for one in _in_order(over(sessions, today=today)) if one.id not in written]


def past_rhythm(groups: Iterable[Any], sessions: Collection[Any], *, today: date) -> list[PastRhythm]:
    """Open groups whose last session, or beginning, is longer ago than their rhythm, the longest first."""
    held = [one for one in sessions if one.cancelled_at is None]
    found = []
    for group in groups:
        last = max((one.held_on for one in held if one.group == group.id and one.held_on <= today), default=None)
        ahead = min((one.held_on for one in held if one.group == group.id and one.held_on > today), default=None)
        due = (last or group.created_on) + timedelta(days=group.rhythm_days)
        if group.closed_on is None and due < today:
            found.append(PastRhythm(group, last, due, ahead))
    return sorted(found, key=lambda one: one.due_on)


def quarter_of(day: date) -> Span:
    """The quarter of the year in which the day lies."""
    first = date(day.year, (day.month - 1) // MONTHS_OF_A_QUARTER * MONTHS_OF_A_QUARTER + 1, 1)
    after = date(day.year + (first.month + MONTHS_OF_A_QUARTER > 12), (first.month + 2) % 12 + 1, 1)  # noqa: PLR2004 - months
    return Span(first, after - timedelta(days=1))


def without_intervision(
    engagements: Iterable[Any], away: Collection[int], attended: Mapping[int, Collection[date]], *, today: date
) -> list[int]:
    """Who works here, has settled in and is not `away` today, and was at no intervision in this quarter."""
    quarter = quarter_of(today)
    expected = {
        one.person
        for one in engagements
        if one.from_on <= today - SETTLING_IN and today <= (one.until_on or date.max) and one.person not in away
    }
    return sorted(one for one in expected if not any(day in quarter for day in attended.get(one, ())))


def _in_order(sessions: Iterable[Any]) -> list[Any]:
    return sorted(sessions, key=lambda one: (one.held_on, one.starts_at, one.id))
