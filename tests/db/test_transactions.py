import asyncio
import sqlite3
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import asyncpg
import pytest

from staffdev.clock import BELGRADE
from staffdev.db.transactions import insert_many, locked, new_ids, savepoint, transaction
from tests.db.library import Book, Kind, Shelf

REFUSED = (sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError)


class Unplanned(Exception):
    pass


async def test_fifty_people_count_up_and_nobody_is_lost(library):
    shelf = Shelf(label="A")
    await shelf.save()

    async def ten_times():
        for _ in range(10):
            async with transaction():
                (read,) = await locked(Shelf.objects().where(Shelf.id == shelf.id))
                read.books += 1
                await read.save()

    await asyncio.gather(*(ten_times() for _ in range(50)))
    assert (await Shelf.select(Shelf.books).first()) == {"books": 500}


async def test_what_fails_is_undone_as_a_whole(library):
    async def write():
        async with transaction():
            await Shelf(label="A").save()
            await Shelf(label="B").save()
            raise Unplanned

    with pytest.raises(Unplanned):
        await write()
    assert await Shelf.count() == 0


async def test_an_inner_transaction_belongs_to_the_outer_one(library):
    async def write():
        async with transaction():
            async with transaction():
                await Shelf(label="A").save()
            raise Unplanned

    with pytest.raises(Unplanned):
        await write()
    assert await Shelf.count() == 0


async def test_nobody_sees_what_is_not_committed(library):
    inside, seen = asyncio.Event(), asyncio.Event()

    async def write():
        async with transaction():
            await Shelf(label="A").save()
            inside.set()
            await seen.wait()

    writing = asyncio.create_task(write())
    await inside.wait()
    assert await Shelf.count() == 0
    seen.set()
    await writing
    assert await Shelf.count() == 1


async def test_a_savepoint_undoes_only_its_own(library):
    async with transaction():
        await Shelf(label="A").save()
        with pytest.raises(REFUSED):
            async with savepoint():
                await Shelf(label="A").save()
        async with savepoint():
            await Shelf(label="B").save()
    assert [row["label"] for row in await Shelf.select().order_by(Shelf.label)] == ["A", "B"]


async def test_a_savepoint_needs_a_transaction(library):
    with pytest.raises(RuntimeError):
        async with savepoint():
            pass


async def test_a_cancelled_transaction_is_undone_and_lets_the_next_one_in(library):
    inside = asyncio.Event()

    async def write():
        async with transaction():
            await Shelf(label="A").save()
            inside.set()
            await asyncio.sleep(60)

    writing = asyncio.create_task(write())
    await inside.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await asyncio.wait_for(Shelf(label="B").save(), 5)
    assert [row["label"] for row in await Shelf.select()] == ["B"]


@pytest.mark.parametrize("moment", range(12))
async def test_it_may_be_cancelled_at_any_moment(library, moment):
    """At BEGIN, in a statement, at COMMIT, and while that is still being undone."""

    async def write():
        async with transaction():
            await Shelf(label="A").save()
            await Shelf(label="B").save()

    writing = asyncio.create_task(write())
    for _ in range(moment):
        await asyncio.sleep(0.0002)
    writing.cancel()
    await asyncio.sleep(0)
    writing.cancel()
    await asyncio.wait([writing])
    assert await Shelf.count() in {0, 2}
    async with transaction():
        await Shelf(label="C").save()
    assert await Shelf.count() in {1, 3}


async def test_who_waits_may_leave_the_queue(library):
    async with transaction():
        await Shelf(label="A").save()
        waiting = asyncio.create_task(insert_elsewhere())
        await asyncio.sleep(0.01)
        waiting.cancel()
        await asyncio.wait([waiting])
    assert await Shelf.count() == 1


async def insert_elsewhere():
    """In a transaction of its own: a task inherits the one it was made in."""
    Shelf._meta.db.current_transaction.set(None)
    async with transaction():
        await Shelf.select().first()
        await Shelf(label="A").save()


async def test_many_rows_are_inserted_with_their_defaults(library):
    async with transaction():
        shelf, other = await new_ids(Shelf, 2)
        assert await insert_many(Shelf, ({"id": id_, "label": str(id_)} for id_ in (shelf, other))) == 2
        count = await insert_many(Book, ({"shelf": shelf, "title": f"Volume {n}"} for n in range(5001)))
    assert count == 5001
    assert await Book.count() == 5001
    (last,) = await Book.objects().where(Book.title == "Volume 5000")
    assert last.to_dict() == {
        "id": last.id,
        "shelf": shelf,
        "title": "Volume 5000",
        "kind": "novel",
        "reading_time": None,
        "bought_on": None,
        "lent_at": None,
        "is_new": False,
    }


async def test_every_type_comes_back_as_it_went_in(library):
    await Shelf(label="A").save()
    given: dict[str, Any] = {
        "shelf": 1,
        "title": "Проклета авлија",
        "kind": Kind.POEM,
        "reading_time": 600,
        "bought_on": date(2025, 12, 31),
        "lent_at": datetime(2026, 1, 3, 12, 30, 15, 250, tzinfo=BELGRADE),
        "is_new": True,
    }
    await insert_many(Book, [given, {**given, "is_new": False, "lent_at": None, "bought_on": None}])
    await Book(**given).save()
    first, second, third = await Book.select().order_by(Book.id)
    assert first == {**given, "id": 1}
    assert second == {**given, "id": 2, "is_new": False, "lent_at": None, "bought_on": None}
    assert third == {**given, "id": 3}
    assert await Book.count().where(Book.lent_at == given["lent_at"].astimezone(UTC), Book.kind == Kind.POEM) == 2


async def test_many_rows_are_all_or_nothing(library):
    await Shelf(label="A").save()
    rows = [{"shelf": 1, "title": "A", "reading_time": minutes} for minutes in (10, -1)]
    with pytest.raises(REFUSED):
        await insert_many(Book, rows)
    assert await Book.count() == 0


async def test_no_rows_are_no_work(library):
    assert await insert_many(Book, []) == 0


async def test_a_column_that_is_not_there_is_named(library):
    with pytest.raises(ValueError, match="Book has no colour"):
        await insert_many(Book, [{"title": "A", "colour": "red"}])


async def test_new_ids_are_never_given_twice(library):
    async with transaction():
        first = await new_ids(Shelf, 3)
        await insert_many(Shelf, ({"id": id_, "label": str(id_)} for id_ in first))
    await Shelf(label="single").save()
    async with transaction():
        second = await new_ids(Shelf, 3)
        await insert_many(Shelf, ({"id": id_, "label": str(id_)} for id_ in second))
    ids = [row["id"] for row in await Shelf.select(Shelf.id).order_by(Shelf.id)]
    assert len(ids) == 7
    assert all(before < after for before, after in pairwise(ids))
