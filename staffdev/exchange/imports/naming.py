"""The names of a file: kept with what a person says of them, and remembered for the next file."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

import msgspec

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit.actions import Happening
from staffdev.audit.events import Event
from staffdev.db.transactions import insert_many
from staffdev.exchange.bulk import update_many
from staffdev.exchange.imports.queries import alias_key
from staffdev.exchange.names import WrittenName
from staffdev.exchange.tables import ImportBatch, ImportName, PersonAlias

COLUMNS = ("typed", "rows", "in_register", "choice", "person", "same_as", "confirmed")


async def keep_names(batch: ImportBatch, names: Mapping[str, WrittenName]) -> None:
    """Write the names as they are now; belongs inside a transaction."""
    new = [name for name in names.values() if name.id is None]
    await insert_many(ImportName, ({"batch": batch.id, "key": one.key, **_values(one)} for one in new))
    known = [name for name in names.values() if name.id is not None]
    await update_many(ImportName, COLUMNS, [(*_values(one).values(), one.id) for one in known])


async def remember(
    names: Iterable[WrittenName], refs: Mapping[str, tuple[int, str]], *, actor: Actor
) -> list[Happening]:
    """Keep spellings that are not simply the person's name; `refs` are row id and name by the key of the spelling."""
    at, known = clock.now(), await _aliases(actor)
    happenings = []
    for written in names:
        person, name = refs.get(written.key, (-1, ""))
        if person == -1 or alias_key(name) == written.key or known.get(written.key, (0, 0))[1] == person:
            continue
        if written.key in known:
            happenings.append(await _forget(known[written.key][0]))
        code = uuid4()
        content: dict[Any, Any] = {
            "code": code,
            "organisation": actor.organisation_id,
            "written_as": written.typed[0],
            "person": person,
            "confirmed_by": actor.account_code,
            "confirmed_at": at,
        }
        await PersonAlias(**content).save()
        detail = {"name": written.typed[0], "person": name}
        happenings.append(Happening(Event.EXCHANGE_ALIAS_CONFIRM, code, detail=detail))
    return happenings


async def _forget(alias_id: int) -> Happening:
    """A spelling that was another person's until now."""
    alias = await PersonAlias.select().where(PersonAlias.id == alias_id).first()
    await PersonAlias.delete().where(PersonAlias.id == alias_id)
    detail = {"name": alias["written_as"]} if alias else {}
    return Happening(Event.EXCHANGE_ALIAS_FORGET, alias["code"] if alias else None, detail=detail)


async def _aliases(actor: Actor) -> dict[str, tuple[int, int]]:
    rows = await PersonAlias.select().where(PersonAlias.organisation == actor.organisation_id)
    return {key: (row["id"], row["person"]) for row in rows if (key := alias_key(row["written_as"]))}


def _values(name: WrittenName) -> dict[str, Any]:
    return {
        "typed": msgspec.json.encode(name.typed).decode(),
        "rows": name.rows,
        "in_register": name.in_register,
        "choice": name.choice.value if name.choice else None,
        "person": name.person,
        "same_as": name.same_as,
        "confirmed": name.confirmed,
    }
