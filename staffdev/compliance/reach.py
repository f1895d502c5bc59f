"""Which of the ledger's years can say something about the days asked; a ledger grows for ever. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from staffdev.compliance.asking import Asked
from staffdev.compliance.facts import Known, ProviderFacts
from staffdev.rulebook.dates import Span, add_years
from staffdev.rulebook.interpretations import Interpretations
from staffdev.training.rules.coverage import covers_everything, taught


@dataclass(frozen=True, slots=True)
class Reach:
    """Of `days` every record is looked at; of other years those of `persons` (codes), and what else may matter.

    That is what was held by the day of her basic training, what belongs to an entry of these days, and what she
    delivered before, where she delivered something in these days (P7).
    """

    days: Span
    persons: frozenset[str] = frozenset()


def reach_of_all(providers: Iterable[ProviderFacts], readings: Interpretations, asked: Asked) -> Reach | None:
    """The records that any of them needs, None for all of them; from all other facts of theirs."""
    found = [_reach(facts, readings, asked) for facts in providers]
    each = [one for one in found if one]
    if len(each) < len(found) or not each:
        return None
    days = Span(min(one.days.first for one in each), max(one.days.last for one in each))
    return Reach(days, frozenset().union(*(one.persons for one in each)))


def _reach(facts: ProviderFacts, readings: Interpretations, asked: Asked) -> Reach | None:
    known = Known(facts.known_at(asked.as_recorded_on))
    readings = readings.with_overrides(known.facts.overrides, as_of=asked.as_of)
    if readings.choice("ce.basis") != "calendar_year":  # her own twelve months may be any
        return None
    first = add_years(asked.span.first, -1) if readings.flag("ce.carry_over") else asked.span.first
    open_ones = frozenset(_with_open_questions(known, readings, asked))
    return Reach(Span(first, asked.span.last), open_ones)


def _with_open_questions(known: Known, readings: Interpretations, asked: Asked) -> Iterable[str]:
    """Everybody whose basic training does not answer for Arts. 2(1)6, 17(2) and 17(3) whatever she did after it."""
    everybody = known.engagements.keys() | known.duties.keys()
    if readings.choice("topics_from") == "one_course":
        return everybody
    minorities = {code for code, group in known.target_groups.items() if group.is_minority}
    working_with = {one.person for one in known.facts.group_work if one.target_group in minorities}
    return (one for one in everybody if one in working_with or not _is_trained(one, known, readings, asked))


def _is_trained(person: str, known: Known, readings: Interpretations, asked: Asked) -> bool:
    """Whether one basic training of hers stands and leaves no topic open."""
    trainings = known.basic_trainings.get(person, ())
    hers = taught((), trainings, known.programmes, known.offices, until=asked.as_of, as_of=asked.as_of)
    return any(covers_everything(one, readings) and one.judge() is None for one in hers)
