"""Five clearly different proposals, each with who cannot come when and why; or why there is none. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from staffdev.intervision.slots.rules import planes
from staffdev.intervision.slots.rules.columns import Column
from staffdev.intervision.slots.rules.grid import CELLS, SPAN
from staffdev.intervision.slots.rules.judging import Field, Tally, best, field_of, possible, tally
from staffdev.intervision.slots.rules.masks import Limit, Starts, Why
from staffdev.intervision.slots.rules.shapes import Participant, Problem
from staffdev.intervision.vocabulary import Need
from staffdev.weekly import QUARTER

MOST = 5
APART = 120  # minutes, where the weekday is the same


@dataclass(frozen=True, slots=True)
class Objective:
    """What a proposal is worth, in the order in which proposals are compared."""

    fallen_out: int
    smallest_attendance: int
    rarest_presence: int  # on how many dates she can come who can come least often
    weighted_presence: int
    if_need_be: int
    soft_clashes: int
    stays: bool


@dataclass(frozen=True, slots=True)
class Miss:
    """She cannot come, with everything that holds her off."""

    code: str
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date: who cannot come, and what holds it off where it falls out; `starts_at` is None in a skipped hour."""

    on: date
    starts_at: datetime | None
    attendance: int
    misses: tuple[Miss, ...]
    because: tuple[Limit, ...] = ()

    @property
    def is_held(self) -> bool:
        return not self.because


@dataclass(frozen=True, slots=True)
class Proposal:
    """A weekday (1 is Monday) and a minute of the day, with the dates they come to."""

    weekday: int
    nth: int | None
    start: int
    objective: Objective
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The limit that excludes most, and who excludes most where it is required people."""

    limit: Limit
    code: str | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The proposals, best first; where there is none, the obstacle."""

    proposals: tuple[Proposal, ...]
    obstacle: Obstacle | None = None


def find(problem: Problem, most: int = MOST) -> Found:
    """At most so many clearly different times for one session or for a series."""
    if not problem.people:
        return Found((), Obstacle(Limit.FEW))
    field = field_of(problem)
    if not field.columns:
        return Found((), Obstacle(Limit.EXCLUDED))
    found = tally(field)
    proposals = tuple(_proposal(field, found, place) for place in _chosen(field, found, most))
    return Found(proposals, None if proposals else _obstacle(field))


def _chosen(field: Field, found: Tally, most: int) -> list[int]:
    """The best places that differ in the day of the week or by two hours; then other weeks of the same."""
    places: list[int] = []
    for strictly in (True, False):
        left = possible(field, found)
        for place in places:
            left &= ~_near(field.columns, place, strictly=strictly)
        while left and len(places) < most:
            place = best(left, found)
            places.append(place)
            left &= ~_near(field.columns, place, strictly=strictly)
    return places


def _near(columns: tuple[Column, ...], place: int, *, strictly: bool) -> int:
    """The places that are too much like this one: less than two hours apart on such a day."""
    number, cell = divmod(place, CELLS)
    first, last = max(0, cell - APART // QUARTER + 1), min(CELLS, cell + APART // QUARTER)
    hours = (1 << last) - (1 << first)
    chosen = columns[number]
    return sum(
        hours << index * CELLS for index, column in enumerate(columns) if _alike(column, chosen, strictly=strictly)
    )


def _alike(one: Column, other: Column, *, strictly: bool) -> bool:
    if len(one.dates) == 1 or not strictly:
        return bool(set(one.dates) & set(other.dates))
    return (one.weekday, one.nth) == (other.weekday, other.nth) or one.dates == other.dates


def _proposal(field: Field, found: Tally, place: int) -> Proposal:
    number, cell = divmod(place, CELLS)
    column = field.columns[number]
    value = {name: planes.number_at(getattr(found, name), place) for name in ("held", "least", "rarest", "weight")}
    objective = Objective(
        fallen_out=len(column.dates) - value["held"],
        smallest_attendance=value["least"],
        rarest_presence=value["rarest"],
        weighted_presence=value["weight"],
        if_need_be=planes.number_at(found.if_need_be, place),
        soft_clashes=planes.number_at(found.clashes, place),
        stays=bool(found.present >> place & 1),
    )
    occurrences = tuple(_occurrence(field, day, cell) for day in column.dates)
    return Proposal(column.weekday, column.nth, cell * QUARTER, objective, occurrences)


def _occurrence(field: Field, day: date, cell: int) -> Occurrence:
    index = field.grid.index(day)
    place = index * CELLS + cell
    instant = field.grid.instant(index, cell)
    if not field.grid.to_wall(1 << (instant - field.grid.begins) // SPAN) >> place & 1:
        return Occurrence(day, None, 0, (), (Limit.HOURS,))
    pairs = zip(field.problem.people, field.starts, strict=True)
    missing = [(person, starts) for person, starts in pairs if not starts.can >> place & 1]
    misses = tuple(Miss(person.code, reasons(field, starts, instant)) for person, starts in missing)
    because = tuple(limit for limit, kept in field.kept.items() if not kept >> place & 1)
    return Occurrence(day, instant, len(field.starts) - len(misses), misses, because)


def reasons(field: Field, starts: Starts, instant: datetime) -> tuple[Why, ...]:
    """Everything that holds her off in a session from that instant on."""
    first = (instant - field.grid.begins) // SPAN
    session = (1 << field.problem.limits.minutes // QUARTER) - 1
    return tuple(why for why in Why if starts.against[why] >> first & session)


def _obstacle(field: Field) -> Obstacle:
    """The limit that leaves the fewest starts, among those of the hours and days that were asked for."""
    within = _asked_days(field) & field.kept[Limit.HOURS]
    asked = within & field.kept[Limit.EXCLUDED]
    if not asked:
        return Obstacle(Limit.EXCLUDED if within else Limit.HOURS)
    left = {limit: (kept & asked).bit_count() for limit, kept in field.kept.items()}
    worst = min(left, key=lambda limit: left[limit])
    if worst is not Limit.REQUIRED:
        return Obstacle(worst)
    who, starts = min(_required(field), key=lambda pair: (pair[1].can & asked).bit_count())
    return Obstacle(worst, who.code, _mostly(field, starts, asked))


def _asked_days(field: Field) -> int:
    return field.grid.whole(field.grid.index(day) for column in field.columns for day in column.dates)


def _required(field: Field) -> Iterator[tuple[Participant, Starts]]:
    for person, starts in zip(field.problem.people, field.starts, strict=True):
        if person.need is Need.REQUIRED:
            yield person, starts


def _mostly(field: Field, starts: Starts, asked: int) -> Why:
    """What holds her off most of the time."""
    hours = field.grid.to_instants(asked)
    return Counter({why: (mask & hours).bit_count() for why, mask in starts.against.items()}).most_common(1)[0][0]
