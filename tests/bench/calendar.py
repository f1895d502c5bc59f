"""A month of the calendar at 100 people against its template rendered from memory; statements at any size."""

from collections.abc import AsyncIterator, Iterator
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.db.transactions import insert_many, new_ids, transaction
from staffdev.intervision.series.writing import session_values
from staffdev.intervision.tables import Group, GroupMember, Session
from tests.bench.pages import against_floor, statements
from tests.bench.places import Place, populate, sqlite_place
from tests.bench.report import Line, ratio

PEOPLE, OF_A_GROUP = 100, 7
TEMPLATE = "intervision/calendar/show.html"


async def measure() -> AsyncIterator[Line]:
    """The page at 8 people and at 100, in groups of seven that meet every week."""
    today = clock.today()
    address = f"/calendar?view=month&on={today}"
    async with sqlite_place() as place:
        await _meetings(place, await populate(place.cast.ravnica, OF_A_GROUP, 1, year=today.year), today)
        few = await statements(place, address)
        await _meetings(place, await populate(place.cast.ravnica, PEOPLE - OF_A_GROUP, 1, year=today.year), today)
        many = await statements(place, address)
        entries = PEOPLE // OF_A_GROUP * 4
        floor, page = await against_floor(place, address, TEMPLATE, (b"sd-cal-entry", entries))
        yield ratio(f"Calendar: a month at {PEOPLE} people / floor", page, floor, 2)
        yield Line(f"Calendar: statements at {PEOPLE} people ({few})", "statements", many, f"= {few}", many == few)


async def _meetings(place: Place, people: list[int], today: date) -> None:
    """Groups of seven that meet once a week for half a year around today."""
    async with transaction():
        ids = await new_ids(Group, -(-len(people) // OF_A_GROUP))
        groups = [Group(**_group(place, number, row_id)) for number, row_id in enumerate(ids)]
        await insert_many(Group, [group.to_dict() for group in groups])
        await insert_many(GroupMember, (_member(place, ids[n // OF_A_GROUP], row) for n, row in enumerate(people)))
        await insert_many(Session, _sessions(groups, people, today))


def _group(place: Place, number: int, row_id: int) -> dict[Any, Any]:
    limits = {"least": 3, "most": 8, "rhythm_days": 14, "created_at": clock.now(), "closed_on": None}
    title = f"Grupa {number}"
    return {
        "id": row_id,
        "code": uuid4(),
        "organisation": place.cast.ravnica.id,
        "title": title,
        "sort_key": title,
    } | limits


def _member(place: Place, group: int, person: int) -> dict[str, Any]:
    fact = {"code": uuid4(), "recorded_at": clock.now(), "recorded_by": None, "superseded_at": None, "version_of": None}
    days = {"withdrawn_because": None, "from_on": date(2020, 1, 1), "until_on": None}
    who = {"organisation": place.cast.ravnica.id, "group": group, "person": person}
    return {**fact, **days, **who, "need": "required", "may_facilitate": True}


def _sessions(groups: list[Group], people: list[int], today: date) -> Iterator[dict[str, Any]]:
    for number, group in enumerate(groups):
        for week in range(-13, 13):
            held_on = today + timedelta(days=7 * week + number % 5)
            times = {"held_on": held_on, "starts_at": time(17 + number % 4), "minutes": 90}
            yield session_values(group, **times, facilitator=people[(number + week) % len(people)])
