"""Places to measure in: fresh databases of either kind with an application, and invented people by the thousand."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
from litestar import Litestar

from staffdev import clock
from staffdev.accounts.sessions import open_session
from staffdev.app import create_app
from staffdev.db.database import database, migrate
from staffdev.db.srpski import search_key, sort_key
from staffdev.db.transactions import insert_many, new_ids, transaction
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Engagement, Person
from staffdev.settings import Settings
from staffdev.training.tables import TrainingRecord
from staffdev.vault import keys
from tests.cast import Cast, Member, create_cast

FIRST = ("Ana", "Đurđica", "Jelena", "Ljiljana", "Milica", "Njegoslava", "Sanja", "Tamara", "Vera", "Žaklina")
LAST = ("Adamov", "Barać", "Čolić", "Ćosić", "Džinić", "Đurić", "Lukić", "Ljubić", "Nađ", "Žarić")


@dataclass(frozen=True, slots=True)
class Place:
    """An application on a database with the standing cast."""

    kind: str
    app: Litestar
    cast: Cast

    async def token(self, member: Member) -> str:
        return await open_session(member.account, organisation_id=member.organisation.id)


@asynccontextmanager
async def sqlite_place() -> AsyncIterator[Place]:
    with tempfile.TemporaryDirectory() as folder:
        async with _place("SQLite", Settings(Path(folder), str(Path(folder) / "bench.sqlite"))) as place:
            yield place


@asynccontextmanager
async def postgres_place(server: str) -> AsyncIterator[Place]:
    name = f"bench_{uuid4().hex[:8]}"
    admin = await asyncpg.connect(server)
    await admin.execute(f'CREATE DATABASE "{name}"')
    with tempfile.TemporaryDirectory() as folder:
        address = server.replace("/postgres?", f"/{name}?").removesuffix("/postgres")
        settings = Settings(Path(folder), address if name in address else f"{address}/{name}")
        async with _place("PostgreSQL", settings) as place:
            yield place
    await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await admin.close()


@asynccontextmanager
async def _place(kind: str, settings: Settings) -> AsyncIterator[Place]:
    app = create_app(settings)
    keys.hold(keys.load_keyring(settings))
    async with database(settings):
        await migrate()
        yield Place(kind, app, await create_cast())


async def populate(
    organisation: Organisation, people: int, records_each: int, *, year: int, numbered: bool = True
) -> list[int]:
    """Invented people with engagements and verified records of `year`; returns their row ids."""
    async with transaction():
        ids = await new_ids(Person, people)
        await insert_many(Person, (_person(n, row_id, organisation, numbered) for n, row_id in enumerate(ids)))
        await insert_many(Engagement, (_engagement(row_id, organisation) for row_id in ids))
        total = people * records_each
        await insert_many(TrainingRecord, (_record(n, ids[n % people], organisation, year) for n in range(total)))
    return ids


def _person(number: int, row_id: int, organisation: Organisation, numbered: bool) -> dict[str, Any]:  # noqa: FBT001 - one call
    first, last = FIRST[number % 10], LAST[number // 10 % 10] + (f" {number}" if numbered else "")
    return {
        "id": row_id,
        "code": uuid4(),
        "organisation": organisation.id,
        "first_name": first,
        "last_name": last,
        "search_key": search_key(f"{first} {last}"),
        "sort_key": sort_key(f"{last} {first}"),
        "address_form": "feminine",
        "profession": None,
        "email": None,
        "phone": None,
        "created_at": clock.now(),
    }


def _fact() -> dict[str, Any]:
    return {
        "code": uuid4(),
        "recorded_at": clock.now(),
        "recorded_by": None,
        "superseded_at": None,
        "version_of": None,
        "withdrawn_because": None,
    }


def _engagement(person: int, organisation: Organisation) -> dict[str, Any]:
    own = {"person": person, "organisation": organisation.id, "role": "associate", "contract": "volunteer"}
    return _fact() | own | {"from_on": date(2020, 1, 1), "until_on": None, "note": None}


def _record(number: int, person: int, organisation: Organisation, year: int) -> dict[str, Any]:
    held_on = date(year, 1, 1) + timedelta(days=number % 300)
    own = {"person": person, "organisation": organisation.id, "title": f"Radionica {number}", "kind": "workshop"}
    what = {"held_on": held_on, "minutes": 90, "topics": "T1 T3", "is_basic": False, "evidence": f"potvrda {number}"}
    state = {"entry": uuid4(), "state": "verified", "comment": None, "source": "web", "mark": None}
    checked = {
        "organiser": "Mreža",
        "verified_on": held_on,
        "verified_at": clock.now(),
        "verified_by": None,
        "verified_as": "coordinator",
    }
    return _fact() | own | what | state | checked | {"session": None, "programme": None}


def run(work: Any) -> Any:
    """Run one measurement on an event loop of its own."""
    return asyncio.run(work)
