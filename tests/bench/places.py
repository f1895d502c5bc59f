"""Places to measure in: fresh databases of either kind with an application, and invented people by the thousand."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

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
from staffdev.training.tables import BasicTraining, TrainingRecord
from staffdev.vault import keys
from tests.cast import Cast, Member, create_cast

FIRST = ("Ana", "Đurđica", "Jelena", "Ljiljana", "Milica", "Njegoslava", "Sanja", "Tamara", "Vera", "Žaklina")
LAST = ("Adamov", "Barać", "Čolić", "Ćosić", "Džinić", "Đurić", "Lukić", "Ljubić", "Nađ", "Žarić")
CHECKED_ON = date(2023, 2, 12)  # the coordinator of the cast is appointed; what was older she verified at once
TOPICS = ("T1:45 T3:45", "T2:90", "", "T5:30 T6:60", "T4:45 T7a:45")  # one training in five has none of Art. 17


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
    organisation: Organisation,
    people: int,
    records_each: int,
    *,
    year: int,
    years: int = 1,
    numbered: bool = True,
    verifier: Member | None = None,
) -> list[int]:
    """Invented people with so many records in each of the `years` up to `year`, verified; returns their row ids."""
    by = verifier.account.code if verifier else None
    async with transaction():
        ids = await new_ids(Person, people)
        await insert_many(Person, (_person(n, row_id, organisation, numbered) for n, row_id in enumerate(ids)))
        await insert_many(Engagement, (_engagement(row_id, organisation) for row_id in ids))
        await insert_many(BasicTraining, (_basic(row_id, organisation, by) for row_id in ids if by))
        each = people * records_each
        await insert_many(
            TrainingRecord,
            (_record(n, ids[n % people], organisation, year - n // each, by) for n in range(each * years)),
        )
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
    return _fact() | own | {"from_on": date(2016, 1, 1), "until_on": None, "note": None}


def _basic(person: int, organisation: Organisation, verifier: UUID | None) -> dict[str, Any]:
    """Of all topics and methods, as an accredited programme holds them."""
    own = {"person": person, "organisation": organisation.id, "title": "Obuka za rad na telefonu", "minutes": 1_800}
    days = {"started_on": date(2016, 2, 1), "completed_on": date(2016, 2, 9), "verified_on": CHECKED_ON}
    topics = {"topics": "T1 T2 T3 T4 T5 T6 T7a T7b T7c T7d", "certificate_number": "1", "equivalence_note": None}
    state = {"state": "verified", "verified_by": verifier, "verified_as": "coordinator", "comment": None}
    whence = {"attended_minutes": None, "programme": None}
    return _fact() | own | days | topics | state | whence | {"verified_at": datetime.combine(CHECKED_ON, time(9), UTC)}


def _record(number: int, person: int, organisation: Organisation, year: int, verifier: UUID | None) -> dict[str, Any]:
    held_on = date(year, 1, 1) + timedelta(days=number // 7 % 300)
    verified_on = max(held_on, CHECKED_ON)
    verified_at = datetime.combine(verified_on, time(12, 30, number % 60, number % 1000), UTC)
    own = {"person": person, "organisation": organisation.id, "title": f"Radionica {number}", "kind": "workshop"}
    what = {"held_on": held_on, "minutes": 90, "is_basic": False, "evidence": f"potvrda {number}"}
    what |= {"topics": TOPICS[number % 5]}
    state = {"entry": uuid4(), "state": "verified", "comment": None, "source": "web", "mark": None}
    checked = {
        "organiser": "Mreža",
        "verified_on": verified_on,
        "verified_at": verified_at,
        "verified_by": verifier,
        "verified_as": "coordinator",
    }
    return _fact() | own | what | state | checked | {"session": None, "programme": None}


def run(work: Any) -> Any:
    """Run one measurement on an event loop of its own."""
    return asyncio.run(work)
