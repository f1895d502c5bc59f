"""The page on which the coordinator finds a time, out of the tables: everybody's weeks, calendars, shifts and leave."""

import itertools
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from staffdev import clock
from staffdev.db.transactions import insert_many, new_ids, transaction
from staffdev.intervision.tables import Availability, BusyCalendar, BusyInterval, Group, GroupMember
from staffdev.intervision.vocabulary import Grade, Need
from staffdev.weekly import Stretch, write
from tests.bench.asgi import cpu, request
from tests.bench.places import Place, populate, sqlite_place
from tests.bench.report import Line

SINCE = date(2020, 1, 1)
CALENDAR = 200  # busy times in each person's own calendar


async def measure() -> AsyncIterator[Line]:
    """The whole page, from the request to its last byte, by the clock of the processor."""
    async with sqlite_place() as place:
        for people, most in ((20, 150), (100, 1500)):
            yield await proposals(place, people, most)


async def proposals(place: Place, people: int, most: float) -> Line:
    """Five proposals for a series of so many people, drawn."""
    group = await settle(place, people)
    token = await place.token(place.cast.jelena)
    path = f"/intervision/proposals?{urlencode(asked(group))}"
    answer = await request(place.app, "GET", path, token=token)
    assert answer.status == 200, answer.body[:500]
    proposed = answer.body.count(b'href="#proposal-')
    figure = await cpu(lambda: request(place.app, "GET", path, token=token), rounds=3, batch=1)
    what = f"page with {proposed} proposals, {people} people with calendars, SQLite"
    return Line(what, "ms CPU", figure, f"≤ {most:.0f}", figure <= most)


def asked(group: Group) -> dict[str, str]:
    """A year of every second week."""
    first = clock.today() + timedelta(days=1)
    hours = {"minutes": "1:30", "earliest": "09:00", "latest": "21:00", "may_fall_out": "26"}
    days = {"first_on": f"{first:%Y-%m-%d}", "weeks": "52"}
    return {"question": "series", "group": str(group.code), "rhythm": "weekly-2"} | hours | days


async def settle(place: Place, people: int) -> Group:
    """A group of so many who have all said when they can come and read in their calendars."""
    organisation, dice = place.cast.ravnica, Random(people)  # noqa: S311 - invented people
    ids = await populate(organisation, people, 3, year=2026)
    group = Group(
        code=uuid4(), organisation=organisation.id, title=f"{people}", sort_key=f"{people}", least=3, most=200,
        rhythm_days=30, created_at=clock.now(), closed_on=None,
    )  # fmt: skip
    await group.save()
    async with transaction():
        own = {"organisation": organisation.id}
        await insert_many(GroupMember, [_fact() | own | _member(group.id, one) for one in ids])
        await insert_many(Availability, [_fact() | own | {"person": one, "week": _week(dice)} | _days() for one in ids])
        calendars = await new_ids(BusyCalendar, people)
        await insert_many(BusyCalendar, [own | _calendar(*each) for each in zip(calendars, ids, strict=True)])
        times = itertools.product(calendars, range(CALENDAR))
        await insert_many(BusyInterval, [own | _busy(dice, calendar) for calendar, _number in times])
    return group


def _fact() -> dict[str, Any]:
    what = {"code": uuid4(), "recorded_at": clock.now(), "recorded_by": None}
    return what | {"superseded_at": None, "version_of": None, "withdrawn_because": None}


def _days() -> dict[str, Any]:
    return {"from_on": SINCE, "until_on": None}


def _member(group: int, person: int) -> dict[str, Any]:
    return {"group": group, "person": person, "need": Need.OPTIONAL, "may_facilitate": person % 5 == 0} | _days()


def _week(dice: Random) -> str:
    starts = ((day, dice.choice((9, 12, 14, 16)) * 60) for day in range(1, 8) if dice.random() < 0.75)
    return write(Stretch(day, start, start + 360, dice.choice((Grade.GLAD, Grade.IF_NEED_BE))) for day, start in starts)


def _calendar(row_id: int, person: int) -> dict[str, Any]:
    what = {"id": row_id, "code": uuid4(), "person": person, "number": 1, "imported_at": clock.now()}
    return what | {"from_on": SINCE, "until_on": date(2030, 1, 1), "are_whole_days_busy": False}


def _busy(dice: Random, calendar: int) -> dict[str, Any]:
    day = clock.today() + timedelta(days=dice.randrange(364))
    start = datetime.combine(day, time(7), UTC) + timedelta(minutes=15 * dice.randrange(50))
    what = {"code": uuid4(), "calendar": calendar, "is_soft": dice.random() < 0.2}
    return what | {"starts_at": start, "ends_at": start + timedelta(minutes=60)}
