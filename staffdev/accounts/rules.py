"""When a session, a grant, a password or a try still counts. Pure: `at` and `today` are arguments."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol

from staffdev.errors import Advice
from staffdev.i18n import N_, S_
from staffdev.sheets.words.letters import folded, folded_secret

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
TOUCH = timedelta(minutes=5)  # a session that is used is written down this often, not at every request
SECOND_FACTOR_WITHIN = timedelta(minutes=5)
INVITATION_HOLDS = timedelta(days=7)

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200

FREE_TRIES_OF_A_NAME, FREE_TRIES_OF_AN_ADDRESS = 3, 10
LONGEST_WAIT = 60
FORGOTTEN_AFTER = timedelta(minutes=15)  # without a failed try, the failures of a name halve

COMMON = frozenset(
    (
        *("password", "passwort", "lozinka", "sifra", "letmein", "welcome", "dobrodosli", "admin", "administrator"),
        *("qwerty", "qwertz", "asdfgh", "abcdef", "iloveyou", "monkey", "dragon", "football", "volimte", "ljubav"),
        *("telefon", "linija", "helpline", "staffdev", "srbija", "beograd", "novisad", "sunce", "zvezda", "partizan"),
    )
)
RUNS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm")
SHORTEST_OWN_PART = 5  # what is left of a password without the words anybody would try


class Grant(Protocol):
    """A role from–to, both days included; a revoked one ended at that instant."""

    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date | None: ...
    @property
    def revoked_at(self) -> datetime | None: ...


def fold_username(typed: str) -> str:
    """One spelling of a user name, whichever script and case it was typed in."""
    return folded(typed)


def session_is_alive(*, created_at: datetime, seen_at: datetime, at: datetime) -> bool:
    """Whether a session may still be used: seen in the last half hour, begun in the last twelve."""
    return at - seen_at < IDLE and at - created_at < ABSOLUTE


def is_in_force(grant: Grant, *, today: date) -> bool:
    """Whether the role counts on that day."""
    if grant.revoked_at is not None or grant.from_on > today:
        return False
    return grant.until_on is None or grant.until_on >= today


def overlap(one: Grant, other: Grant) -> bool:
    """Whether two grants count on the same day; `other` begins with `one` or later."""
    return one.until_on is None or other.from_on <= one.until_on


def wait_after(failures: int, *, free: int) -> int:
    """Seconds to wait after that many failed tries: none for the first `free`, then 1, 2, 4 … up to 60."""
    if failures < free:
        return 0
    return int(min(2 ** min(failures - free, 10), LONGEST_WAIT))


def seconds_to_wait(failures: int, *, free: int, last_at: datetime, at: datetime) -> int:
    """How long the next try still has to wait, in whole seconds."""
    wait = wait_after(failures, free=free)
    passed = max(at - last_at, timedelta())  # a clock set back makes nobody wait longer
    return max(0, wait - int(passed.total_seconds()))


def failures_left(failures: int, *, last_at: datetime, at: datetime) -> int:
    """How many failed tries still count: half of them are forgotten in every quarter of an hour without another."""
    quarters = max(0, (at - last_at) // FORGOTTEN_AFTER)
    return failures >> min(quarters, 63)


def password_problem(password: str, *, about: Iterable[str]) -> Advice | None:
    """Why the password can't be used, or None. `about` are the words others know of her: names, the organisation."""
    if len(password) < SHORTEST_PASSWORD:
        return S_("Use at least %(n)s characters; a sentence is easy to remember.", n=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        return S_("Use at most %(n)s characters.", n=LONGEST_PASSWORD)
    if _is_easy_to_guess(password, about):
        return N_("This is among the first passwords anybody would try. Choose words that have nothing to do with you.")
    return None


def _is_easy_to_guess(password: str, about: Iterable[str]) -> bool:
    """Whether hardly anything of her own is left once well-known words, names, runs and repetitions are taken out."""
    rest = "".join(folded_secret(password).split())
    known = {word for text in about for word in _words(text)} | COMMON
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, " ")
    rest = _without_runs(rest)
    return len(set(rest) - {" "}) < SHORTEST_OWN_PART


def _words(text: str) -> set[str]:
    spelled = "".join(letter if letter.isalnum() else " " for letter in folded(text))
    return {word for word in spelled.split() if len(word) > 2}  # noqa: PLR2004 - shorter ones are in every sentence


def _without_runs(text: str) -> str:
    """Leave out every letter that follows the one before on the keyboard or in the alphabet, or repeats it."""
    return "".join(letter for before, letter in zip(" " + text, text, strict=False) if not _follows(before, letter))


def _follows(before: str, letter: str) -> bool:
    return before == letter or any(f"{before}{letter}" in run or f"{letter}{before}" in run for run in RUNS)
