"""Roles are given and ended by a responsible person, never by oneself; an account can be closed and opened again."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from staffdev import clock
from staffdev.access import Actor, Role
from staffdev.accounts import policies, queries, sessions
from staffdev.accounts.actions.invitations import revoke_open_invitations_by
from staffdev.accounts.actions.second_factor import NOT_ON, take_off
from staffdev.accounts.forms import EndRoleForm, GrantForm
from staffdev.accounts.tables import Account, RoleGrant
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_

HAS_IT = N_("She already has this role in that time. End it first, or choose other days.")
ENDED = N_("This role has already ended.")
LAST_ONE = N_("Without her nobody would be responsible. Invite her successor first, then end this role.")
TOO_EARLY = N_("Enter a day that is not in the past; to end the role at once, leave the day empty.")


async def grant_role(form: GrantForm, account: Account, *, actor: Actor) -> None:
    """Give her a role in the organisation the actor acts for; her sessions end, so that it counts everywhere."""
    policies.can_change_roles_of(actor, account.id).require()
    async with transaction():
        await add_role(
            account,
            actor.organisation_id,
            form.role,
            from_on=form.from_on,
            until_on=form.until_on,
            granted_by=actor.account_code,
            actor=actor,
        )
        if await queries.has_overlapping_grant(account.id, actor.organisation_id, form.role):
            raise Invalid({"role": HAS_IT})
        await sessions.close_sessions(account.id)


async def add_role(
    account: Account,
    organisation_id: int,
    role: Role,
    *,
    from_on: date,
    granted_by: UUID | None,
    actor: Actor,
    until_on: date | None = None,
) -> None:
    """Write the grant and its entry. Belongs inside a transaction."""
    grant = RoleGrant(
        code=uuid4(),
        account=account.id,
        organisation=organisation_id,
        role=role,
        from_on=from_on,
        until_on=until_on,
        granted_by=granted_by,
        granted_at=clock.now(),
    )
    await grant.save()
    detail = {"name": account.name, "role": role.value, "from_on": from_on, "until_on": until_on}
    await audit.record(Event.ACCOUNTS_ROLE_GRANT, about=account.code, actor=actor, organisation=None, **detail)


async def end_role(form: EndRoleForm, code: UUID, *, actor: Actor, today: date) -> Account:
    """Let the role end at once, or with a day to come; an organisation always keeps a responsible person."""
    async with transaction():
        grant = await queries.grant_of(actor, code)
        policies.can_change_roles_of(actor, grant.account).require()
        if grant.revoked_at or (grant.until_on and grant.until_on < today):
            raise Conflict(ENDED)
        if form.until_on and form.until_on < today:
            raise Invalid({"until_on": TOO_EARLY})
        ending: dict[Any, Any] = {"until_on": form.until_on} if form.until_on else {"revoked_at": clock.now()}
        await RoleGrant.update(ending).where(RoleGrant.id == grant.id)
        account = await queries.account(grant.account)
        await audit.record(
            Event.ACCOUNTS_ROLE_END,
            about=account.code,
            actor=actor,
            name=account.name,
            role=grant.role,
            until_on=form.until_on or today,
        )
        if Role(grant.role) is Role.RESPONSIBLE_PERSON:
            await _leave_somebody_responsible(actor.organisation_id, after=form.until_on or today)
            await revoke_open_invitations_by(account.code, actor=actor)
        await sessions.close_sessions(account.id)
    return account


async def disable_account(account: Account, *, actor: Actor, today: date) -> None:
    """She can't sign in any more; what she recorded stays under her name."""
    await _require_sole_decision(account, actor)
    async with transaction():
        await Account.update({Account.disabled_at: clock.now()}).where(Account.id == account.id)
        await audit.record(Event.ACCOUNTS_ACCOUNT_DISABLE, about=account.code, actor=actor, name=account.name)
        await _leave_somebody_responsible(actor.organisation_id, after=today)
        await revoke_open_invitations_by(account.code, actor=actor)
        await sessions.close_sessions(account.id)


async def enable_account(account: Account, *, actor: Actor) -> None:
    """She can sign in again, with the roles that are in force."""
    await _require_sole_decision(account, actor)
    async with transaction():
        await Account.update({Account.disabled_at: None}).where(Account.id == account.id)
        await audit.record(Event.ACCOUNTS_ACCOUNT_ENABLE, about=account.code, actor=actor, name=account.name)


async def take_second_factor_off(account: Account, *, actor: Actor) -> None:
    """For somebody who has lost both her phone and her recovery codes."""
    await _require_sole_decision(account, actor)
    if account.totp_confirmed_at is None:
        raise Conflict(NOT_ON)
    async with transaction():
        await take_off(account.id)
        await sessions.close_sessions(account.id)
        await audit.record(Event.ACCOUNTS_SECOND_FACTOR_REMOVE, about=account.code, actor=actor, name=account.name)


async def _require_sole_decision(account: Account, actor: Actor) -> None:
    policies.can_change_roles_of(actor, account.id).require()
    policies.can_decide_alone(actor, elsewhere=await queries.works_elsewhere(account.id, actor)).require()


async def _leave_somebody_responsible(organisation_id: int, *, after: date) -> None:
    """Asked after the change and its entry, for which two at once wait for one another."""
    if not await queries.has_responsible_person(organisation_id, after=after):
        raise Conflict(LAST_ONE)
