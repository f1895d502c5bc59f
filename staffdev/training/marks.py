"""The attendance of one session on a form: a row for everybody, as it is stored, as it was typed, and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from staffdev import translations
from staffdev.errors import Advice, Invalid
from staffdev.forms import Posted, RefusedValueError, clean, read_minutes
from staffdev.i18n import N_, S_
from staffdev.people.tables import Person
from staffdev.training.attended import mark_problem
from staffdev.training.attending import Marking
from staffdev.training.vocabulary import Mark

MARK, MINUTES, WALK_INS, WALK_IN, ADD = "mark-", "minutes-", "walk_ins", "walk_in", "add"
MINUTES_ALONE = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the page: her code and name, the mark and the minutes typed or stored."""

    code: str
    name: str
    mark: str
    minutes: str
    is_walk_in: bool = False
    state: str = ""


def stored_rows(people: Iterable[Person], records: Mapping[int, Any], default: str = "") -> list[Row]:
    """The rows as they are stored; whoever is not marked yet gets `default`."""
    return [_stored(person, records.get(person.id), default) for person in people]


def typed_rows(people: Iterable[Person], posted: Posted, walk_ins: frozenset[str]) -> list[Row]:
    """The rows as they were typed."""
    return [
        Row(
            code=str(person.code),
            name=f"{person.first_name} {person.last_name}",
            mark=_typed(posted, MARK, person),
            minutes=_typed(posted, MINUTES, person),
            is_walk_in=str(person.code) in walk_ins,
        )
        for person in people
    ]


def walk_ins_in(posted: Posted) -> frozenset[str]:
    """The codes of those who came without a place, with the one just chosen."""
    given: Any = posted
    listed = given.getall(WALK_INS, []) if hasattr(given, "getall") else given.get(WALK_INS, [])
    chosen = posted.get(WALK_IN)
    return frozenset(code for code in [*listed, *([chosen] if chosen else [])] if code)


def read_marks(people: Sequence[Person], posted: Posted, length: int, *, nobody: str) -> list[Marking]:
    """What was marked; Invalid with one advice for every row that is not marked or does not add up, else `nobody`."""
    problems: dict[str, Advice] = {}
    if walk_ins_in(posted) - {str(person.code) for person in people}:
        problems[WALK_IN] = N_("Choose one of the people offered.")
    markings = [_read(person, posted, length, problems) for person in people]
    if not people:
        problems[""] = nobody
    if problems:
        raise Invalid(problems)
    return [one for one in markings if one is not None]


def _read(person: Person, posted: Posted, length: int, problems: dict[str, Advice]) -> Marking | None:
    name = f"{person.first_name} {person.last_name}"
    typed = _typed(posted, MARK, person)
    if typed not in set(Mark):
        problems[f"{MARK}{person.code}"] = S_("%(name)s: choose how she attended.", name=name)
        return None
    mark = Mark(typed)
    try:
        minutes = _minutes(_typed(posted, MINUTES, person), length) if mark is Mark.PARTIAL else None
        advice = mark_problem(mark, minutes, length)
    except RefusedValueError as refused:
        advice = refused.advice
    if advice:
        problems[f"{MINUTES}{person.code}"] = S_("%(name)s: %(advice)s", name=name, advice=_said(advice))
        return None
    return Marking(person, mark, minutes)


def _typed(posted: Posted, field: str, person: Person) -> str:
    given = posted.get(f"{field}{person.code}")
    return clean(given) if isinstance(given, str) else ""


def _minutes(typed: str, length: int) -> int | None:
    """A bare 45 is minutes: of a session shorter than ten hours nobody means ten hours or more."""
    if length < MINUTES_ALONE * 60 and typed.isdecimal() and int(typed) >= MINUTES_ALONE:
        return int(typed)
    return read_minutes(typed) if typed else None


def _said(advice: Advice) -> Advice:
    return S_(advice) if isinstance(advice, str) else advice


def _stored(person: Person, record: Any, default: str) -> Row:
    return Row(
        code=str(person.code),
        name=f"{person.first_name} {person.last_name}",
        mark=record.mark if record else default,
        minutes=translations.hours(record.minutes) if record and record.mark == Mark.PARTIAL else "",
        state=record.state if record else "",
    )
