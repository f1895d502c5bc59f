"""Between what a browser sent and the forms of the offer: topics beside the other fields, and stored rows as typed."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any, TypeVar

from staffdev import translations
from staffdev.errors import Advice, Invalid, sentence
from staffdev.forms import Form, Posted, parse
from staffdev.training.topic_entry import Group, read_topics

F = TypeVar("F", bound=Form)


def parse_with_topics(form: type[F], posted: Posted, groups: Iterable[Group], *, stored: str = "") -> tuple[F, str]:
    """The typed form and the topics as they are stored; Invalid with the advice about both at once."""
    topics, found = read_topics(posted, groups, stored)
    problems: dict[str, Advice] = {}
    try:
        made = parse(form, posted)
    except Invalid as invalid:
        problems.update(invalid.problems)
    problems.update({name: sentence(advice) for name, advice in found.items()})
    if problems:
        raise Invalid(problems)
    return made, topics


def typed(row: Any, form: type[Form]) -> dict[str, str]:
    """A stored row as she would type it into the form; lengths and days as they are written here."""
    return {name: _typed(name, getattr(row, name, None)) for name in form.__struct_fields__}


def _typed(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, date):
        return translations.day_typed(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return translations.hours(value) if name.endswith("minutes") else str(value)
