"""What may be entered about programmes, courses, places and attendance, and who has earned a certificate. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from staffdev.errors import Advice
from staffdev.i18n import N_, S_
from staffdev.training.topics import parse_topics, write_topics
from staffdev.training.vocabulary import EnrolmentState

WHOLE = 100  # percent; asked where no programme says less


def accreditation_problems(new: Any, others: Iterable[Any], *, today: date) -> Mapping[str, Advice]:
    """A decision is recorded once, and not before it is made; a renewal is a decision of its own."""
    if new.decided_on and new.decided_on > today:
        return {"decided_on": N_("The day of the decision is in the future. Enter it once the decision is made.")}
    if any(other.number == new.number and other.from_on == new.from_on for other in others):
        return {
            "number": N_("This decision is already recorded. Correct that row, or enter the number of the renewal.")
        }
    return {}


def attestation_problems(new: Any, accreditations: Iterable[Any], *, today: date) -> Mapping[str, Advice]:
    """Only a programme without an accreditation on that day needs the coordinator's word."""
    if new.attested_on > today:
        return {"attested_on": N_("The day of the attestation cannot be in the future.")}
    for one in accreditations:
        if holds(one, new.attested_on):
            advice = S_(
                "It was accredited on that day (decision %(number)s), so it needs no attestation.", number=one.number
            )
            return {"attested_on": advice}
    return {}


def holds(period: Any, day: date) -> bool:
    """Does it hold on that day, first and last included?"""
    return bool(period.from_on <= day <= (period.until_on or date.max))


def capacity_problems(capacity: int | None, enrolled: int) -> Mapping[str, Advice]:
    """Nobody loses her place because the room became smaller."""
    if capacity is None or capacity >= enrolled:
        return {}
    advice = N_("%(n)s people are enrolled. Withdraw somebody first, or enter at least that many places.")
    return {"capacity": S_(advice, n=enrolled)}


def enrolment_refusal(course: Any, days: Sequence[date], *, today: date, herself: bool) -> Advice | None:
    """Why nobody can be entered for the course any more, None where she can. `days` are those of its sessions."""
    if course.cancelled_at:
        return N_("This course is cancelled, so nobody can be enrolled.")
    if herself and days and min(days) < today:
        return N_("This course has begun. Ask the coordinator to enrol you.")
    return None


def departure_refusal(enrolment: Any, days: Sequence[date], *, today: date, herself: bool) -> Advice | None:
    """Why she cannot give up her place any more, None where she can."""
    if enrolment.state == EnrolmentState.WITHDRAWN:
        return N_("She was withdrawn already.")
    if herself and days and min(days) < today:
        return N_("This course has begun. Tell the coordinator if you cannot come.")
    return None


def is_open(course: Any, days: Sequence[date], today: date) -> bool:
    """Does a free place still go to the next in line?"""
    return course.cancelled_at is None and (not days or max(days) >= today)


def topics_of(course: Any, session: Any, parts: int) -> str:
    """What one part of a course covers: its own topics, else the course's; minutes are only known of the whole."""
    if session.topics is not None:
        return str(session.topics)
    if parts <= 1:
        return str(course.topics)
    return write_topics(dict.fromkeys(parse_topics(course.topics), 0))


class Shortfall(StrEnum):
    """Why somebody gets no certificate of a course."""

    ISSUED = "issued"
    UNVERIFIED = "unverified"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True)
class Attended:
    """How much of a course somebody attended, in minutes, and what it asks for (percent of `total`)."""

    verified: int
    unverified: int
    total: int
    percent: int = WHOLE
    has_certificate: bool = False

    @property
    def minutes(self) -> int:
        return self.verified + self.unverified

    @property
    def needed(self) -> int:
        """The fewest minutes that reach the percentage."""
        return -(-self.total * self.percent // WHOLE)

    @property
    def share(self) -> int:
        """Whole percent attended, rounded down, so that 85 is never said of less."""
        return self.minutes * WHOLE // self.total if self.total else 0

    @property
    def shortfall(self) -> Shortfall | None:
        """Why she gets no certificate, None where she has earned one."""
        if self.has_certificate:
            return Shortfall.ISSUED
        if not self.total or self.minutes < self.needed:
            return Shortfall.TOO_LITTLE
        return Shortfall.UNVERIFIED if self.verified < self.needed else None
