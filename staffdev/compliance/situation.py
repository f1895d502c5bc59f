"""What a check is given: the question, the provider's facts, and those facts as they were known earlier. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from staffdev.compliance.facts import Known, ProviderFacts
from staffdev.people.rules.presence import associate_days, professional_days
from staffdev.rulebook.dates import Span
from staffdev.rulebook.interpretations import Interpretations
from staffdev.rulebook.model import Finding, Verdict
from staffdev.rulebook.question import Question


@dataclass(slots=True)
class Provider:
    """One provider's facts: as known now (or `as_recorded_on`), and on demand as known at another instant."""

    facts: ProviderFacts
    known: Known
    readings: Interpretations
    closed: dict[datetime, Known] = field(default_factory=dict)
    bound: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def known_at(self, at: datetime | None) -> Known:
        """The facts as recorded at that instant, indexed once; None asks about now."""
        if at is None:
            return self.known
        if at not in self.closed:
            self.closed[at] = Known(self.facts.known_at(at))
        return self.closed[at]


@dataclass(frozen=True, slots=True)
class Situation:
    """One duty asked of one provider. `parts` are the findings about the duties it rolls up."""

    provider: Provider
    question: Question
    associate_items: frozenset[int]
    parts: Sequence[Finding] = ()

    @property
    def known(self) -> Known:
        """The provider's facts as asked for."""
        return self.provider.known

    def bound_days(self, person: str) -> tuple[Span, ...]:
        """The days an associate's limits bind her."""
        if person not in self.provider.bound:
            engagements = self.known.engagements.get(person, [])
            licences = self.known.licences.get(person, [])
            required = self.question.readings.flag("licence_required")
            professional = professional_days(engagements, licences, licence_required=required)
            self.provider.bound[person] = associate_days(engagements, professional)
        return self.provider.bound[person]


@dataclass(frozen=True, slots=True)
class Subject:
    """About whom or what a verdict is: a person, an appointment, a programme; with its own period where it has one."""

    person: str | None = None
    code: str | None = None
    period: Span | None = None


Judged = tuple[Subject, Callable[[], Verdict]]
Check = Callable[[Situation], Iterator[Judged]]
