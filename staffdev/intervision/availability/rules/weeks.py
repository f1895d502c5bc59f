"""One week of hers: what was said of its times, put in order, and as the rows of a form. Pure.

Only what she is glad to do or does if need be is kept; whatever a recorded week does not name is no.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from staffdev.intervision.vocabulary import Grade
from staffdev.weekly import Stretch, write

WORKING_DAYS = range(1, 6)
WEEK = range(1, 8)
LONGEST = 1200  # letters of a week as it is stored
AS_USUAL = ""


class Part(NamedTuple):
    """A part of the day by its name; minutes of the day."""

    name: str
    start: int
    end: int


PARTS = (
    Part("morning", 8 * 60, 12 * 60),
    Part("midday", 12 * 60, 16 * 60),
    Part("afternoon", 16 * 60, 19 * 60),
    Part("evening", 19 * 60, 22 * 60),
)


class Rows(NamedTuple):
    """A week as rows of a form: grades by part of a working day, by part of each day, and the times between."""

    usual: Mapping[str, str]
    days: Mapping[int, Mapping[str, str]]  # AS_USUAL on a working day that is like the others
    exact: tuple[Stretch, ...]


def canonical(said: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The week in order: what was said later wins, what adjoins with one grade is one, and no is left out."""
    days: dict[int, list[Stretch]] = {}
    for one in said:
        if one.start < one.end:
            days[one.weekday] = painted(days.get(one.weekday, []), one)
    return tuple(one for weekday in sorted(days) for one in joined(days[weekday]) if one.word != Grade.NO)


def painted(under: Sequence[Stretch], over: Stretch) -> list[Stretch]:
    """The times of one day with `over` laid upon them."""
    left = []
    for one in under:
        if one.start < over.start:
            left.append(one._replace(end=min(one.end, over.start)))
        if one.end > over.end:
            left.append(one._replace(start=max(one.start, over.end)))
    return sorted([*left, over])


def joined(day: Sequence[Stretch]) -> list[Stretch]:
    """The times of one day, which do not overlap, with those that adjoin and have one grade made one."""
    whole: list[Stretch] = []
    for one in day:
        if whole and whole[-1].end == one.start and whole[-1].word == one.word:
            whole[-1] = whole[-1]._replace(end=one.end)
        else:
            whole.append(one)
    return whole


def week_of(rows: Rows) -> tuple[Stretch, ...]:
    """The week that those rows say; exact times win over parts of days."""
    said = []
    for weekday in WEEK:
        own = rows.days.get(weekday, {})
        for part in PARTS:
            grade = own.get(part.name, AS_USUAL)
            if grade == AS_USUAL:
                grade = rows.usual.get(part.name, Grade.NO) if weekday in WORKING_DAYS else Grade.NO
            said.append(Stretch(weekday, part.start, part.end, grade))
    return canonical([*said, *rows.exact])


def rows_of(week: Sequence[Stretch]) -> Rows:
    """The rows that say this week, which is canonical; `week_of` makes the same week of them again."""
    whole = {(weekday, part.name): _grade_of(week, weekday, part) for weekday in WEEK for part in PARTS}
    usual = {
        part.name: Counter(whole[weekday, part.name] for weekday in WORKING_DAYS).most_common(1)[0][0] for part in PARTS
    }
    days = {
        weekday: {
            part.name: AS_USUAL
            if weekday in WORKING_DAYS and whole[weekday, part.name] == usual[part.name]
            else whole[weekday, part.name]
            for part in PARTS
        }
        for weekday in WEEK
    }
    covered = week_of(Rows(usual, days, ()))
    return Rows(usual, days, tuple(_beside(week, covered)))


def is_too_long(week: Iterable[Stretch]) -> bool:
    """Does it say more separate times than are kept?"""
    return len(write(week)) > LONGEST


def _grade_of(week: Iterable[Stretch], weekday: int, part: Part) -> str:
    """The grade of a whole part of that day; no where it is said only of some of it."""
    for one in week:
        if one.weekday == weekday and one.start <= part.start and part.end <= one.end:
            return one.word
    return Grade.NO.value


def _beside(week: Iterable[Stretch], covered: Iterable[Stretch]) -> Iterable[Stretch]:
    """What the week says beyond what is covered."""
    held = list(covered)
    for one in week:
        place = one.start
        for cover in sorted(each for each in held if each.weekday == one.weekday):
            if cover.end <= place or cover.start >= one.end:
                continue
            if cover.start > place:
                yield one._replace(start=place, end=cover.start)
            place = max(place, cover.end)
        if place < one.end:
            yield one._replace(start=place)
