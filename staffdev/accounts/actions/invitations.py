"""A responsible person asks somebody in with a link that works once; there is no mail, she hands it over herself."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from staffdev import clock
from staffdev.access import Actor, Role
from staffdev.accounts import policies, queries, rules
from staffdev.accounts.forms import InvitationForm
from staffdev.accounts.tables import Account, Invitation
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_
from staffdev.web.visit import digest, new_token

OWN_INVITATION = N_("Nobody gives herself a role. Hand the link to the person it is for.")
HAS_ACCOUNT = N_("She already has an account here. Give it another role under Accounts.")


async def invite(form: InvitationForm, *, actor: Actor) -> tuple[Invitation, str]:
    """Ask her in; the second value is the token of the link, which is shown once and kept by nobody."""
    policies.can_manage_accounts(actor).require()
    person = await queries.person_of(actor, form.person) if form.person else None
    if person and person.id == actor.person_id:
        raise Invalid({"person": OWN_INVITATION})
    if person and await queries.has_role_here(person.id, actor, today=clock.today()):
        raise Invalid({"person": HAS_ACCOUNT})
    return await _create(actor, name=form.name, roles=form.roles, person_id=person.id if person else None)


async def invite_back(account: Account, *, actor: Actor) -> tuple[Invitation, str]:
    """A link with which she chooses a new password; until it is used, the old one works."""
    policies.can_manage_accounts(actor).require()
    policies.can_decide_alone(actor, elsewhere=await queries.works_elsewhere(account.id, actor)).require()
    return await _create(actor, name=account.name, roles=(), person_id=None, account_id=account.id)


async def revoke_invitation(code: UUID, *, actor: Actor) -> None:
    """The link does not work any more."""
    policies.can_manage_accounts(actor).require()
    async with transaction():
        invitation = await queries.invitation_of(actor, code)
        if invitation.used_at or invitation.revoked_at:
            raise Conflict(N_("This invitation was already used or withdrawn."))
        await Invitation.update({Invitation.revoked_at: clock.now()}).where(Invitation.id == invitation.id)
        await audit.record(Event.ACCOUNTS_INVITATION_REVOKE, about=code, actor=actor, name=invitation.name)


async def revoke_open_invitations_by(account_code: UUID, *, actor: Actor) -> None:
    """Whoever no longer decides has asked nobody in, either. Belongs inside a transaction."""
    still_open = Invitation.used_at.is_null() & Invitation.revoked_at.is_null()
    by_her = (Invitation.created_by == account_code) & (Invitation.organisation == actor.organisation_id)
    revoked = Invitation.update({Invitation.revoked_at: clock.now()}).where(still_open & by_her)
    for row in await revoked.returning(Invitation.code, Invitation.name):
        await audit.record(Event.ACCOUNTS_INVITATION_REVOKE, about=row["code"], actor=actor, name=row["name"])


async def _create(
    actor: Actor, *, name: str, roles: Iterable[Role], person_id: int | None, account_id: int | None = None
) -> tuple[Invitation, str]:
    token, at = new_token(), clock.now()
    invitation = Invitation(
        code=uuid4(),
        organisation=actor.organisation_id,
        person=person_id,
        account=account_id,
        name=name,
        roles=",".join(sorted(set(roles))),
        digest=digest(token),
        expires_at=at + rules.INVITATION_HOLDS,
        created_by=actor.account_code,
        created_at=at,
    )
    async with transaction():
        await invitation.save()
        await audit.record(
            Event.ACCOUNTS_INVITATION_CREATE, about=invitation.code, actor=actor, name=name, roles=invitation.roles
        )
    return invitation, token
