"""Failed tries make the next one wait: by name and by address, up to a minute, and never for good.

A try is counted before it is judged, so that a hundred at once are not a hundred free ones; a right one is taken back.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from staffdev import clock
from staffdev.accounts import rules
from staffdev.accounts.tables import SignInTry
from staffdev.db.transactions import locked, transaction
from staffdev.errors import Throttled
from staffdev.i18n import P_
from staffdev.vault import keys

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Source:
    """Whose failures are counted: a name's or an address's. What was typed is never kept, it may be a password."""

    kind: str
    value: str
    free: int

    @property
    def digest(self) -> str:
        return hmac.digest(keys.held().csrf_key, f"try:{self.kind}:{self.value}".encode(), "sha256").hex()


def by_name(username: str) -> Source:
    return Source("name", username, rules.FREE_TRIES_OF_A_NAME)


def by_address(address: str) -> Source:
    return Source("address", address, rules.FREE_TRIES_OF_AN_ADDRESS)


def by_known_browser(account_code: UUID) -> Source:
    return Source("known browser", str(account_code), rules.FREE_TRIES_OF_A_NAME)


def by_confirmation(account_code: UUID) -> Source:
    return Source("confirmation", str(account_code), rules.FREE_TRIES_OF_A_NAME)


def by_second_factor(account_code: UUID) -> Source:
    return Source("second factor", str(account_code), rules.FREE_TRIES_OF_A_NAME)


async def count_try(*sources: Source) -> None:
    """Count one try of each source, or raise Throttled, which counts nothing: waiting is not made longer by trying."""
    async with transaction():
        counted = [await _counted(source) for source in sorted(sources, key=lambda source: source.digest)]
        if waiting := max(seconds for _, seconds in counted):
            told = P_(
                "Too many failed tries. Try again in %(n)s second.",
                "Too many failed tries. Try again in %(n)s seconds.",
                waiting,
            )
            raise Throttled(told, seconds=waiting)
        for row, _ in counted:
            row.failures, row.last_at = row.failures + 1, clock.now()
            await row.save()


async def take_back(*sources: Source, forget: Sequence[Source] = ()) -> None:
    """The try was right: it was no failure of `sources`, and all failures of those to `forget` are forgotten."""
    for source in sources:
        mine = (SignInTry.digest == source.digest) & (SignInTry.failures > 0)
        await SignInTry.update({SignInTry.failures: SignInTry.failures - 1}).where(mine)
    await SignInTry.delete().where(SignInTry.digest.is_in([source.digest for source in forget]))
    await SignInTry.delete().where((SignInTry.last_at < clock.now() - KEPT) | (SignInTry.failures == 0))


async def _counted(source: Source) -> tuple[SignInTry, int]:
    """The row of `source` with the failures that still count, and the seconds it has to wait."""
    new = SignInTry(digest=source.digest, failures=0, last_at=clock.now())
    await SignInTry.insert(new).on_conflict(target=SignInTry.digest, action="DO NOTHING")
    row = await locked(SignInTry.objects().where(SignInTry.digest == source.digest)).first()
    if row is None:  # forgotten by somebody else between the two
        return await _counted(source)
    at = clock.now()
    wait = rules.seconds_to_wait(row.failures, free=source.free, last_at=row.last_at, at=at)
    row.failures = rules.failures_left(row.failures, last_at=row.last_at, at=at)
    return row, wait
