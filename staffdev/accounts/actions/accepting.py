"""Whoever holds a link uses it: to make an account, to add roles to hers, or to choose a new password."""

from datetime import date
from uuid import uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.accounts import passwords, queries, rules
from staffdev.accounts.actions.invitations import OWN_INVITATION
from staffdev.accounts.actions.own import put_password
from staffdev.accounts.actions.roles import add_role
from staffdev.accounts.forms import AcceptForm, NewPasswordForm
from staffdev.accounts.tables import Account, Invitation
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Forbidden, Invalid, NotFound
from staffdev.i18n import N_

TAKEN = N_("Somebody already has this user name. Choose another one.")


async def accept(token: str, form: AcceptForm, *, today: date) -> Account:
    """Create her account with the roles of the invitation."""
    invitation = await _to_join(token)
    organisation = await queries.organisation(invitation.organisation)
    about = (invitation.name, form.username, organisation.name, organisation.code, organisation.seat or "")
    if problem := rules.password_problem(form.password, about=about):
        raise Invalid({"password": problem})
    password_hash = await passwords.make(form.password)
    async with transaction():
        await _use(invitation)
        account = _account(invitation, form.username, password_hash)
        hers = Actor(account_id=-1, account_code=account.code, name=account.name, organisation_uid=organisation.uid)
        await audit.record(Event.ACCOUNTS_ACCOUNT_CREATE, about=account.code, actor=hers, name=account.name)
        if await queries.account_named(form.username):  # asked after the entry, for which two at once wait
            raise Invalid({"username": TAKEN})
        account.person = await _person_without_account(invitation)
        await account.save()
        await _give(account, invitation, actor=hers, today=today)
    return account


async def accept_as(token: str, *, actor: Actor, today: date) -> None:
    """Add the roles of the invitation to the account of somebody who is already signed in."""
    invitation = await _to_join(token)
    if invitation.created_by == actor.account_code:
        raise Forbidden(OWN_INVITATION)
    account = await queries.own_account(actor)
    async with transaction():
        await _use(invitation)
        if account.person is None and (person_id := await _person_without_account(invitation)):
            await Account.update({Account.person: person_id}).where(Account.id == account.id)
        await _give(account, invitation, actor=actor, today=today)


async def accept_back(token: str, form: NewPasswordForm) -> Account:
    """Set the new password; every session of the account ends."""
    invitation = await queries.open_invitation(token)
    account = await queries.account(invitation.account)
    about = (account.name, account.username, *await queries.organisation_names(account.id))
    if problem := rules.password_problem(form.password, about=about):
        raise Invalid({"password": problem})
    password_hash = await passwords.make(form.password)
    async with transaction():
        await _use(invitation)
        await put_password(account.id, password_hash)
        uid = (await queries.organisation(invitation.organisation)).uid
        hers = Actor(account_id=account.id, account_code=account.code, name=account.name, organisation_uid=uid)
        await audit.record(Event.ACCOUNTS_PASSWORD_RESET, about=account.code, actor=hers, name=account.name)
    return account


async def _to_join(token: str) -> Invitation:
    """The invitation of that link, unless it is only good for a new password."""
    invitation = await queries.open_invitation(token)
    if invitation.account is not None:
        raise NotFound(queries.NOT_VALID)
    return invitation


async def _use(invitation: Invitation) -> None:
    """Whoever comes second finds the link used."""
    unused = Invitation.used_at.is_null() & Invitation.revoked_at.is_null()
    used = Invitation.update({Invitation.used_at: clock.now()}).where((Invitation.id == invitation.id) & unused)
    if not await used.returning(Invitation.id):
        raise NotFound(queries.NOT_VALID)


def _account(invitation: Invitation, username: str, password_hash: str) -> Account:
    return Account(
        code=uuid4(),
        username=rules.fold_username(username),
        name=invitation.name,
        password_hash=password_hash,
        password_changed_at=clock.now(),
        created_at=clock.now(),
    )


async def _person_without_account(invitation: Invitation) -> int | None:
    """The person the invitation was for; a person has one account."""
    if invitation.person is None or await Account.exists().where(Account.person == invitation.person):
        return None
    person_id: int = invitation.person
    return person_id


async def _give(account: Account, invitation: Invitation, *, actor: Actor, today: date) -> None:
    event = Event.ACCOUNTS_INVITATION_ACCEPT
    await audit.record(event, about=invitation.code, actor=actor, name=account.name)
    for role in queries.roles_of(invitation):
        await add_role(
            account, invitation.organisation, role, from_on=today, granted_by=invitation.created_by, actor=actor
        )
