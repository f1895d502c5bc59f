"""Turning the second factor on and off."""

from staffdev import clock
from staffdev.access import Actor
from staffdev.accounts import queries, second_factors, sessions
from staffdev.accounts.actions.own import require_password
from staffdev.accounts.forms import CodeForm, ConfirmForm
from staffdev.accounts.tables import Account, RecoveryCode
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import locked, transaction
from staffdev.errors import Conflict, Invalid, NotFound
from staffdev.i18n import N_

ALREADY_ON = N_("The second step is already on. Turn it off first.")
NOT_ON = N_("The second step is not on.")
NOT_STARTED = N_("Start again: there is no code to confirm.")
WRONG_CODE = N_("This is not the code your app shows now. Check that the phone's clock is right, and try the next one.")


async def start_second_factor(form: ConfirmForm, *, actor: Actor) -> None:
    """Make a secret for her app to take in; it counts for nothing until a first code confirms it."""
    account = await queries.own_account(actor)
    await require_password(account, form.current)
    async with transaction():
        account = await _own_locked(actor)
        if account.totp_confirmed_at is not None:
            raise Conflict(ALREADY_ON)
        account.totp_secret = second_factors.sealed(second_factors.new_secret(), account)
        account.totp_last_step = None
        await account.save()
        await audit.record(Event.ACCOUNTS_SECOND_FACTOR_START, about=account.code, actor=actor, name=account.name)


async def confirm_second_factor(form: CodeForm, *, actor: Actor, token: str) -> list[str]:
    """Turn it on when the app shows the right code; returns the recovery codes, which are never shown again."""
    async with transaction():
        account = await _own_locked(actor)
        if account.totp_secret is None:
            raise Conflict(NOT_STARTED)
        if account.totp_confirmed_at is not None:
            raise Conflict(ALREADY_ON)
        if not await second_factors.use_app_code(account, form.code):
            raise Invalid({"code": WRONG_CODE})
        await Account.update({Account.totp_confirmed_at: clock.now()}).where(Account.id == account.id)
        await sessions.close_sessions(account.id, but=token)
        await audit.record(Event.ACCOUNTS_SECOND_FACTOR_CONFIRM, about=account.code, actor=actor, name=account.name)
        return await second_factors.renew_recovery_codes(account.id)


async def renew_recovery_codes(form: ConfirmForm, *, actor: Actor) -> list[str]:
    """Ten new recovery codes instead of those that are left."""
    account = await queries.own_account(actor)
    await require_password(account, form.current)
    async with transaction():
        if (await _own_locked(actor)).totp_confirmed_at is None:
            raise Conflict(NOT_ON)
        await audit.record(Event.ACCOUNTS_RECOVERY_CODES_CREATE, about=account.code, actor=actor, name=account.name)
        return await second_factors.renew_recovery_codes(account.id)


async def remove_second_factor(form: ConfirmForm, *, actor: Actor) -> None:
    """Turn it off: from now on the password is enough."""
    account = await queries.own_account(actor)
    await require_password(account, form.current)
    async with transaction():
        await take_off(account.id)
        await audit.record(Event.ACCOUNTS_SECOND_FACTOR_REMOVE, about=account.code, actor=actor, name=account.name)


async def take_off(account_id: int) -> None:
    """Forget the secret and the recovery codes. Belongs inside a transaction."""
    await Account.update({"totp_secret": None, "totp_confirmed_at": None, "totp_last_step": None}).where(
        Account.id == account_id
    )
    await RecoveryCode.delete().where(RecoveryCode.account == account_id)


async def _own_locked(actor: Actor) -> Account:
    account = await locked(Account.objects().where(Account.id == actor.account_id)).first()
    if account is None:
        raise NotFound
    return account
