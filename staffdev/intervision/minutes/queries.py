"""Minutes and what was agreed, as the pages read them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or

from staffdev import clock
from staffdev.access import LEADERS, Actor
from staffdev.db.facts import current
from staffdev.db.transactions import locked
from staffdev.errors import NotFound
from staffdev.intervision.minutes import entry, policies
from staffdev.intervision.queries import memberships_of, sessions_of
from staffdev.intervision.tables import AgreedAction, Session, SessionMinutes
from staffdev.people.queries import everybody_in

OPEN = And(AgreedAction.done_on.is_null(), AgreedAction.dropped_because.is_null())


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something agreed, with the names a page shows. `owner_name` is empty where nobody took it on."""

    code: UUID
    wording: str
    owner: int | None
    owner_name: str
    due_on: date | None
    done_on: date | None
    dropped_because: str | None
    agreed_on: date
    session: int
    session_code: UUID
    group: int
    group_title: str

    @property
    def is_open(self) -> bool:
        return entry.is_open(self)


async def minutes_of(session: Session) -> SessionMinutes | None:
    """The minutes as they hold now."""
    mine = And(SessionMinutes.session == session.id, current(SessionMinutes))
    return await SessionMinutes.objects().get(mine)


async def written_among(sessions: Collection[int]) -> set[int]:
    """Those of these sessions (row ids) that have minutes."""
    if not sessions:
        return set()
    where = And(SessionMinutes.session.is_in(list(sessions)), current(SessionMinutes))
    return {row["session"] for row in await SessionMinutes.select(SessionMinutes.session).where(where)}


async def agreed_in(session: Session) -> list[Agreed]:
    """What was agreed in this session, in its order."""
    return await _agreed(AgreedAction.session == session.id)


async def carried_into(session: Session) -> list[Agreed]:
    """What the group agreed on in earlier sessions and is open still, the earliest due first."""
    earlier = And(AgreedAction.session != session.id, AgreedAction.session.held_on <= session.held_on)
    return in_order(await _agreed(And(And(AgreedAction.group == session.group, OPEN), earlier)))


async def open_for(actor: Actor) -> list[Agreed]:
    """All that is open and hers to know, the earliest due first; nothing for who may read no minutes."""
    if not policies.can_read(actor):
        return []
    return in_order(await _agreed(And(await _known_to(actor), OPEN)))


async def due_for(actor: Actor, today: date) -> list[Agreed]:
    """What she took on herself and is due within a week, or was due before."""
    mine = And(AgreedAction.owner == actor.person_id, AgreedAction.organisation == actor.organisation_id)
    where = And(And(mine, OPEN), And(AgreedAction.due_on.is_not_null(), AgreedAction.due_on <= today + entry.SOON))
    return in_order(await _agreed(where))


async def action_visible_to(actor: Actor, code: UUID) -> Agreed:
    """Something agreed that is hers to know, or taken on by her; NotFound where there is none."""
    policies.can_read(actor).require()
    hers = And(AgreedAction.owner == actor.person_id, AgreedAction.organisation == actor.organisation_id)
    found = await _agreed(And(AgreedAction.code == code, Or(hers, await _known_to(actor))))
    if not found:
        raise NotFound
    return found[0]


async def locked_action(code: UUID) -> AgreedAction:
    """The fact as it is stored now, held until the transaction ends."""
    found = await locked(AgreedAction.objects().where(AgreedAction.code == code, current(AgreedAction))).first()
    if found is None:
        raise NotFound
    return found


async def names_of_office(organisation_id: int) -> list[str]:
    """The full names of everybody of the organisation, who are no users."""
    return [f"{row['first_name']} {row['last_name']}" for row in await everybody_in(organisation_id)]


def in_order(actions: Iterable[Agreed]) -> list[Agreed]:
    """The earliest due first, what has no day last."""
    return sorted(actions, key=lambda one: (one.due_on or date.max, one.agreed_on))


async def _known_to(actor: Actor) -> Any:
    """Where-clause: all of it for who leads; else what her groups of today agreed on, and in sessions she may know of.

    Whoever left a group reads nothing of what it agrees on later.
    """
    here = AgreedAction.organisation == actor.organisation_id
    if actor.is_any(*LEADERS):
        return here
    today = clock.today()
    memberships = await memberships_of(actor.person_id, actor.organisation_id)
    groups = [one.group for one in memberships if one.from_on <= today <= (one.until_on or date.max)]
    known: Any = AgreedAction.session.is_in(Session.select(Session.id).where(await sessions_of(actor)))
    return And(here, Or(known, AgreedAction.group.is_in(groups)) if groups else known)


async def _agreed(where: Any) -> list[Agreed]:
    rows = await (
        AgreedAction.select(
            *(AgreedAction.code, AgreedAction.wording, AgreedAction.owner, AgreedAction.due_on, AgreedAction.done_on),
            *(AgreedAction.dropped_because, AgreedAction.session, AgreedAction.group),
            AgreedAction.owner.first_name.as_alias("first_name"),
            AgreedAction.owner.last_name.as_alias("last_name"),
            AgreedAction.session.held_on.as_alias("agreed_on"),
            AgreedAction.session.code.as_alias("session_code"),
            AgreedAction.group.title.as_alias("group_title"),
        )
        .where(where, current(AgreedAction))
        .order_by(AgreedAction.id)
    )
    return [_read(dict(row)) for row in rows]


def _read(row: dict[str, Any]) -> Agreed:
    first, last = row.pop("first_name"), row.pop("last_name")
    return Agreed(**row, owner_name=f"{first} {last}" if first else "")
