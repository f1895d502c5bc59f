"""The pages about how the rulebook is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from staffdev.access import Actor
from staffdev.compliance import policies
from staffdev.compliance.asking import Asked
from staffdev.compliance.queries import account_names, decisions_on, readings_of
from staffdev.compliance.view.readings import Reading, reading, value_words
from staffdev.errors import Invalid
from staffdev.rulebook.interpretations import Interpretation, InterpretationType, value_as_text, value_from_text
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Obligation
from staffdev.translations import day_typed, gettext


@dataclass(frozen=True, slots=True)
class Group:
    """The readings that one duty is judged with and no earlier one was."""

    obligation: Obligation
    readings: Sequence[Reading]


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """Every reading once, below the first duty it matters for; `idle` are those no judged duty uses yet."""

    own: Sequence[Reading]
    groups: Sequence[Group]
    idle: Sequence[Reading]
    may_interpret: bool


async def readings_page(actor: Actor, today: date) -> ReadingsPage:
    """All readings as they are chosen today."""
    chosen, pack = await readings_of(actor, Asked(as_of=today)), load()
    said = {key: reading(one, chosen) for key, one in chosen.known.items()}
    seen: set[str] = set()
    groups = []
    for obligation in pack.judged:
        fresh = [key for key in obligation.interpretations if key not in seen]
        seen.update(fresh)
        groups.append(Group(obligation, [said[key] for key in fresh]))
    return ReadingsPage(
        own=[one for one in said.values() if one.is_own],
        groups=[group for group in groups if group.readings],
        idle=[one for key, one in said.items() if key not in seen],
        may_interpret=bool(policies.can_interpret(actor)),
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: what is read how, since when and why. `taken_back` is the reason where it was a mistake."""

    code: UUID
    value: str
    since: date
    reason: str
    who: str
    at: datetime
    taken_back: str


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One reading: what it is, what else it may be, and every decision about it."""

    reading: Reading
    duties: Sequence[Obligation]
    choices: Sequence[tuple[str, str]]
    decisions: Sequence[Decided]
    may_interpret: bool
    typed: Mapping[str, Any]


async def reading_page(interpretation: Interpretation, actor: Actor, today: date) -> ReadingPage:
    """One reading as it is chosen today, with its history."""
    chosen = await readings_of(actor, Asked(as_of=today))
    value = chosen[interpretation.key]
    rows = await decisions_on(interpretation.key, actor)
    names = await account_names({row["recorded_by"] for row in rows if row["recorded_by"]})
    may = bool(policies.can_interpret(actor)) and not interpretation.is_settled
    return ReadingPage(
        reading(interpretation, chosen),
        load().obligations_read_with(interpretation.key),
        choices_of(interpretation),
        [decided(interpretation, row, names) for row in rows],
        may,
        {"value": _typed(value), "ticked": value if isinstance(value, tuple) else (), "decided_on": day_typed(today)},
    )


def choices_of(interpretation: Interpretation) -> list[tuple[str, str]]:
    """The values a form offers; none where one is typed."""
    if interpretation.type is InterpretationType.FLAG:
        return [("true", gettext("yes")), ("false", gettext("no"))]
    several = interpretation.type is InterpretationType.CHOICES
    return [
        (value_as_text(one), value_words(interpretation, (one,) if several else one)) for one in interpretation.allowed
    ]


def _typed(chosen: object) -> Any:
    """The value as a form shows it first."""
    return day_typed(chosen) if isinstance(chosen, date) else value_as_text(chosen)


def decided(interpretation: Interpretation, row: Mapping[str, Any], names: Mapping[Any, str]) -> Decided:
    """A stored decision in words; of one that was taken back, who did that and when."""
    try:
        value = value_words(interpretation, value_from_text(interpretation, row["value"]))
    except Invalid:
        value = row["value"]
    return Decided(
        code=row["code"],
        value=value,
        since=row["decided_on"],
        reason=row["reason"],
        who=names.get(row["recorded_by"], ""),
        at=row["recorded_at"],
        taken_back=row["withdrawn_because"] or "",
    )
