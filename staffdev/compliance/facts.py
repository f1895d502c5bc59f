"""Everything the checks may know about one provider, in all its versions; and the same looked up by person. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property

from staffdev.compliance.grouping import by_key, by_person
from staffdev.lines.rules.shapes import Line, PublishedHours
from staffdev.organisations.rules import SelectionCriteria, TargetGroup
from staffdev.people.rules.offices import Offices, offices
from staffdev.people.rules.shapes import (
    Appointment,
    BoardSeat,
    DutyAssignment,
    Engagement,
    GroupWork,
    Leave,
    Licence,
    Mandate,
    SelectionChecklist,
    TaskAssignment,
)
from staffdev.plans.rules.shapes import Plan
from staffdev.rulebook.dates import Span
from staffdev.rulebook.facts import civil_day, known_at
from staffdev.rulebook.interpretations import Override
from staffdev.support.rules.advising import Experience
from staffdev.support.rules.counted import Support
from staffdev.support.rules.shapes import Consultation, ReliefOffer
from staffdev.training.rules.basic import Register
from staffdev.training.rules.hours import in_order
from staffdev.training.rules.required import Active
from staffdev.training.rules.shapes import (
    Accreditation,
    BasicTraining,
    CourseSession,
    Enrolment,
    Induction,
    Programme,
    ProgrammeAttestation,
    TrainingRecord,
    YearClosure,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderFacts:
    """The facts of one organisation, in any order.

    Superseded versions may be among them; they matter for `as_recorded_on` and for closed years, which are judged by
    what was known when they were closed. Of `records` those may be left out that cannot count in what is asked
    (`reach.py`).
    """

    organisation: str
    engagements: tuple[Engagement, ...] = ()
    leaves: tuple[Leave, ...] = ()
    licences: tuple[Licence, ...] = ()
    tasks: tuple[TaskAssignment, ...] = ()
    duties: tuple[DutyAssignment, ...] = ()
    group_work: tuple[GroupWork, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    board: tuple[BoardSeat, ...] = ()
    criteria: tuple[SelectionCriteria, ...] = ()
    checklists: tuple[SelectionChecklist, ...] = ()
    programmes: tuple[Programme, ...] = ()
    accreditations: tuple[Accreditation, ...] = ()
    attestations: tuple[ProgrammeAttestation, ...] = ()
    sessions: tuple[CourseSession, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    records: tuple[TrainingRecord, ...] = ()
    basic_trainings: tuple[BasicTraining, ...] = ()
    inductions: tuple[Induction, ...] = ()
    closures: tuple[YearClosure, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    relief_offers: tuple[ReliefOffer, ...] = ()
    adviser_engagements: tuple[Engagement, ...] = ()
    adviser_licences: tuple[Licence, ...] = ()
    adviser_trainings: tuple[BasicTraining, ...] = ()
    plans: tuple[Plan, ...] = ()
    lines: tuple[Line, ...] = ()
    published_hours: tuple[PublishedHours, ...] = ()
    overrides: tuple[Override, ...] = ()

    def known_at(self, at: datetime | None) -> "ProviderFacts":
        """The versions that were recorded at that instant; None asks about now."""
        kept = {
            one.name: known_at(getattr(self, one.name), at)
            for one in fields(self)
            if one.name not in {"organisation", "overrides"}
        }
        day = civil_day(at) if at else None
        overrides = tuple(one for one in self.overrides if day is None or one.recorded_on <= day)
        return ProviderFacts(organisation=self.organisation, overrides=overrides, **kept)


class Known:
    """One provider's facts as known at an instant, looked up by person, course and programme; indexed once."""

    def __init__(self, facts: ProviderFacts) -> None:
        self.facts = facts
        self.engagements = by_person(facts.engagements)
        self.persons = sorted(self.engagements)
        self.offers: dict[Span, list[ReliefOffer]] = {}
        self.supports: dict[tuple[str, Span, date, date], tuple[Support, Active]] = {}

    @cached_property
    def offices(self) -> Offices:
        """Who held which office when."""
        return offices(self.facts.appointments, self.facts.mandates, self.facts.board)

    @cached_property
    def register(self) -> Register:
        """Programmes and their accreditations."""
        return Register(self.programmes, by_key((one.programme, one) for one in self.facts.accreditations))

    @cached_property
    def programmes(self) -> Mapping[str, Programme]:
        """Programmes by their code."""
        return {one.code: one for one in self.facts.programmes}

    @cached_property
    def attestations(self) -> Mapping[str, list[ProgrammeAttestation]]:
        """Attestations by programme."""
        return by_key((one.programme, one) for one in self.facts.attestations)

    @cached_property
    def target_groups(self) -> Mapping[str, TargetGroup]:
        """Target groups by their code."""
        return {one.code: one for one in self.facts.target_groups}

    @cached_property
    def checklists(self) -> Mapping[str, SelectionChecklist]:
        """The earliest checklist of each engagement."""
        in_order = sorted(self.facts.checklists, key=lambda one: (one.completed_on, one.code), reverse=True)
        return {one.engagement: one for one in in_order}

    @cached_property
    def sessions(self) -> Mapping[str, list[CourseSession]]:
        """Sessions by course."""
        return by_key((one.course, one) for one in self.facts.sessions)

    @cached_property
    def published_hours(self) -> Mapping[str, list[PublishedHours]]:
        """Published hours by line."""
        return by_key((one.line, one) for one in self.facts.published_hours)

    @cached_property
    def leaves(self) -> Mapping[str, list[Leave]]:
        """Leave by person."""
        return by_person(self.facts.leaves)

    @cached_property
    def licences(self) -> Mapping[str, list[Licence]]:
        """Licences by person."""
        return by_person(self.facts.licences)

    @cached_property
    def tasks(self) -> Mapping[str, list[TaskAssignment]]:
        """Assigned tasks by person."""
        return by_person(self.facts.tasks)

    @cached_property
    def duties(self) -> Mapping[str, list[DutyAssignment]]:
        """Duty roster by person."""
        return by_person(self.facts.duties)

    @cached_property
    def group_work(self) -> Mapping[str, list[GroupWork]]:
        """Work with target groups by person."""
        return by_person(self.facts.group_work)

    @cached_property
    def ledger(self) -> list[TrainingRecord]:
        """The whole ledger in the order of days."""
        return sorted(self.facts.records, key=in_order)

    @cached_property
    def records(self) -> Mapping[str, list[TrainingRecord]]:
        """The ledger by person, each in the order of days."""
        return by_person(self.ledger)

    @cached_property
    def basic_trainings(self) -> Mapping[str, list[BasicTraining]]:
        """Basic trainings by person."""
        return by_person(self.facts.basic_trainings)

    @cached_property
    def inductions(self) -> Mapping[str, list[Induction]]:
        """Inductions by person."""
        return by_person(self.facts.inductions)

    @cached_property
    def enrolments(self) -> Mapping[str, list[Enrolment]]:
        """Enrolments by person."""
        return by_person(self.facts.enrolments)

    @cached_property
    def consultations(self) -> Mapping[str, list[Consultation]]:
        """Consultations by her who asked."""
        return by_person(self.facts.consultations)

    @cached_property
    def advisers(self) -> "Known":
        """The colleagues one person asked, of whom only what makes them more experienced is known."""
        facts = self.facts
        return Known(
            ProviderFacts(
                organisation=facts.organisation,
                engagements=facts.adviser_engagements,
                licences=facts.adviser_licences,
                basic_trainings=facts.adviser_trainings,
            )
        )

    def relief_in(self, period: Span) -> list[ReliefOffer]:
        """What is offered for stress relief on days of the period."""
        if period not in self.offers:
            self.offers[period] = [one for one in self.facts.relief_offers if one.held_on in period]
        return self.offers[period]

    def experience(self, person: str) -> Experience:
        """What she brings to a consultation."""
        own = self.engagements.get(person, ()), self.licences.get(person, ()), self.basic_trainings.get(person, ())
        if any(own) or not (self.facts.adviser_engagements or self.facts.adviser_licences):
            return Experience(*own)
        return self.advisers.experience(person)
