"""Writing to the log: in the transaction of the change itself, so that both are there or neither."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import chain
from staffdev.audit.chain import Payload, Place, Written
from staffdev.audit.events import Event
from staffdev.audit.rules import NONCE_BYTES, Entry, body_of, commitment, genesis, signature
from staffdev.vault.keys import held


@dataclass(frozen=True, slots=True)
class Happening:
    """What the log keeps of one change. `about` is the code of the thing, `organisation` the uid of whose it is.

    Without `organisation` it is the one the actor acts for.
    """

    event: Event
    about: UUID | None
    organisation: UUID | None = None
    detail: dict[str, Any] = field(default_factory=dict)


async def record(
    event: Event, *, about: UUID | None, actor: Actor, organisation: UUID | None = None, **detail: Any
) -> None:
    """Append one entry; belongs inside the transaction that makes the change.

    `detail` is what a reader will want to know: `changes={"minutes": [60, 90]}`, names of things and people. It may
    hold texts, numbers, days, instants, UUIDs, enums, and lists and dicts of them.
    """
    key = held().audit_key
    happening = Happening(event, about, organisation, detail)
    await chain.append(partial(_write, happening, actor, clock.now(), key), genesis=genesis(key))


async def record_many(happenings: Iterable[Happening], *, actor: Actor, at: datetime | None = None) -> int:
    """Append an entry for each, in their order, much faster than one by one; returns how many.

    `at` is when the facts were recorded, where one entry answers for many: by it `entries_about` finds the entry.
    """
    key, instant = held().audit_key, at or clock.now()
    makes = [partial(_write, happening, actor, instant, key) for happening in happenings]
    if makes:
        await chain.append_all(makes, genesis=genesis(key))
    return len(makes)


def _write(happening: Happening, actor: Actor, at: datetime, key: bytes, place: Place) -> Written:
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = body_of(happening.detail if actor.account_code else {**happening.detail, "by": actor.name})
    entry = Entry(
        seq=place.seq,
        prev=place.prev,
        at=at,
        actor=actor.account_code,
        organisation=happening.organisation or actor.organisation_uid,
        event=happening.event.value,
        about=happening.about,
        commitment=commitment(nonce, body),
    )
    return replace(entry, mac=signature(key, entry)), Payload(place.seq, nonce, body.decode())
