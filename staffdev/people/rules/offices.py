"""Who holds which office on which day: coordinator, responsible person, board member (Art. 16, P9). Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from staffdev.people.rules.presence import is_in
from staffdev.people.rules.shapes import Appointment, BoardSeat, Mandate
from staffdev.rulebook.dates import Span
from staffdev.rulebook.facts import Dated

COORDINATOR = "coordinator"
RESPONSIBLE_PERSON = "responsible_person"
BOARD_MEMBER = "board_member"
NONE: frozenset[str] = frozenset()
ABOVE_THE_COORDINATOR = frozenset({RESPONSIBLE_PERSON, BOARD_MEMBER})


@dataclass(frozen=True, slots=True)
class Offices:
    """The terms of every office, by person."""

    terms: Mapping[str, Mapping[str, tuple[Span, ...]]]
    asked: dict[tuple[str, date], frozenset[str]] = field(default_factory=dict, compare=False)

    def held_by(self, person: str, day: date) -> frozenset[str]:
        """The offices she holds that day; asked once a day, since many records are verified together."""
        terms = self.terms.get(person)
        if terms is None:
            return NONE
        if (person, day) not in self.asked:
            self.asked[person, day] = frozenset(office for office, spans in terms.items() if is_in(day, spans))
        return self.asked[person, day]

    def coordinator_days(self, person: str) -> tuple[Span, ...]:
        """The days she is the coordinator, or acts as one."""
        return self.terms.get(person, {}).get(COORDINATOR, ())


def offices(appointments: Iterable[Appointment], mandates: Iterable[Mandate], board: Iterable[BoardSeat]) -> Offices:
    """Every office as the decisions gave it; a retroactive appointment counts from its decision (Art. 16(2))."""
    terms: dict[str, dict[str, tuple[Span, ...]]] = defaultdict(dict)
    for appointment in appointments:
        if term := term_of(appointment):
            _add(terms, appointment.person, COORDINATOR, term)
    held: list[tuple[str, Dated, str]] = [(one.person, one, RESPONSIBLE_PERSON) for one in mandates]
    held += [(one.person, one, BOARD_MEMBER) for one in board]
    for person, fact, office in held:
        _add(terms, person, office, fact.span)
    return Offices(terms)


def term_of(appointment: Appointment) -> Span | None:
    """The days an appointment is good for, None where it ended before it was decided."""
    first, last = max(appointment.from_on, appointment.decided_on), appointment.span.last
    return Span(first, last) if first <= last else None


def _add(terms: dict[str, dict[str, tuple[Span, ...]]], person: str, office: str, term: Span) -> None:
    terms[person][office] = (*terms[person].get(office, ()), term)
