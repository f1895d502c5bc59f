"""What a certificate says, frozen on the day of issue, and the shorter text that its QR code carries signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.i18n import N_, Language
from staffdev.organisations.tables import Organisation
from staffdev.people import queries as people
from staffdev.training.offer.earned import Earned
from staffdev.training.offer.entry import holds
from staffdev.training.offer.queries.programmes import accreditation_on
from staffdev.training.signatures import digest
from staffdev.training.tables import Accreditation, Course
from staffdev.training.topic_entry import said_topics
from staffdev.training.vocabulary import VerifierOffice
from staffdev.training.words import topic_word, word
from staffdev.translations import speaking

LONGEST_TITLE, LONGEST_NAME = 100, 60  # letters in the QR code; the paper and the register have all of them


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, in which office."""

    code: str
    name: str
    office: VerifierOffice


@dataclass(frozen=True, slots=True)
class Issue:
    """What all certificates issued together share."""

    course: Course
    organisation: Organisation
    signatory: Signatory
    language: Language
    issued_on: date
    actor: Actor


async def signatories(organisation_id: int, day: date) -> list[Signatory]:
    """Who may sign a certificate that day: the responsible person first, then the coordinator."""
    mandates: list[tuple[Any, VerifierOffice]] = [
        (one, VerifierOffice.RESPONSIBLE_PERSON) for one in await people.mandates_of(organisation_id)
    ]
    appointed = [(one, VerifierOffice.COORDINATOR) for one in await people.appointments_of(organisation_id)]
    offices: dict[int, VerifierOffice] = {}
    for one, office in [*mandates, *appointed]:
        if holds(one, day):
            offices.setdefault(one.person, office)
    rows = {row["id"]: row for row in await people.everybody_in(organisation_id)}
    found = ((rows[person], office) for person, office in offices.items() if person in rows)
    return [Signatory(str(row["code"]), f"{row['first_name']} {row['last_name']}", office) for row, office in found]


def signatory_named(code: str, offered: list[Signatory]) -> Signatory:
    """The one a form names; Invalid where she is not among those offered."""
    for one in offered:
        if one.code == code:
            return one
    raise Invalid(
        {"signatory": N_("Choose one of those offered. Whoever signs needs a recorded mandate or appointment.")}
    )


async def frozen(issue: Issue, earned: Earned, number: str) -> dict[str, Any]:
    """The fields of staffdev.pdf.certificate.Certificate as JSON, in the language of the issue."""
    groups = await people.target_groups_of(issue.organisation.id)
    with speaking(issue.language):
        topics = [_topic(row.code, row.group) for row in said_topics(earned.topics, groups)]
        function = word(issue.signatory.office)
    return {
        "number": number,
        "language": issue.language.value,
        "organisation": issue.organisation.name,
        "seat": issue.organisation.seat or "",
        "place": issue.organisation.seat or "",
        "person": f"{earned.person.first_name} {earned.person.last_name}",
        "title": issue.course.title,
        "days": [day.isoformat() for day in earned.days],
        "minutes": earned.attended.minutes,
        "issued_on": issue.issued_on.isoformat(),
        "signatory": issue.signatory.name,
        "signatory_function": function,
        "programme": earned.programme.title if earned.programme else "",
        "topics": topics,
        **_accredited(await accreditation_on(issue.course.programme, earned.course_days[-1])),
    }


def signed_payload(payload: Mapping[str, Any], code: UUID) -> dict[str, Any]:
    """What the QR code says by itself; `digest` ties it to everything the certificate says."""
    return {
        "certificate": str(code),
        "number": payload["number"],
        "organisation": payload["organisation"][:LONGEST_NAME],
        "person": payload["person"][:LONGEST_NAME],
        "title": payload["title"][:LONGEST_TITLE],
        "first_day": payload["days"][0],
        "last_day": payload["days"][-1],
        "minutes": payload["minutes"],
        "issued_on": payload["issued_on"],
        "digest": digest(payload),
    }


def _accredited(accreditation: Accreditation | None) -> dict[str, Any]:
    if accreditation is None:
        return {}
    until_on = accreditation.until_on
    return {
        "accreditation_number": accreditation.number,
        "accreditation_body": accreditation.body,
        "accredited_since": accreditation.from_on.isoformat(),
        "accredited_until": until_on.isoformat() if until_on else None,
    }


def _topic(code: str, group: str) -> str:
    return f"{topic_word(code)} ({group})" if group else topic_word(code)
