"""Finding times: a year of every second week on quarter hours, with five proposals that say who misses what and why."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from random import Random

from staffdev.intervision.slots.entry import asked_by
from staffdev.intervision.slots.forms import SeriesForm
from staffdev.intervision.slots.gathering import Invited
from staffdev.intervision.slots.relaxing import counted, relaxations
from staffdev.intervision.slots.rules.grouping import Sizes, form_groups
from staffdev.intervision.slots.rules.proposing import find
from staffdev.intervision.slots.rules.shapes import (
    Busy,
    Days,
    Limits,
    Open,
    OtherDays,
    Participant,
    Problem,
    Staffing,
    Stint,
    Wanted,
    Week,
)
from staffdev.intervision.vocabulary import Grade, Need, Pattern
from staffdev.weekly import Stretch
from tests.bench import proposals
from tests.bench.report import Line

FIRST, WEEKS = date(2026, 11, 23), 52
BUSY_TIMES = 200  # of each person's own calendar
REPEATS = 5


async def measure() -> AsyncIterator[Line]:
    """The bounds of the issue, by the clock of the processor, from plain shapes to proposals."""
    yield series(100, 1500)
    yield series(20, 100)
    yield impossible(100, 2000)
    yield relaxed(100, 2000)
    yield groups(80, 2000)
    async for line in proposals.measure():
        yield line


def series(people: int, most: float) -> Line:
    """Five proposals for a series."""
    problem = office(people)
    found = find(problem)
    what = f"{len(found.proposals)} proposals, {people} people, {WEEKS} weeks every second week"
    return _line(what, _fastest(lambda: find(problem)), most)


def impossible(people: int, most: float) -> Line:
    """A series that cannot be: who is required is never there."""
    problem = office(people, never=True)
    found = find(problem)
    assert found.obstacle, "the problem was meant to have no answer"
    return _line(f"no possible time, {people} people", _fastest(lambda: find(problem)), most)


def relaxed(people: int, most: float) -> Line:
    """That there is none, and everything that could be asked for instead."""
    problem = office(people)
    first = replace(problem.people[0], other_days=(OtherDays(FIRST, FIRST + timedelta(days=400), Grade.NO),))
    problem = replace(problem, people=(first, *problem.people[1:]))
    named = [Invited(0, one.code, one.code, one.need, one.may_facilitate) for one in problem.people]
    asked = SeriesForm(
        group="",
        minutes=90,
        earliest=clock_time(17),
        latest=clock_time(20),
        first_on=FIRST,
        weeks=WEEKS,
        weekdays=frozenset({1, 2}),
        pause=15,
        a_week=1,
        may_fall_out=2,
    )
    problem = asked_by(asked, problem)

    def both() -> object:
        assert not find(problem).proposals, "the problem was meant to have no answer"
        return counted(relaxations(asked, named), problem)

    assert both(), "something was meant to help"
    return _line(f"no possible time and what would help, {people} people", _fastest(both), most)


def groups(people: int, most: float) -> Line:
    """Twelve groups with a time each."""
    problem = office(people)
    what = f"12 groups formed of {people} people, {WEEKS} weeks"
    return _line(what, _fastest(lambda: form_groups(problem, Sizes(12, 5, 8, at_once=2)), repeats=2), most)


def _line(what: str, figure: float, most: float) -> Line:
    return Line(what, "ms CPU", figure, f"≤ {most:.0f}", figure <= most)


def _fastest(run: object, repeats: int = REPEATS) -> float:
    assert callable(run)
    taken = []
    for _ in range(repeats):
        before = time.process_time()
        run()
        taken.append(time.process_time() - before)
    return min(taken) * 1000


def office(people: int, *, never: bool = False) -> Problem:
    """So many people with weeks, calendars, shifts with rest and leave, and a line that is staffed each evening."""
    dice = Random(people)  # noqa: S311 - invented people
    wanted = Wanted(FIRST, FIRST, Pattern.WEEKLY, 2, WEEKS // 2)
    participants = tuple(_person(dice, number, never=never) for number in range(people))
    evenings = [FIRST + timedelta(days=day) for day in range(WEEKS * 7)]
    line = Staffing(
        1,
        tuple(Open(day, 17 * 60, 20 * 60) for day in evenings),
        (tuple(Stint(day, 17 * 60, 20 * 60) for day in evenings),),
    )
    return Problem(wanted, Limits(90, least=3, pause=15), participants, (line,))


def _person(dice: Random, number: int, *, never: bool) -> Participant:
    week = tuple(_evening(dice, weekday) for weekday in range(1, 8) if dice.random() < 0.75)
    away = FIRST + timedelta(days=dice.randrange(WEEKS * 7))
    return Participant(
        code=str(number),
        need=Need.REQUIRED if number < 1 else Need.OPTIONAL,
        may_facilitate=number % 5 == 0,
        weeks=(Week(() if never else week, FIRST),),
        busy=tuple(_busy(dice) for _ in range(BUSY_TIMES)),
        on_duty=tuple(Stint(FIRST + timedelta(days=7 * w + number % 7), 1200, 1560, 480) for w in range(0, WEEKS, 2)),
        leave=(Days(away, away + timedelta(days=20)),),
        last_attended_on=FIRST - timedelta(days=dice.randrange(300)),
        owed_minutes=dice.randrange(600),
    )


def _evening(dice: Random, weekday: int) -> Stretch:
    start = dice.choice((8, 9, 12, 14, 16, 17)) * 60
    grade = dice.choice((Grade.GLAD, Grade.GLAD, Grade.IF_NEED_BE))
    return Stretch(weekday, start, min(22 * 60, start + dice.choice((240, 360, 480))), grade)


def _busy(dice: Random) -> Busy:
    begins = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=15 * dice.randrange(WEEKS * 672))
    return Busy(begins, begins + timedelta(minutes=dice.choice((30, 60, 90))), dice.random() < 0.2)
