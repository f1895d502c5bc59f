"""Two tables of their own for the tests of the database room."""

from enum import StrEnum

from piccolo.columns import Serial
from piccolo.table import Table

from staffdev.db.columns import Code, Count, Day, Flag, Instant, Minutes, Reference, Text


class Kind(StrEnum):
    NOVEL = "novel"
    POEM = "poem"


class Shelf(Table, tablename="test_shelf"):
    id: Serial
    label = Text(unique=True)
    books = Count(default=0)


class Book(Table, tablename="test_book"):
    id: Serial
    shelf = Reference(Shelf)
    title = Text()
    kind = Code(Kind, default=Kind.NOVEL)
    reading_time = Minutes(null=True)
    bought_on = Day(null=True)
    lent_at = Instant(null=True)
    is_new = Flag(default=False)


async def build(engine):
    for table in (Shelf, Book):
        table._meta.db = engine
        await table.create_table(if_not_exists=True)
