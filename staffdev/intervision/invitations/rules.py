"""Which answer of a person to a session holds. Pure, and the same in whatever order answers arrive (RFC 5546 §2.1.5).

An answer to one date outweighs one to the whole series; then the newer revision of the invitation counts, then the
later stamp. An answer given before the session was moved, called off or added does not hold any more: she is asked
anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from staffdev.intervision.vocabulary import Answer

FEWEST_SHOWN = 4  # asked: in a smaller group a number would tell who it was
CAUTION = (Answer.COMING, Answer.MAYBE, Answer.NOT_COMING)  # of two answers of the same moment the less hopeful holds


class Answered(Protocol):
    """One row of answers: to a session (row id), or else to the whole series."""

    @property
    def person(self) -> int: ...
    @property
    def session(self) -> int | None: ...
    @property
    def series(self) -> int | None: ...
    @property
    def answer(self) -> str: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def sequence(self) -> int: ...
    @property
    def stamped_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that is not recorded yet."""

    person: int
    session: int | None
    series: int | None
    answer: str
    reason: str | None
    sequence: int
    stamped_at: datetime

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Said":
        """From the columns of a row to be, of which others are left out."""
        return cls(**{name: values[name] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Asked:
    """A session as it was asked for: its row, its series, and from which revision on answers count."""

    session: int
    series: int | None
    sequence: int


@dataclass(frozen=True, slots=True)
class Held:
    """The answer that holds, and why, for those who may read it."""

    answer: Answer
    reason: str | None = None


def held(asked: Asked, answers: Iterable[Answered]) -> dict[int, Held]:
    """What holds for each person (row id) who answered; whoever is missing has not answered."""
    best: dict[int, Answered] = {}
    for one in answers:
        if not _counts(asked, one):
            continue
        if one.person not in best or _weight(one) > _weight(best[one.person]):
            best[one.person] = one
    return {person: Held(Answer(one.answer), one.reason) for person, one in best.items()}


def is_superseded(new: Answered, known: Iterable[Answered]) -> bool:
    """Does a known answer of hers to the same thing outweigh this one, or say the same?"""
    same = (one for one in known if (one.person, one.session, one.series) == (new.person, new.session, new.series))
    return any(_strength(one) >= _strength(new) for one in same)


def counts(answers: Iterable[Held], members: int) -> dict[str, int]:
    """How many come, may come, do not come, and have not answered."""
    found = [one.answer for one in answers]
    said = {answer.value: found.count(answer) for answer in Answer}
    return said | {"silent": max(0, members - len(found))}


def are_counts_shown(members: int) -> bool:
    """May others than the coordinator read how many come? Not where so few are asked that a number names somebody."""
    return members >= FEWEST_SHOWN


def _counts(asked: Asked, one: Answered) -> bool:
    if one.session is not None:
        return one.session == asked.session and one.sequence >= asked.sequence
    return one.series is not None and one.series == asked.series and one.sequence >= asked.sequence


def _weight(one: Answered) -> tuple[object, ...]:
    return one.session is not None, *_strength(one)


def _strength(one: Answered) -> tuple[int, datetime, int, str]:
    """Of two that differ in nothing but the reason one is stronger too, so that no order leaves another reason."""
    return one.sequence, one.stamped_at, CAUTION.index(Answer(one.answer)), one.reason or ""
