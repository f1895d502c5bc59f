"""The engine: a rule pack and one provider's facts in, findings out. Pure; the same facts give the same findings."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from msgspec import structs

from staffdev.compliance.checks import CHECKS
from staffdev.compliance.facts import Known, ProviderFacts
from staffdev.compliance.periods import period_label
from staffdev.compliance.situation import Provider, Situation, Subject
from staffdev.rulebook.dates import Span, year_span
from staffdev.rulebook.interpretations import Interpretations
from staffdev.rulebook.model import Finding, Level, Obligation, Verdict
from staffdev.rulebook.pack import RulePack
from staffdev.rulebook.question import NOT_IN_FORCE, Question


def findings(
    pack: RulePack,
    interpretations: Interpretations,
    facts: ProviderFacts,
    as_of: date,
    period: Span | None = None,
    *,
    as_recorded_on: datetime | None = None,
    only: Collection[str] | None = None,
) -> list[Finding]:
    """One finding per judged obligation and subject, in the rulebook's order, people by their code.

    Without a period: the calendar year of `as_of`, and duties of every day answer for the day. `only` names
    obligations. The organisation's own readings travel with the facts and hold from the day they were decided.
    """
    known = facts.known_at(as_recorded_on)
    readings = interpretations.with_overrides(known.overrides, as_of=as_of) if known.overrides else interpretations
    provider = Provider(facts, Known(known), readings)
    asking = _Asking(pack, provider, as_of, period)
    asked = [one for one in pack.judged if only is None or one.id in only]
    return [finding for one in asked for finding in asking.findings_on(one)]


def not_judged(pack: RulePack) -> tuple[Obligation, ...]:
    """The obligations no rule judges yet; they have no findings and are listed as such."""
    return pack.not_judged


@dataclass(frozen=True, slots=True)
class _Asking:
    """One round of questions; a duty that is the sum of others uses what was found on them, whoever asked for it."""

    pack: RulePack
    provider: Provider
    as_of: date
    period: Span | None
    found: dict[str, list[Finding]] = field(default_factory=dict)

    def findings_on(self, obligation: Obligation) -> list[Finding]:
        """The findings about one duty, made once."""
        if obligation.id not in self.found:
            parts = [self.pack.obligations[one] for one in obligation.rolls_up]
            rolled_up = [finding for one in parts if one.check for finding in self.findings_on(one)]
            self.found[obligation.id] = list(_of(obligation, self, rolled_up))
        return self.found[obligation.id]


def _of(obligation: Obligation, asking: _Asking, parts: Sequence[Finding]) -> Iterator[Finding]:
    pack, provider, as_of, period = asking.pack, asking.provider, asking.as_of, asking.period
    question = Question(
        obligation=obligation,
        readings=provider.readings,
        as_of=as_of,
        period=period or year_span(as_of.year),
        of_a_day=period is None,
        in_force_from=pack.in_force_from(obligation, provider.readings),
    )
    situation = Situation(provider, question, pack.associate_tasks, parts)
    used = provider.readings.chosen(obligation.interpretations)
    checks = CHECKS[obligation.check or ""]
    for level in obligation.levels:
        for subject, judge in checks[level](situation):
            verdict = judge() if _binds(question, subject) else NOT_IN_FORCE
            yield _finding(situation, level, subject, structs.replace(verdict, interpretations=used))


def _binds(question: Question, subject: Subject) -> bool:
    """Whether the duty is in force on the day, and was on any day of the period (Art. 29)."""
    last = (subject.period or question.period).last
    return question.in_force_from <= min(question.as_of, last)


def _finding(situation: Situation, level: Level, subject: Subject, verdict: Verdict) -> Finding:
    question = situation.question
    asked = None if question.of_a_day else question.period
    period = subject.period or asked
    return Finding(
        obligation=question.obligation.id,
        level=level,
        organisation=situation.known.facts.organisation,
        person=subject.person,
        period=period_label(period) if period else None,
        verdict=verdict,
        subject=subject.code,
    )
