"""A person's transcript: every record, verdict and article, as of a day and as recorded then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from staffdev.access import Actor
from staffdev.compliance.asking import Asked
from staffdev.compliance.facts import Known, ProviderFacts
from staffdev.compliance.gathering import gather
from staffdev.compliance.queries import account_names_in, findings_about, names_in
from staffdev.compliance.view.paper import verdict_line, why_sentence
from staffdev.compliance.view.rings import YEARLY
from staffdev.i18n import S_
from staffdev.organisations.tables import Organisation
from staffdev.pdf.paper import Imprint, Letterhead
from staffdev.pdf.transcript.model import (
    CertificateLine,
    ConsultationLine,
    EngagementLine,
    RecordLine,
    RecordState,
    SupportLine,
    TopicLine,
    Transcript,
    YearLine,
)
from staffdev.people.tables import Person
from staffdev.people.words import WORDS as PEOPLE
from staffdev.rulebook.dates import year_span
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Finding, Reason
from staffdev.training.rules.coverage import taught
from staffdev.training.rules.shapes import TrainingRecord
from staffdev.training.tables import Certificate
from staffdev.training.topics import REQUIRED
from staffdev.training.vocabulary import RecordState as State
from staffdev.training.words import WORDS as TRAINING
from staffdev.translations import speaking

SUPPORT = "RS-SOS-26.2"
STATES = {State.VERIFIED: RecordState.VERIFIED, State.RETURNED: RecordState.RETURNED}


@dataclass(frozen=True, slots=True)
class About:
    """Her facts as known then, what is asked, and the names that occur in them."""

    person: Person
    facts: ProviderFacts
    asked: Asked
    names: dict[str, str]

    @property
    def code(self) -> str:
        """As the facts name her."""
        return str(self.person.code)

    @property
    def records(self) -> list[TrainingRecord]:
        """Every record held by the day asked, by day."""
        held = (one for one in self.facts.records if one.held_on <= self.asked.as_of)
        return sorted(held, key=lambda one: (one.held_on, one.code))


async def transcript_of(person: Person, actor: Actor, asked: Asked, imprint: Imprint) -> Transcript:
    """Everything about her; `imprint` says in which language it speaks."""
    facts = await gather(
        {actor.organisation_id: actor.organisation_code},
        period=None,
        as_recorded_on=asked.as_recorded_on,
        persons=[person.id],
    )
    every_version = facts[actor.organisation_id]
    names = await names_in(actor.organisation_id) | await account_names_in(actor.organisation_id)
    about = About(person, every_version.known_at(asked.as_recorded_on), asked, names)
    found = list(_yearly(about, every_version))
    yearly, supported = ([one for one in found if one.obligation == duty] for duty in (YEARLY, SUPPORT))
    with speaking(imprint.language):
        verdicts = tuple(verdict_line(one) for one in findings_about(about.code, every_version, asked) if _is_hers(one))
        return Transcript(
            imprint=imprint,
            person=f"{person.first_name} {person.last_name}",
            as_of=asked.as_of,
            as_recorded_on=asked.as_recorded_on,
            coordinator=_coordinator(about),
            engagements=tuple(_engagements(about)),
            verdicts=verdicts,
            years=tuple(_years(yearly)),
            support=tuple(_support(supported)),
            consultations=tuple(_consultations(supported)),
            topics=tuple(_topics(about)),
            certificates=tuple(await _certificates(person, actor, imprint.letterhead.name)),
            records=tuple(_records(about, yearly)),
        )


async def imprint_of(actor: Actor, **more: Any) -> Imprint:
    """The head of a paper of the organisation she acts for."""
    organisation = await Organisation.objects().get(Organisation.id == actor.organisation_id)
    if organisation is None:
        raise LookupError(actor.organisation_id)
    return Imprint(letterhead=Letterhead(name=organisation.name, seat=organisation.seat or ""), **more)


def _is_hers(finding: Finding) -> bool:
    return Reason.OUT_OF_SCOPE not in finding.verdict.reasons


def _yearly(about: About, every_version: ProviderFacts) -> Iterator[Finding]:
    """Her hours and her support in each calendar year since her first record or engagement."""
    began = [one.from_on for one in about.facts.engagements] + [one.held_on for one in about.records]
    last = about.asked.as_of.year
    for year in range(min(began).year if began else last + 1, last + 1):
        asked = replace(about.asked, period=year_span(year), only=frozenset({YEARLY, SUPPORT}))
        yield from findings_about(about.code, every_version, asked)


def _engagements(about: About) -> Iterator[EngagementLine]:
    for one in sorted(about.facts.engagements, key=lambda one: one.from_on):
        role, contract = S_(PEOPLE[one.role]), S_(PEOPLE[one.contract])
        yield EngagementLine(role=role, contract=contract, since=one.from_on, until=one.until_on)


def _years(yearly: Sequence[Finding]) -> Iterator[YearLine]:
    for one in yearly:
        figures = one.verdict.figures
        yield YearLine(
            year=_year_of(one),
            required=figures.get("required_minutes"),
            verified=figures.get("verified_minutes", 0),
            unverified=figures.get("unverified_minutes", 0),
            status=one.verdict.status,
        )


def _support(supported: Sequence[Finding]) -> Iterator[SupportLine]:
    for one in supported:
        figures = one.verdict.figures
        if "consultations" in figures:  # where she was there long enough to be judged
            amounts = {name: figures[name] for name in ("consultations", "intervisions", "relief_offers")}
            yield SupportLine(year=_year_of(one), status=one.verdict.status, **amounts)


def _consultations(supported: Sequence[Finding]) -> Iterator[ConsultationLine]:
    """Those that were held; whom she asked and what it was about are no part of her record."""
    for one in supported:
        for fact in (*one.verdict.counted, *one.verdict.not_counted):
            if fact.kind == "consultation" and fact.day and fact.minutes:
                why_not = why_sentence(fact.why) if fact.why else None
                yield ConsultationLine(held_on=fact.day, minutes=fact.minutes, why_not=why_not)


def _year_of(finding: Finding) -> int:
    return int((finding.period or "0")[:4])


def _topics(about: About) -> Iterator[TopicLine]:
    """The topics of 17(2) with the minutes her standing trainings held, and the first day each was covered."""
    known, as_of = Known(about.facts), about.asked.as_of
    trainings = taught(
        known.records.get(about.code, ()),
        known.basic_trainings.get(about.code, ()),
        known.programmes,
        known.offices,
        until=as_of,
        as_of=as_of,
    )
    standing = [one for one in trainings if one.judge() is None]
    topics = load().topics.values()
    by_parts = {topic.part_of for topic in topics}
    for topic in topics:
        held = [one for one in standing if topic.code in one.topics]
        is_said = held or topic.code not in by_parts  # T7 is covered by its methods, which stand below
        if is_said and (topic.code in REQUIRED or topic.part_of in REQUIRED):
            minutes = sum(one.topics[topic.code] for one in held)
            first = min((one.day for one in held), default=None)
            yield TopicLine(code=topic.code, title=topic.words, minutes=minutes, covered_on=first)


async def _certificates(person: Person, actor: Actor, issued_by: str) -> list[CertificateLine]:
    own = (Certificate.person == person.id) & (Certificate.organisation == actor.organisation_id)
    current = Certificate.version_of.is_null() & Certificate.superseded_at.is_null()
    rows = await (
        Certificate.select(Certificate.number, Certificate.issued_on, Certificate.course.title.as_alias("title"))
        .where(own & current)
        .order_by(Certificate.issued_on)
    )
    return [CertificateLine(**row, issued_by=issued_by) for row in rows]


def _records(about: About, yearly: Sequence[Finding]) -> Iterator[RecordLine]:
    why = {fact.code: fact.why for one in yearly for fact in one.verdict.not_counted if fact.why}
    counted = {fact.code for one in yearly for fact in one.verdict.counted}
    for one in about.records:
        yield RecordLine(
            held_on=one.held_on,
            title=one.title,
            kind=S_(TRAINING[one.kind]),
            minutes=one.minutes,
            state=STATES.get(one.state, RecordState.UNVERIFIED),
            checked_by=about.names.get(one.verified_by or "", ""),
            checked_on=one.verified_on,
            why_not=None if one.code in counted else why_sentence(why.get(one.code)),
        )


def _coordinator(about: About) -> str:
    held = (one for one in about.facts.appointments if one.holds_on(about.asked.as_of) and not one.is_acting)
    leading = max(held, key=lambda one: one.from_on, default=None)
    return about.names.get(leading.person, "") if leading else ""
