"""The way in and out: password, second factor, session."""

from dataclasses import dataclass
from uuid import UUID

from staffdev import clock
from staffdev.access import NOBODY, Actor
from staffdev.accounts import passwords, queries, rules, second_factors, sessions, throttling
from staffdev.accounts.forms import SecondFactorForm, SignInForm
from staffdev.accounts.tables import Account
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid
from staffdev.i18n import N_

WRONG = N_("This user name and this password do not belong together. Check both and try again.")
WRONG_CODE = N_("This code is not right, or it was already used. Wait for the next one and enter it.")


@dataclass(frozen=True, slots=True)
class Caller:
    """The browser at the other end: the token it held until now, where and what it is, who signed in with it before."""

    token: str
    address: str = ""
    browser: str = ""
    known_to: UUID | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that has begun; while the second factor is due it is good for nothing else."""

    token: str
    account_code: UUID
    second_factor_due: bool = False


async def sign_in(form: SignInForm, *, caller: Caller) -> Opened:
    """Begin a session; Invalid says no more than that name and password don't match, Throttled when to try again."""
    account = await queries.account_named(form.username)
    counted = _sources(form.username, account, caller)
    await throttling.count_try(*counted)
    right = await passwords.is_right(form.password, account.password_hash if account else None)
    if account is None or not right or account.disabled_at is not None:
        await _record_failure(account, caller, Event.ACCOUNTS_SESSION_FAIL)
        raise Invalid({"": WRONG})
    await _make_anew_if_outdated(account, form.password)
    due = account.totp_confirmed_at is not None
    await throttling.take_back(*counted[1:], forget=counted[:1])
    return await begin(account, caller=caller, second_factor_due=due)


async def begin(account: Account, *, caller: Caller, second_factor_due: bool = False) -> Opened:
    """A new session for somebody who has just shown who she is; what the browser held before is worth nothing."""
    async with transaction():
        token = await _begin(account, caller, second_factor_due=second_factor_due)
    return Opened(token, account.code, second_factor_due=second_factor_due)


async def give_second_factor(form: SecondFactorForm, account: Account, *, caller: Caller) -> Opened:
    """Finish signing in with a code of her app or a recovery code, each good once."""
    source = throttling.by_second_factor(account.code)
    await throttling.count_try(source)
    async with transaction():
        used = await second_factors.use(account.id, form.code)
        if used is not None:
            await throttling.take_back(forget=[source])
            token = await _begin(account, caller)
            if used is second_factors.Used.RECOVERY_CODE:
                await _record(Event.ACCOUNTS_RECOVERY_CODE_USE, account)
            return Opened(token, account.code)
    await _record_failure(account, caller, Event.ACCOUNTS_SECOND_FACTOR_FAIL)
    raise Invalid({"code": WRONG_CODE})


async def sign_out(*, token: str, actor: Actor) -> None:
    """End the session in this browser."""
    async with transaction():
        await sessions.close_session(token)
        if actor.is_signed_in:
            await audit.record(Event.ACCOUNTS_SESSION_END, about=actor.account_code, actor=actor, name=actor.name)


def _sources(username: str, account: Account | None, caller: Caller) -> list[throttling.Source]:
    """Whose failures count: her own browser's apart, so that nobody else can keep her waiting."""
    if account is not None and caller.known_to == account.code:
        return [throttling.by_known_browser(account.code)]
    return [throttling.by_name(rules.fold_username(username)), throttling.by_address(caller.address)]


async def _begin(account: Account, caller: Caller, *, second_factor_due: bool = False) -> str:
    await sessions.close_session(caller.token)
    await sessions.forget_ended()
    token = await sessions.open_session(account, browser=caller.browser, second_factor_due=second_factor_due)
    if not second_factor_due:
        await _record(Event.ACCOUNTS_SESSION_START, account)
    return token


async def _make_anew_if_outdated(account: Account, password: str) -> None:
    if passwords.is_outdated(account.password_hash):
        made = await passwords.make(password)
        await Account.update({Account.password_hash: made}).where(
            (Account.id == account.id) & (Account.password_hash == account.password_hash)
        )


async def _record_failure(account: Account | None, caller: Caller, event: Event) -> None:
    """In a transaction of its own, which stays although the request fails."""
    async with transaction():
        if account is None:
            await audit.record(event, about=None, actor=NOBODY, address=caller.address)
        else:
            uid = await queries.home_of(account.id, today=clock.today())
            await audit.record(
                event, about=account.code, actor=NOBODY, organisation=uid, name=account.name, address=caller.address
            )


async def _record(event: Event, account: Account) -> None:
    actor = Actor(account_id=account.id, account_code=account.code, name=account.name)
    uid = await queries.home_of(account.id, today=clock.today())
    await audit.record(event, about=account.code, actor=actor, organisation=uid, name=account.name)
