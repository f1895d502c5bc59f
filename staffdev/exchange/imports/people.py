"""The page Who is who: every written name with whom it may mean, and the answers that come back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from staffdev.errors import Advice, Invalid
from staffdev.exchange.names import Register, WrittenName, certainty_of
from staffdev.exchange.vocabulary import NameChoice
from staffdev.exchange.words import certainty_word
from staffdev.i18n import N_
from staffdev.sheets.words import Certainty
from staffdev.translations import gettext as _

Options = list[tuple[str, str]]
Person = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """One written name: who is she?"""

    place: int
    written: WrittenName
    certainty: Certainty
    options: Options
    chosen: str

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"who-{self.place}"

    @property
    def is_sure(self) -> bool:
        return self.certainty >= Certainty.SAME or self.written.choice is NameChoice.NEW


def questions(names: Mapping[str, WrittenName], register: Register, people: Iterable[Person]) -> list[Question]:
    """A question for every name, those without an answer first."""
    codes = {person["id"]: str(person["code"]) for person in people}
    asked = [_question(place, one, names.values(), register, codes) for place, one in enumerate(names.values())]
    return sorted(asked, key=lambda question: (question.chosen != "", question.place))


def choices(
    names: Mapping[str, WrittenName], posted: Any, people: Iterable[Person]
) -> dict[str, tuple[NameChoice, Any]]:
    """The answers by name; Invalid where one names nobody that was offered. A name without an answer stays open."""
    ids = {str(person["code"]): person["id"] for person in people}
    found: dict[str, tuple[NameChoice, Any]] = {}
    problems: dict[str, Advice] = {}
    for place, (key, written) in enumerate(names.items()):
        field = f"who-{place}"
        answer = str(posted.get(field) or "")
        if not answer:
            continue
        chosen = _chosen(answer, written, names, ids)
        if chosen is None:
            problems[field] = N_("Choose one of the people offered.")
        else:
            found[key] = chosen
    if problems:
        raise Invalid(problems)
    return found


def _chosen(
    answer: str, written: WrittenName, names: Mapping[str, WrittenName], ids: Mapping[str, int]
) -> tuple[NameChoice, Any] | None:
    kind, _colon, value = answer.partition(":")
    if kind == NameChoice.PERSON and value in ids:
        return NameChoice.PERSON, ids[value]
    if kind == NameChoice.NEW and written.in_register:
        return NameChoice.NEW, None
    if kind == NameChoice.SAME and value in names and names[value].in_register and value != written.key:
        return NameChoice.SAME, value
    return (NameChoice.SKIP, None) if kind == NameChoice.SKIP else None


def _question(
    place: int, written: WrittenName, others: Iterable[WrittenName], register: Register, codes: Mapping[int, str]
) -> Question:
    matches = register.candidates(written, others)
    likely = [(_value(match.code, codes), f"{match.name} ({certainty_word(match.certainty)})") for match in matches]
    new: Options = [(NameChoice.NEW.value, _("enter her as a new person"))] if written.in_register else []
    first = likely + new if certainty_of(matches) >= Certainty.SAME else new + likely
    offered = {value for value, _label in first}
    rest = [(f"person:{codes[person]}", name) for person, name in register.people.items()]
    leave_out: Options = [(NameChoice.SKIP.value, _("leave her rows out"))]
    options = [*first, *leave_out, *(option for option in rest if option[0] not in offered)]
    return Question(place, written, certainty_of(matches), options, _answer(written, codes))


def _value(code: int | str, codes: Mapping[int, str]) -> str:
    return f"same:{code}" if isinstance(code, str) else f"person:{codes[code]}"


def _answer(written: WrittenName, codes: Mapping[int, str]) -> str:
    """The answer that was given or is proposed; nothing where there is none."""
    match written.choice:
        case NameChoice.PERSON:
            code = codes.get(written.person or -1)
            return f"person:{code}" if code else ""
        case NameChoice.SAME:
            return f"same:{written.same_as}"
        case NameChoice.NEW | NameChoice.SKIP:
            return written.choice.value
        case _:
            return ""
