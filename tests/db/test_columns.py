import sqlite3
from datetime import date, datetime

import asyncpg
import pytest

from tests.db.library import Book, Shelf

REFUSED = (sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError)


@pytest.mark.parametrize("wrong", [{"reading_time": -1}, {"kind": "essay"}, {"shelf": 99}])
async def test_the_database_refuses_what_makes_no_sense(library, wrong):
    await Shelf(label="A").save()
    with pytest.raises(REFUSED):
        await Book(**{"shelf": 1, "title": "A", **wrong}).save()


async def test_a_shelf_with_books_stays(library):
    await Shelf(label="A").save()
    await Book(shelf=1, title="A").save()
    with pytest.raises(REFUSED):
        await Shelf.delete(force=True)


async def test_what_is_not_given_is_null_and_not_today(library):
    await Shelf(label="A").save()
    await Book(shelf=1, title="A").save()
    row = await Book.select(Book.bought_on, Book.lent_at, Book.reading_time).first()
    assert row == {"bought_on": None, "lent_at": None, "reading_time": None}


def test_what_must_be_given_is_asked_for():
    with pytest.raises(ValueError, match="title wasn't provided"):
        Book(shelf=1)


def test_an_instant_needs_a_time_zone():
    with pytest.raises(ValueError, match="lent_at needs a time zone"):
        Book(shelf=1, title="A", lent_at=datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_day_is_no_instant():
    with pytest.raises(TypeError, match="bought_on is a day"):
        Book(shelf=1, title="A", bought_on=datetime(2026, 1, 1))  # noqa: DTZ001
    assert Book(shelf=1, title="A", bought_on=date(2026, 1, 1)).bought_on == date(2026, 1, 1)
