"""Who a written name may be, and what is proposed before a person confirms it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from staffdev.exchange.entries import Name
from staffdev.exchange.vocabulary import NameChoice
from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words import Certainty, Match, certain_match, match_people, parse_person

Ref = int | str
"""A person: her row id, or, of one who is entered by this very import, the key of her name."""


@dataclass(slots=True)
class WrittenName:
    """One name of a file in all its spellings, and what was chosen for it; nothing counts until it is confirmed."""

    key: str
    typed: list[str] = field(default_factory=list)
    rows: int = 0
    in_register: bool = False
    choice: NameChoice | None = None
    person: int | None = None
    same_as: str | None = None
    confirmed: bool = False
    id: int | None = None

    def add(self, name: Name) -> None:
        """Count one more row that has the name."""
        self.rows += 1
        if name.typed not in self.typed:
            self.typed.append(name.typed)


class Resolved(msgspec.Struct, frozen=True, gc=False):
    """Who she is; `ref` is None for somebody whose rows are left out."""

    ref: Ref | None
    name: str


class Somebody(msgspec.Struct, frozen=True, gc=False):
    """Whom a row is about."""

    ref: Ref
    name: str


@dataclass(frozen=True, slots=True)
class Register:
    """Everybody the organisation knows by row id, and the spellings somebody confirmed before, by their key."""

    people: Mapping[int, str]
    aliases: Mapping[str, int] = field(default_factory=dict)

    def candidates(self, written: WrittenName, others: Iterable[WrittenName] = ()) -> list[Match[Ref]]:
        """Whom the name may mean, best first: of the register, and of those whom the file itself describes."""
        known: list[tuple[Ref, str]] = [(person, name) for person, name in self.people.items()]
        known += [(one.key, one.typed[0]) for one in others if one.in_register and one.key != written.key]
        try:
            return match_people(parse_person(written.typed[0]), known)
        except Unreadable:
            return []


def propose(written: WrittenName, register: Register) -> None:
    """Fill in what is sure: confirmed before, the same name, or new and unlike anybody; else a person has to say."""
    if written.choice is not None:
        return
    known = register.aliases.get(written.key)
    if known is not None and known in register.people:
        written.choice, written.person = NameChoice.PERSON, known
        return
    matches = register.candidates(written)
    match = certain_match(matches)
    if match is not None and isinstance(match.code, int):
        written.choice, written.person = NameChoice.PERSON, match.code
    elif written.in_register and not matches:
        written.choice = NameChoice.NEW


def resolve(key: str, names: Mapping[str, WrittenName], people: Mapping[int, str]) -> Resolved | None:
    """Who was confirmed for the name; None while nobody was."""
    written = names.get(key)
    if written is None or not written.confirmed:
        return None
    if written.choice is NameChoice.PERSON:
        person = written.person
        return Resolved(person, people[person]) if person is not None and person in people else None
    if written.choice is NameChoice.NEW:
        return Resolved(key, written.typed[0])
    if written.choice is NameChoice.SAME:
        other = names.get(written.same_as or "")
        return None if other is None or other.choice is NameChoice.SAME else resolve(other.key, names, people)
    return Resolved(None, written.typed[0]) if written.choice is NameChoice.SKIP else None


def certainty_of(matches: Sequence[Match[Ref]]) -> Certainty:
    """How sure the best of them is."""
    return matches[0].certainty if matches else Certainty.NONE
