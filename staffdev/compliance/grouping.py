"""Facts looked up by whom or what they are about. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar


class OfAPerson(Protocol):
    """A fact about one person."""

    @property
    def person(self) -> str: ...


AboutHer = TypeVar("AboutHer", bound=OfAPerson)
AnyThing = TypeVar("AnyThing")


def by_person(facts: Iterable[AboutHer]) -> dict[str, list[AboutHer]]:
    """The facts of each person."""
    found: dict[str, list[AboutHer]] = defaultdict(list)
    for one in facts:
        found[one.person].append(one)
    return dict(found)


def by_key(pairs: Iterable[tuple[str, AnyThing]]) -> dict[str, list[AnyThing]]:
    """Values by their key, in the order given."""
    found: dict[str, list[AnyThing]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
