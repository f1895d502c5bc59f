"""Persons as offices write them, and whom of the known persons a cell may mean; a person confirms it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Generic, TypeVar

from staffdev.db.srpski import search_key
from staffdev.i18n import S_
from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words.letters import folded, tidy

Key = Callable[[str], str]
Code = TypeVar("Code")
LONGEST_NAME = 120
LONGEST_LIST = 10_000
MOST_WORDS = 8
_TITLES = frozenset(
    ("dr", "mr", "msc", "ma", "phd", "prof", "doc", "spec", "dipl", "ing", "gospodja", "gdja", "gospodin", "gdin")
)
_ENDS = re.compile(r"[\s,]+")
_BETWEEN_WORDS = re.compile(r"[\s\-.,']+")
_ALIKE, _ALIKE_WORD = 0.86, 0.75


class NameOrder(StrEnum):
    """Which part of a name comes first, where the heading says it."""

    SURNAME_FIRST = "surname_first"
    GIVEN_FIRST = "given_first"


class Certainty(IntEnum):
    """How surely two names mean one person; only EXACT and SAME may be proposed as the answer."""

    NONE = 0
    SIMILAR = 1
    INITIAL = 2
    SAME = 3
    EXACT = 4


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as typed, split by the order of the heading; `initials` are given names of which one letter is known."""

    typed: str
    words: tuple[str, ...]
    initials: tuple[str, ...] = ()
    given: str | None = None
    surname: str | None = None
    key: str = field(init=False)
    """Equal for the same words in any order and script."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", _key_of((*self.words, *self.initials)))


@dataclass(frozen=True, slots=True)
class Match(Generic[Code]):
    """One known person a cell may mean; `likeness` (0–100) ranks matches of the same certainty."""

    code: Code
    name: str
    certainty: Certainty
    likeness: int


@lru_cache(maxsize=8192)
def _key_of(words: tuple[str, ...]) -> str:
    return " ".join(sorted(re.findall(r"\w+", folded(" ".join(words)).replace("dj", "d"))))


def parse_person(value: object, *, order: NameOrder | None = None) -> PersonName:
    """The name in a cell, or Unreadable where there is none."""
    typed = tidy(value).strip(" ,;.?!-—–") if isinstance(value, str) else ""
    if typed and isinstance(value, str) and tidy(value).endswith("."):
        typed += "."
    if not re.search(r"[^\W\d_]", typed):
        raise Unreadable(S_("There is no name. Enter the first name and the surname."))
    if len(typed) > LONGEST_NAME:
        raise Unreadable(S_("This is too long for a name. Enter the first name and the surname."))
    parts = [part for part in _ENDS.split(_spaced_initials(typed)) if not _is_title(part)]
    if not 1 <= len(parts) <= MOST_WORDS or re.search(r"[\d@=<>{}\[\]\\|]", typed):
        raise Unreadable(
            S_("“%(typed)s” is not the name of one person. Enter the first name and the surname.", typed=typed)
        )
    initials = tuple(part.rstrip(".") for part in parts if _is_initial(part))
    words = tuple(part for part in parts if not _is_initial(part))
    if not words:
        raise Unreadable(S_("“%(typed)s” is only initials. Enter the first name and the surname.", typed=typed))
    given, surname = _split(typed, words, initials, order)
    return PersonName(typed, words, initials, given, surname)


def _spaced_initials(typed: str) -> str:
    return re.sub(r"\b([^\W\d_]{1,2})\.(?=\S)", r"\1. ", typed)


def _is_title(part: str) -> bool:
    return folded(part).strip(".-") in _TITLES


def _is_initial(part: str) -> bool:
    """One letter with or without a full stop; Latin Lj, Nj and Dž are one letter."""
    bare = part.rstrip(".")
    return len(bare) == 1 or (part.endswith(".") and folded(bare) in {"lj", "nj", "dz", "dj"})


def _split(
    typed: str, words: tuple[str, ...], initials: tuple[str, ...], order: NameOrder | None
) -> tuple[str | None, str | None]:
    if "," in typed:
        surname, _, given = typed.partition(",")
        return (tidy(given) or None, tidy(surname) or None)
    if initials or len(words) < 2 or order is None:  # noqa: PLR2004 - a given name and a surname
        return None, None
    if order is NameOrder.GIVEN_FIRST:
        return words[0], " ".join(words[1:])
    return words[-1], " ".join(words[:-1])


def parse_people(value: object, *, order: NameOrder | None = None) -> tuple[PersonName, ...]:
    """The names of a cell that lists several, divided by commas, semicolons, line ends or "and"; none if empty."""
    if value is None or (isinstance(value, str) and not value.strip(" \t\r\n-—–/")):
        return ()
    if isinstance(value, str) and len(value) > LONGEST_LIST:
        raise Unreadable(S_("This list of names is too long. Divide it over several rows."))
    pieces = re.split(r"[,;\n]|\s(?:и|i|te|те|&)\s", value) if isinstance(value, str) else [value]
    return tuple(parse_person(piece, order=order) for piece in pieces if not isinstance(piece, str) or piece.strip())


def match_people(
    typed: str | PersonName, candidates: Iterable[tuple[Code, str]], *, key: Key = search_key, most: int = 5
) -> list[Match[Code]]:
    """Whom of `candidates` (code, full name) the name may mean, best first; empty where nobody is near."""
    name = typed if isinstance(typed, PersonName) else parse_person(typed)
    words = _words(" ".join(name.words), key)
    initials = tuple(key(letter) for letter in name.initials)
    found = []
    for code, full in candidates:
        certainty, likeness = _compare(name.typed, words, initials, full, key)
        if certainty:
            found.append(Match(code, full, certainty, likeness))
    return sorted(found, key=lambda match: (-match.certainty, -match.likeness, match.name))[:most]


def certain_match(matches: Sequence[Match[Code]]) -> Match[Code] | None:
    """The one match that is the same name; None for initials, likeness, namesakes or nobody."""
    sure = [match for match in matches if match.certainty >= Certainty.SAME]
    return sure[0] if len(sure) == 1 else None


@lru_cache(maxsize=16_384)  # every name of a file is compared with everybody in the register
def _words(text: str, key: Key) -> tuple[str, ...]:
    return tuple(sorted(word for word in _BETWEEN_WORDS.split(key(text)) if word))


def _compare(
    typed: str, words: tuple[str, ...], initials: tuple[str, ...], full: str, key: Key
) -> tuple[Certainty, int]:
    known = _words(full, key)
    if not initials and words == known:
        exact = tidy(typed).casefold() == tidy(full).casefold()
        return (Certainty.EXACT if exact else Certainty.SAME), 100
    if initials and _fits_initials(words, initials, known):
        return Certainty.INITIAL, 100
    likeness = _likeness(words, known)
    return (Certainty.SIMILAR, round(likeness * 100)) if likeness else (Certainty.NONE, 0)


def _fits_initials(words: tuple[str, ...], initials: tuple[str, ...], known: tuple[str, ...]) -> bool:
    rest = list(known)
    for word in words:
        if word not in rest:
            return False
        rest.remove(word)
    for letter in sorted(initials, key=len, reverse=True):
        named = next((word for word in rest if word.startswith(letter)), None)
        if named is None:
            return False
        rest.remove(named)
    return True


def _likeness(words: tuple[str, ...], known: tuple[str, ...]) -> float:
    """0 for strangers; a part of the name counts, and so does a slip of the finger."""
    shared = set(words) & set(known)
    if len(shared) >= 2 and (shared == set(words) or shared == set(known)):  # noqa: PLR2004 - two words of a name
        return 0.95
    if len(words) == 1 and shared:
        return 0.9
    one, other = " ".join(words), " ".join(known)
    if len(words) != len(known) or 2 * min(len(one), len(other)) < _ALIKE * (len(one) + len(other)):
        return 0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or (ratio := matcher.ratio()) < _ALIKE:
        return 0
    return ratio if all(map(_alike, words, known)) else 0


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE_WORD
