"""What the pages of accounts read. What belongs to an organisation is only found by those who act for it."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And

from staffdev import clock
from staffdev.access import Actor, Role
from staffdev.accounts import rules
from staffdev.accounts.tables import Account, Invitation, RecoveryCode, RoleGrant, WebSession
from staffdev.db.facts import current
from staffdev.errors import NotFound
from staffdev.i18n import N_
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Engagement, Person
from staffdev.web.visit import digest

NOT_VALID = N_("This link is not valid: it was used, withdrawn, or is more than 7 days old. Ask for a new one.")

Rows = Sequence[dict[str, Any]]


async def is_set_up() -> bool:
    """Whether anybody has an account yet."""
    return bool(await Account.exists())


# ── Her own account ──────────────────────────────────────────────────────────────────────────────────────────────────


async def account_named(username: str) -> Account | None:
    return await Account.objects().where(Account.username == rules.fold_username(username)).first()


async def account(account_id: int) -> Account:
    found = await Account.objects().where(Account.id == account_id).first()
    if found is None:
        raise NotFound
    return found


async def own_account(actor: Actor) -> Account:
    return await account(actor.account_id)


async def organisation(organisation_id: int) -> Organisation:
    found = await Organisation.objects().where(Organisation.id == organisation_id).first()
    if found is None:
        raise NotFound
    return found


async def organisation_of(actor: Actor, code: str, *, today: date) -> Organisation:
    """The organisation of that code, when she has a role there."""
    hers = (RoleGrant.account == actor.account_id) & (RoleGrant.organisation.code == code)
    row = await RoleGrant.select(RoleGrant.organisation).where(hers & in_force(today)).first()
    if row is None:
        raise NotFound
    return await organisation(row["organisation"])


async def organisation_names(account_id: int) -> list[str]:
    """The names and codes of the organisations she has or had a role in."""
    there = RoleGrant.organisation
    rows = await RoleGrant.select(there.name, there.code).where(RoleGrant.account == account_id)
    return [name for row in rows for name in row.values()]


async def home_of(account_id: int, *, today: date) -> UUID | None:
    """The uid of the organisation she works for; of the first one when there are several."""
    hers = (RoleGrant.account == account_id) & in_force(today)
    row = await RoleGrant.select(RoleGrant.organisation.uid).where(hers).order_by(RoleGrant.id).first()
    return row["organisation.uid"] if row else None


async def own_sessions(actor: Actor, token: str) -> Rows:
    """Where she is signed in, latest first; `is_this` marks the browser that holds `token`."""
    alive = WebSession.seen_at > clock.now() - rules.IDLE
    hers = (WebSession.account == actor.account_id) & WebSession.second_factor_due.eq(value=False) & alive
    rows = await WebSession.select().where(hers).order_by(WebSession.seen_at, ascending=False)
    return [{**row, "is_this": row["digest"] == digest(token)} for row in rows]


async def recovery_codes_left(account_id: int) -> int:
    unused = (RecoveryCode.account == account_id) & RecoveryCode.used_at.is_null()
    left: int = await RecoveryCode.count().where(unused)
    return left


# ── Roles ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def in_force(today: date) -> And:
    """Where-clause for the grants that count on that day."""
    begun = RoleGrant.revoked_at.is_null() & (RoleGrant.from_on <= today)
    return And(begun, RoleGrant.until_on.is_null() | (RoleGrant.until_on >= today))


async def accounts_of(actor: Actor, *, today: date) -> list[dict[str, Any]]:
    """Everybody who has or had a role in the actor's organisation, with her `roles` of today, by user name."""
    there = RoleGrant.organisation == actor.organisation_id
    grants = await RoleGrant.objects().where(there).order_by(RoleGrant.id)
    ids = list({grant.account for grant in grants})
    accounts = await Account.select().where(Account.id.is_in(ids)).order_by(Account.username) if ids else []
    now = [grant for grant in grants if rules.is_in_force(grant, today=today)]
    return [{**row, "roles": [Role(grant.role) for grant in now if grant.account == row["id"]]} for row in accounts]


async def account_of(actor: Actor, code: UUID) -> Account:
    """The account of that code, when it has or had a role in the actor's organisation."""
    found = await Account.objects().where(Account.code == code).first()
    if found is None or not await RoleGrant.exists().where(_here(found.id, actor.organisation_id)):
        raise NotFound
    return found


async def grants_of(account_id: int, actor: Actor) -> list[RoleGrant]:
    hers = RoleGrant.objects().where(_here(account_id, actor.organisation_id))
    return await hers.order_by(RoleGrant.from_on, RoleGrant.id)


async def grant_of(actor: Actor, code: UUID) -> RoleGrant:
    here = (RoleGrant.code == code) & (RoleGrant.organisation == actor.organisation_id)
    found = await RoleGrant.objects().where(here).first()
    if found is None:
        raise NotFound
    return found


async def has_overlapping_grant(account_id: int, organisation_id: int, role: Role) -> bool:
    """Whether she has the role twice on some day."""
    same = _here(account_id, organisation_id) & (RoleGrant.role == role) & RoleGrant.revoked_at.is_null()
    grants = await RoleGrant.objects().where(same).order_by(RoleGrant.from_on)
    return any(rules.overlap(one, other) for one, other in pairwise(grants))


async def has_role_here(person_id: int, actor: Actor, *, today: date) -> bool:
    hers = (RoleGrant.account.person == person_id) & (RoleGrant.organisation == actor.organisation_id)
    return bool(await RoleGrant.exists().where(hers & in_force(today)))


async def works_elsewhere(account_id: int, actor: Actor) -> bool:
    """Whether she has a role, today or later, in an organisation the actor does not act for."""
    elsewhere = (RoleGrant.account == account_id) & (RoleGrant.organisation != actor.organisation_id)
    not_over = RoleGrant.until_on.is_null() | (RoleGrant.until_on >= clock.today())
    return bool(await RoleGrant.exists().where(elsewhere & RoleGrant.revoked_at.is_null() & not_over))


async def has_responsible_person(organisation_id: int, *, after: date) -> bool:
    """Whether somebody who can sign in is responsible from the next day on at the latest, without an end."""
    role = (RoleGrant.organisation == organisation_id) & (RoleGrant.role == Role.RESPONSIBLE_PERSON)
    lasting = RoleGrant.revoked_at.is_null() & RoleGrant.until_on.is_null()
    begun = RoleGrant.from_on <= after + timedelta(days=1)
    found = RoleGrant.exists().where(role & lasting & begun & RoleGrant.account.disabled_at.is_null())
    return bool(await found)


def _here(account_id: int, organisation_id: int) -> And:
    return And(RoleGrant.account == account_id, RoleGrant.organisation == organisation_id)


# ── Invitations ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def open_invitations(actor: Actor) -> list[Invitation]:
    """Those that can still be accepted, the oldest first."""
    here = (Invitation.organisation == actor.organisation_id) & _open()
    return await Invitation.objects().where(here).order_by(Invitation.id)


async def invitation_of(actor: Actor, code: UUID) -> Invitation:
    here = (Invitation.code == code) & (Invitation.organisation == actor.organisation_id)
    found = await Invitation.objects().where(here).first()
    if found is None:
        raise NotFound
    return found


async def open_invitation(token: str) -> Invitation:
    """The invitation whose link holds `token`; NotFound says the same of every link that does not work."""
    found = await Invitation.objects().where((Invitation.digest == digest(token)) & _open()).first()
    if found is None:
        raise NotFound(NOT_VALID)
    return found


def roles_of(invitation: Invitation) -> list[Role]:
    return [Role(role) for role in invitation.roles.split(",") if role]


async def people_to_invite(actor: Actor) -> list[Person]:
    """The people of the organisation's register who have no account, in the order of the alphabet."""
    entered = Person.organisation == actor.organisation_id
    engaged = Person.id.is_in(_engaged(actor.organisation_id))
    without = Person.id.not_in(Account.select(Account.person).where(Account.person.is_not_null()))
    return await Person.objects().where((entered | engaged) & without).order_by(Person.sort_key)


async def person_of(actor: Actor, code: UUID) -> Person:
    entered = Person.organisation == actor.organisation_id
    here = entered | Person.id.is_in(_engaged(actor.organisation_id))
    found = await Person.objects().where((Person.code == code) & here).first()
    if found is None:
        raise NotFound
    return found


def _engaged(organisation_id: int) -> Any:
    return Engagement.select(Engagement.person).where(
        current(Engagement) & (Engagement.organisation == organisation_id)
    )


def _open() -> And:
    return And(Invitation.used_at.is_null() & Invitation.revoked_at.is_null(), Invitation.expires_at > clock.now())
