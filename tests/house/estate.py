"""One row of everything for each of two organisations, made from what the tables say; new tables come by themselves.

    estate = await furnish(cast)                the cast, and around Ilona and Tijana one row of every table
    estate = await furnish(cast, people=300)    and as much again around each of 300 people of Ravnica

Rows are written without the actions: the tests of the house walk through pages, they do not test how rows come about.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from piccolo.columns import (
    JSON,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    Serial,
    SmallInt,
    Time,
    Timestamptz,
    Varchar,
)
from piccolo.columns import UUID as Code  # noqa: N811 - a column of codes, beside uuid.UUID
from piccolo.table import Table

from staffdev.accounts.sessions import open_session
from staffdev.db.registry import TABLES
from staffdev.db.srpski import search_key, sort_key
from staffdev.db.transactions import insert_many, new_ids, transaction
from staffdev.evidence.tables import Attachment
from staffdev.exchange.imports.staging import stage
from staffdev.exchange.tables import ImportRow
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Engagement, Person
from staffdev.people.vocabulary import AddressForm, ContractKind, EngagementRole
from staffdev.sheets.reading import open_workbook
from tests.cast import RECORDED, SINCE, Cast, Member
from tests.house.values import SPECIAL, Around, Value, token_of

CAST = {"organisation", "account", "role_grant", "person", "engagement", "licence", "appointment", "mandate"}
NOT_HERE = {  # what nobody opens a page of
    *("audit_head", "audit_entry", "audit_payload", "web_session", "sign_in_try", "recovery_code"),
    *("import_row", "import_name"),  # come with the import of a file
}


@dataclass
class Estate:
    """`rows[organisation code][table name]` is a row of that table; `tokens` open the invitations."""

    cast: Cast
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)  # by user name: a session that outlives a fresh start

    def code_of(self, organisation: Organisation, tablename: str) -> UUID:
        code: UUID = self.rows[organisation.code][tablename].code
        return code


async def furnish(cast: Cast, *, people: int = 0) -> Estate:
    """Fill the bound database; `people` more of Ravnica, each with a row of every table."""
    estate = Estate(cast)
    for member in (*cast.of_ravnica, *cast.of_korak):
        estate.sessions[member.username] = await open_session(member.account, organisation_id=member.organisation.id)
    async with transaction():
        for members in (cast.of_ravnica, cast.of_korak):
            organisation, her = members[0].organisation, consultant_of(members)
            rows = await cast_rows(members, her)
            rows |= await an_import(her, members[1], people)
            around = Around(organisation, her.person, rows, 0)
            await fill(around)
            rows["paper of basic-trainings"] = await another_paper(rows)
            estate.rows[organisation.code] = rows
            estate.tokens[organisation.code] = token_of(around)
        sheets = estate.rows["ravnica"]["import_batch"].sheets
        for number, person, engagement in await crowd(cast.ravnica, people):
            rows = {"person": person, "engagement": engagement}
            await fill(Around(cast.ravnica, person, rows, number, sheets))
    return estate


async def an_import(her: Member, coordinator: Member, more: int) -> dict[str, Any]:
    """A file of hers that waits for the coordinator's decisions, with so many rows more of people nobody knows."""
    lines = ["Ime i prezime;Naziv obuke;Datum;Broj sati", f"{her.name};Radionica;12.4.2025.;4,5"]
    lines += [f"Vida{n} Sabo{n};Radionica;13.4.2025.;2" for n in range(more + 1)]
    sheets = open_workbook(BytesIO("\n".join(lines).encode()), "obuke.csv")
    batch = await stage(sheets, "obuke.csv", her.username, actor=coordinator.actor)
    row = await ImportRow.objects().where(ImportRow.batch == batch.id).order_by(ImportRow.row_number).first()
    return {"import_batch": batch, "import_row": row}


async def another_paper(rows: dict[str, Any]) -> Any:
    """The first paper proves a day of training, this one her basic training."""
    values: dict[str, Any] = rows["attachment"].to_dict() | {"code": uuid4(), "about_kind": "basic_training"}
    del values["id"]
    paper = Attachment(**values | {"about": rows["basic_training"].code})
    await paper.save()
    return paper


def consultant_of(members: tuple[Member, ...]) -> Member:
    return next(member for member in members if "consultant" in member.roles)


async def cast_rows(members: tuple[Member, ...], her: Member) -> dict[str, Any]:
    """What the cast brings: her own rows where she has them, those of her organisation otherwise."""
    rows: dict[str, Any] = {"organisation": her.organisation, "account": her.account, "person": her.person}
    for table in TABLES:
        name = table._meta.tablename
        if name in CAST - rows.keys():
            found: list[Any] = await table.objects().where(table.organisation == her.organisation.id)  # type: ignore[attr-defined] # all of the cast's have one
            rows[name] = next((row for row in found if is_hers(row, her)), found[0])
    return rows


def is_hers(row: Any, her: Member) -> bool:
    return getattr(row, "person", None) == her.person.id or getattr(row, "account", None) == her.account.id


async def crowd(organisation: Organisation, count: int) -> Iterator[tuple[int, Any, Any]]:
    """So many people, each engaged."""
    numbers = range(1, count + 1)
    people = [
        person_numbered(number, organisation, i)
        for number, i in zip(numbers, await new_ids(Person, count), strict=False)
    ]
    await insert_many(Person, [person.to_dict() for person in people])
    engaged = [
        engagement_of(person, organisation, i)
        for person, i in zip(people, await new_ids(Engagement, count), strict=False)
    ]
    await insert_many(Engagement, [row.to_dict() for row in engaged])
    return zip(numbers, people, engaged, strict=False)


def person_numbered(number: int, organisation: Organisation, row_id: int) -> Person:
    name = f"Žana{number} Perić{number}"
    values: dict[Any, Any] = {
        "id": row_id,
        "code": uuid4(),
        "organisation": organisation.id,
        "first_name": f"Žana{number}",
        "last_name": f"Perić{number}",
        "search_key": search_key(name),
        "sort_key": sort_key(name),
        "address_form": AddressForm.FEMININE,
        "created_at": RECORDED,
    }
    return Person(**values)


def engagement_of(person: Person, organisation: Organisation, row_id: int) -> Engagement:
    values: dict[Any, Any] = {
        "id": row_id,
        "code": uuid4(),
        "recorded_at": RECORDED,
        "person": person.id,
        "organisation": organisation.id,
        "role": EngagementRole.PROFESSIONAL,
        "contract": ContractKind.EMPLOYEE,
        "from_on": SINCE,
    }
    return Engagement(**values)


async def fill(around: Around) -> None:
    """One row of every table that has none yet, those that are pointed at first."""
    for table in in_order():
        name = table._meta.tablename
        if name not in around.rows and name not in CAST | NOT_HERE and not (around.number and name in ONCE):
            row = table(**{column._meta.name: value_of(column, around) for column in columns_of(table)})
            await row.save()
            around.rows[name] = row


ONCE = {"interpretation_override"}  # one a key


def in_order() -> list[type[Table]]:
    """Every table after those it points at."""
    placed: list[type[Table]] = []

    def place(table: type[Table]) -> None:
        for column in table._meta.foreign_key_columns:
            pointed: Any = column._foreign_key_meta.resolved_references
            if pointed is not table and pointed not in placed:
                place(pointed)
        if table not in placed:
            placed.append(table)

    for table in sorted(TABLES, key=lambda each: each._meta.tablename == "attachment"):  # it is about any of them
        place(table)
    return placed


def columns_of(table: type[Table]) -> list[Any]:
    return [column for column in table._meta.columns if not isinstance(column, Serial)]


def value_of(column: Any, around: Around) -> Any:
    meta = column._meta
    special = SPECIAL.get(f"{meta.table._meta.tablename}.{meta.name}") or SPECIAL.get(meta.name)
    if special:
        return special(around)
    if isinstance(column, ForeignKey):
        return pointed_at(column, around)
    if meta.null:
        return None
    if meta.choices:
        return next(iter(meta.choices)).value
    return plain(column, around)


def pointed_at(column: Any, around: Around) -> Any:
    name = column._foreign_key_meta.resolved_references._meta.tablename
    if name == "organisation":
        return around.organisation.id
    if column._meta.null:
        return None
    return around.person.id if name == "person" else around.rows[name].id


def plain(column: Any, around: Around) -> Any:
    name = column._meta.name
    if isinstance(column, Varchar):
        return sort_key(around.key(name)) if name.endswith("_key") else around.key(name.title())[: column.length]
    for kind, value in PLAIN:
        if isinstance(column, kind):
            return value(around)
    return around.key(name.title())


PLAIN: tuple[tuple[Any, Value], ...] = (
    (Code, lambda _: uuid4()),
    (Boolean, lambda _: False),
    (Date, lambda a: SINCE + timedelta(days=a.number)),
    (Timestamptz, lambda _: RECORDED),
    (JSON, lambda _: "{}"),
    (Time, lambda _: time(18)),
    (Bytea, lambda _: b"x"),
    (SmallInt, lambda _: 1),
    (Integer, lambda _: 60),
)
