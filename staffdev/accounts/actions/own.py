"""What everybody does with her own account."""

from staffdev import clock
from staffdev.access import Actor
from staffdev.accounts import passwords, queries, rules, sessions, throttling
from staffdev.accounts.actions.entering import Caller
from staffdev.accounts.forms import NameForm, PasswordForm
from staffdev.accounts.tables import Account
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid, NotFound
from staffdev.i18n import N_, Language

NOT_HERS = N_("This is not your password. Type the one you sign in with.")


async def require_password(account: Account, typed: str) -> None:
    """Raise Invalid unless `typed` is her password; tries are counted as at sign-in."""
    source = throttling.by_confirmation(account.code)
    await throttling.count_try(source)
    if not await passwords.is_right(typed, account.password_hash):
        raise Invalid({"current": NOT_HERS})
    await throttling.take_back(forget=[source])


async def change_password(form: PasswordForm, *, actor: Actor, caller: Caller) -> str:
    """Change it, end her sessions everywhere, and return the token of the new session in this browser."""
    account = await queries.own_account(actor)
    await require_password(account, form.current)
    about = (account.name, account.username, *await queries.organisation_names(account.id))
    if problem := rules.password_problem(form.password, about=about):
        raise Invalid({"password": problem})
    password_hash = await passwords.make(form.password)
    async with transaction():
        await put_password(account.id, password_hash)
        await audit.record(Event.ACCOUNTS_PASSWORD_CHANGE, about=account.code, actor=actor, name=account.name)
        return await sessions.open_session(account, browser=caller.browser, organisation_id=actor.organisation_id)


async def put_password(account_id: int, password_hash: str) -> None:
    """Keep the new hash and end every session of the account. Belongs inside a transaction."""
    await Account.update({"password_hash": password_hash, "password_changed_at": clock.now()}).where(
        Account.id == account_id
    )
    await sessions.close_sessions(account_id)


async def change_name(form: NameForm, *, actor: Actor) -> None:
    """What the others see beside what she does; her row in the register stays as it is."""
    account = await queries.own_account(actor)
    async with transaction():
        await Account.update({Account.name: form.name}).where(Account.id == account.id)
        changes = {"name": [account.name, form.name]}
        await audit.record(Event.ACCOUNTS_ACCOUNT_EDIT, about=account.code, actor=actor, changes=changes)


async def choose_language(language: Language, *, actor: Actor) -> None:
    """Speak `language` to her from now on, in whichever browser she signs in."""
    account = await queries.own_account(actor)
    if account.language == language:
        return
    async with transaction():
        await Account.update({Account.language: language}).where(Account.id == account.id)
        changes = {"language": [account.language, language.value]}
        await audit.record(Event.ACCOUNTS_LANGUAGE_CHOOSE, about=account.code, actor=actor, changes=changes)


async def switch_organisation(code: str, *, actor: Actor, token: str) -> None:
    """Act for another of her organisations in this browser; NotFound when she has no role there today."""
    there = await queries.organisation_of(actor, code, today=clock.today())
    async with transaction():
        await sessions.switch_organisation(token, there.id)
        changes = {"organisation": [actor.organisation_code, there.code]}
        await audit.record(
            Event.ACCOUNTS_ORGANISATION_SWITCH,
            about=actor.account_code,
            actor=actor,
            organisation=there.uid,
            name=actor.name,
            changes=changes,
        )


async def end_session(session_id: int, *, actor: Actor) -> None:
    """End one of her own sessions; NotFound when there is none like that."""
    async with transaction():
        if not await sessions.close_own(actor.account_id, session_id):
            raise NotFound
        await audit.record(Event.ACCOUNTS_SESSION_END, about=actor.account_code, actor=actor, name=actor.name)


async def end_other_sessions(*, actor: Actor, token: str) -> None:
    """End her sessions in every browser but this one."""
    async with transaction():
        await sessions.close_sessions(actor.account_id, but=token)
        await audit.record(Event.ACCOUNTS_SESSION_END, about=actor.account_code, actor=actor, name=actor.name)
