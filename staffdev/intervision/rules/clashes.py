"""What collides with a session before it is saved. Asked about, never forbidden. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import sha256

from staffdev.intervision.rules.instants import begins, ends
from staffdev.rulebook.dates import public_holidays


class Clash(StrEnum):
    """What a session collides with."""

    PAST = "past"
    CLOSED_GROUP = "closed_group"
    HOLIDAY = "holiday"
    TOO_MANY = "too_many"
    TOO_FEW = "too_few"
    SAME_GROUP = "same_group"
    ON_DUTY = "on_duty"
    AWAY = "away"
    OTHER_SESSION = "other_session"
    COURSE = "course"
    SAID_NO = "said_no"


PERSONAL = frozenset({Clash.ON_DUTY, Clash.AWAY, Clash.OTHER_SESSION, Clash.COURSE, Clash.SAID_NO})


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One collision of one date; `name` says whose it is where it is somebody's."""

    day: date
    kind: Clash
    name: str = ""
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """A session to be: its day, its clock and its length."""

    held_on: date
    starts_at: time
    minutes: int


@dataclass(frozen=True, slots=True)
class Someone:
    """A member as she stands around the dates: when she belongs, and the instants at which she is busy, with why."""

    name: str
    is_required: bool
    first: date
    last: date
    away: tuple[tuple[date, date], ...] = ()
    busy: tuple[tuple[datetime, datetime, Clash], ...] = ()
    cannot: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """The limits of a group, the day it was closed, and the other sessions it has."""

    least: int
    most: int
    closed_on: date | None = None
    taken: tuple[tuple[datetime, datetime], ...] = ()


def clashes(plans: Iterable[Plan], group: Group, members: Sequence[Someone], *, today: date) -> tuple[Found, ...]:
    """Everything that speaks against these dates, in the order of the days."""
    found: list[Found] = []
    for plan in plans:
        found += [Found(plan.held_on, kind) for kind in _of_the_day(plan, group, members, today)]
        found += [
            Found(plan.held_on, kind, one.name, one.is_required)
            for one in members
            if one.first <= plan.held_on <= one.last
            for kind in of_hers(plan, one)
        ]
    return tuple(dict.fromkeys(found))


def digest(found: Iterable[Found]) -> str:
    """Changes with every collision that was not there before, so that a tick stands for what was seen."""
    said = "\n".join(f"{one.day} {one.kind} {one.name}" for one in sorted(found))
    return sha256(said.encode()).hexdigest()[:16]


def _of_the_day(plan: Plan, group: Group, members: Sequence[Someone], today: date) -> Iterable[Clash]:
    day = plan.held_on
    if day < today:
        yield Clash.PAST
    if group.closed_on and day > group.closed_on:
        yield Clash.CLOSED_GROUP
    if day in public_holidays(day.year):
        yield Clash.HOLIDAY
    here = len({one.name for one in members if one.first <= day <= one.last})
    if here > group.most:
        yield Clash.TOO_MANY
    if here < group.least:
        yield Clash.TOO_FEW
    if any(_meets(plan, first, last) for first, last in group.taken):
        yield Clash.SAME_GROUP


def of_hers(plan: Plan, one: Someone) -> Iterable[Clash]:
    """What of hers speaks against this date."""
    if any(first <= plan.held_on <= last for first, last in one.away):
        return [Clash.AWAY]
    met = dict.fromkeys(why for first, last, why in one.busy if _meets(plan, first, last))
    return met or ([Clash.SAID_NO] if plan.held_on in one.cannot else [])


def _meets(plan: Plan, first: datetime, last: datetime) -> bool:
    return begins(plan) < last and first < ends(plan)
