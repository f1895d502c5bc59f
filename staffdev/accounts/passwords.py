"""Passwords are kept as Argon2id hashes. One is worked out at a time, in a thread of its own, so that memory holds."""

import asyncio
import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

STRONG = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)  # RFC 9106, second choice; 64 MiB
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # for tests, where nothing is secret

T = TypeVar("T")

_one_at_a_time = ThreadPoolExecutor(1, thread_name_prefix="argon2")
_held: dict[str, PasswordHasher] = {"hasher": STRONG}
_nobodys: dict[PasswordHasher, str] = {}


def hold(hasher: PasswordHasher) -> None:
    """Let everything in this process hash with the cost of `hasher`."""
    _held["hasher"] = hasher


async def make(password: str) -> str:
    """The hash to keep."""
    return await _aside(lambda: _held["hasher"].hash(_composed(password)))


async def is_right(password: str, kept: str | None) -> bool:
    """Whether it is the password of that hash; for a name nobody has (None) it takes just as long to say no."""
    right = await _aside(lambda: _verified(kept or _hash_of_nobody(), _composed(password)))
    return right and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the hash was made at another cost than today's, and should be made anew at the next sign-in."""
    return _held["hasher"].check_needs_rehash(kept)


def _verified(kept: str, password: str) -> bool:
    try:
        return _held["hasher"].verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def _hash_of_nobody() -> str:
    hasher = _held["hasher"]
    if hasher not in _nobodys:
        _nobodys[hasher] = hasher.hash(secrets.token_hex())
    return _nobodys[hasher]


def _composed(password: str) -> str:
    return unicodedata.normalize("NFC", password)


async def _aside(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(_one_at_a_time, work)
