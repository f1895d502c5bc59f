"""What the rulebook says of a year of training. The one door from the ledger to the verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.access import Actor
from staffdev.compliance import queries as compliance
from staffdev.compliance.asking import Asked
from staffdev.compliance.view.sentences import summary
from staffdev.compliance.words import why_word
from staffdev.people.tables import Person
from staffdev.rulebook.dates import year_span
from staffdev.rulebook.model import Finding, Level, Status
from staffdev.training.rules.yearly import window_end

YEARLY = "RS-SOS-18.2"


@dataclass(frozen=True, slots=True)
class Ring:
    """A year of one person in a ring: verified minutes of those required, and one sentence."""

    status: Status
    text: str
    verified: int = 0
    required: int = 0


def ring_of(finding: Finding | None) -> Ring | None:
    """The ring of a finding; without figures (not in force, not hers) it has only its sentence."""
    if finding is None:
        return None
    verdict = finding.verdict
    figures = verdict.figures
    return Ring(
        verdict.status, summary(finding), figures.get("verified_minutes", 0), figures.get("required_minutes", 0)
    )


async def year_of_person(person: Person, actor: Actor, year: int, today: date) -> Finding | None:
    """Her yearly hours as they are judged today, or as the closed year was; None where the duty is not hers."""
    judged = await compliance.judged_person(person.id, person.code, actor, _asked(year, today))
    return next((one for one in judged.findings if one.level is Level.PERSON), None)


async def year_of_provider(actor: Actor, year: int, today: date) -> Sequence[Finding]:
    """The yearly hours of everybody, and what the provider offered."""
    return (await compliance.judged(actor, _asked(year, today))).findings


async def closing_day(actor: Actor, year: int, today: date) -> date:
    """The first day on which the year can be closed: the last day for verifying it (P9), as the organisation reads."""
    readings = await compliance.readings_of(actor, _asked(year, today))
    return window_end(year_span(year), readings)


def whys(finding: Finding | None) -> dict[str, Any]:
    """Why a record did not count, by the record's code; None where it did."""
    if finding is None:
        return {}
    verdict = finding.verdict
    return {one.code: one.why for one in (*verdict.not_counted, *verdict.counted)}


def said(why: str | None) -> str:
    """Why a record did not count, in the reader's language; nothing where it did."""
    return why_word(why)


def _asked(year: int, today: date) -> Asked:
    return Asked(as_of=today, period=year_span(year), only=frozenset({YEARLY}))
