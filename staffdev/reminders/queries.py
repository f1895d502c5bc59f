"""Her digests, and how many were made in which week; what stands in another's digest nobody reads."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from piccolo.columns.combination import And
from piccolo.querystring import QueryString

from staffdev.access import Actor
from staffdev.db.database import bound
from staffdev.people.tables import Person
from staffdev.reminders.tables import Digest, Reminder

SHOWN = 12  # weeks
WEEKS = (
    "SELECT week_on, count(*) AS n, count(mailed_at) AS mailed FROM digest "
    "WHERE organisation = {} GROUP BY week_on ORDER BY week_on DESC LIMIT {}"
)


class Week(NamedTuple):
    """How many digests were made in a week, and how many of them went by mail; numbers alone."""

    week_on: date
    digests: int
    mailed: int


async def digests_of(actor: Actor) -> list[Digest]:
    """Her digests of the organisation she acts for, the latest first."""
    return await Digest.objects().where(_hers(actor)).order_by(Digest.week_on, ascending=False).limit(SHOWN)


async def digest_of(code: UUID, actor: Actor) -> Digest | None:
    """Her digest with that code."""
    return await Digest.objects().where(_hers(actor), Digest.code == code).first()


async def reminders_in(digests: Sequence[Digest]) -> dict[int, list[dict[str, Any]]]:
    """What stands in these digests, by the row id of the digest, the earliest day first."""
    found: dict[int, list[dict[str, Any]]] = {one.id: [] for one in digests}
    if not digests:
        return found
    rows = await (
        Reminder.select(Reminder.digest, Reminder.stage, Reminder.due_on, Reminder.saying)
        .where(Reminder.digest.is_in(list(found)))
        .order_by(Reminder.due_on, Reminder.id)
    )
    for row in rows:
        found[row["digest"]].append(row | {"saying": _saying(row["saying"])})
    return found


def _saying(stored: str | Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = msgspec.json.decode(stored) if isinstance(stored, str) else stored
    return found


async def weeks_of(organisation_id: int) -> list[Week]:
    """The latest weeks in which digests were made."""
    rows = await bound().run_querystring(QueryString(WEEKS, organisation_id, SHOWN))
    return [Week(date.fromisoformat(str(row["week_on"])), row["n"], row["mailed"]) for row in rows]


async def own_code(actor: Actor) -> str:
    """The code of her person; nothing where her account belongs to none."""
    row = await Person.select(Person.code).where(Person.id == actor.person_id).first()
    return str(row["code"]) if row else ""


def _hers(actor: Actor) -> And:
    return And(Digest.person == actor.person_id, Digest.organisation == actor.organisation_id)
