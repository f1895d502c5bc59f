"""What can be typed about programmes, courses, sessions and certificates. Each field carries its own advice."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated

from msgspec import Meta

from staffdev.dated import Reason
from staffdev.errors import Advice
from staffdev.forms import Clock, Day, Form, Hours, LongHours
from staffdev.i18n import DEFAULT_LANGUAGE, N_, Language
from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words.clock import span
from staffdev.training.vocabulary import TrainingKind

Title = Annotated[
    str, Meta(min_length=3, max_length=300, extra={"advice": N_("Enter the title, at most 300 letters.")})
]
Name = Annotated[str, Meta(max_length=200)]
HOURS_ADVICE = {"advice": N_("Enter the length, for example 72 or 4,5 or 2 h 30 min.")}
PERCENT_ADVICE = {"advice": N_("Enter a whole number from 1 to 100, or leave it empty.")}
CAPACITY_ADVICE = {"advice": N_("Enter how many can take part, a whole number from 1 to 1000, or leave it empty.")}


class ProgrammeForm(Form, frozen=True, kw_only=True):
    title: Title
    provider_name: Name | None = None
    is_basic: bool = False
    total_minutes: Annotated[LongHours, Meta(extra=HOURS_ADVICE)] | None = None
    min_attendance_percent: Annotated[int, Meta(ge=1, le=100, extra=PERCENT_ADVICE)] | None = None


class AccreditationForm(Form, frozen=True, kw_only=True):
    number: Annotated[
        str,
        Meta(
            min_length=1, max_length=60, extra={"advice": N_("Enter the number of the decision, at most 60 letters.")}
        ),
    ]
    body: Annotated[
        str, Meta(min_length=2, max_length=200, extra={"advice": N_("Enter who accredited the programme.")})
    ]
    decided_on: Day | None = None
    from_on: Annotated[Day, Meta(extra={"advice": N_("Enter the first day of validity, for example 1.4.2025.")})]
    until_on: Day | None = None

    def problems(self) -> Mapping[str, Advice]:
        if self.until_on and self.until_on < self.from_on:
            return {"until_on": N_("The last day cannot be before the first day.")}
        return {}


class AttestationForm(Form, frozen=True, kw_only=True):
    attested_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day of the attestation, for example 21.11.2026.")})]
    statement: Annotated[
        str,
        Meta(
            min_length=10,
            max_length=500,
            extra={"advice": N_("Write in a sentence or two why it meets Article 17(1).")},
        ),
    ]


class CourseForm(Form, frozen=True, kw_only=True):
    title: Title
    kind: Annotated[TrainingKind, Meta(extra={"advice": N_("Choose the kind of training.")})]
    programme: str | None = None
    organiser: Name | None = None
    trainers: Annotated[str, Meta(max_length=300)] | None = None
    place: Name | None = None
    capacity: Annotated[int, Meta(ge=1, le=1000, extra=CAPACITY_ADVICE)] | None = None


class SessionForm(Form, frozen=True, kw_only=True):
    """One dated part of a course. Without `minutes` they are worked out from the clock."""

    held_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day, for example 21.11.2026.")})]
    starts_at: Clock | None = None
    ends_at: Clock | None = None
    minutes: (
        Annotated[Hours, Meta(extra={"advice": N_("Enter the length without breaks, at most 24 hours.")})] | None
    ) = None
    place: Name | None = None
    because: Reason | None = None

    def problems(self) -> Mapping[str, Advice]:
        if (self.starts_at is None) != (self.ends_at is None):
            name = "starts_at" if self.starts_at is None else "ends_at"
            return {name: N_("Enter both times, or neither.")}
        if self.starts_at is None or self.ends_at is None:
            return {} if self.minutes else {"minutes": N_("Enter the length without breaks, or both times.")}
        return _clock_problems(self.held_on, self.starts_at, self.ends_at, self.minutes)

    @property
    def length(self) -> int:
        """Minutes without breaks, as typed or by the clock."""
        if self.minutes is not None:
            return self.minutes
        if self.starts_at is None or self.ends_at is None:
            raise ValueError("a session without times needs minutes")
        return span(self.held_on, self.starts_at, self.ends_at).minutes


def _clock_problems(held_on: date, starts_at: time, ends_at: time, minutes: int | None) -> Mapping[str, Advice]:
    if ends_at <= starts_at:
        return {"ends_at": N_("It ends before it begins. Enter a session over midnight as two, one for each day.")}
    try:
        passed = span(held_on, starts_at, ends_at).minutes
    except Unreadable as unreadable:
        return {"starts_at": unreadable.advice}
    if minutes is not None and minutes > passed:
        return {"minutes": N_("This is longer than from the beginning to the end. Correct the times or the length.")}
    return {}


class IssueForm(Form, frozen=True, kw_only=True):
    """Whom to issue certificates, in which language, on which day, signed by whom (a person's code)."""

    people: list[str]
    language: Language = DEFAULT_LANGUAGE
    signatory: Annotated[str, Meta(min_length=1, extra={"advice": N_("Choose who signs the certificates.")})]

    def problems(self) -> Mapping[str, Advice]:
        return {} if self.people else {"people": N_("Tick at least one person.")}


class ReplacementForm(Form, frozen=True, kw_only=True):
    because: Reason
    language: Language = DEFAULT_LANGUAGE
    signatory: Annotated[str, Meta(min_length=1, extra={"advice": N_("Choose who signs the certificate.")})]


class VerificationForm(Form, frozen=True, kw_only=True):
    """The text of a QR code, or the number and the code in letters."""

    text: (
        Annotated[str, Meta(max_length=2000, extra={"advice": N_("This is too long to be the text of a certificate.")})]
        | None
    ) = None
    number: Annotated[str, Meta(max_length=60)] | None = None
    code: Annotated[str, Meta(max_length=60)] | None = None

    def problems(self) -> Mapping[str, Advice]:
        if self.text:
            return {}
        if not self.number and not self.code:
            return {"text": N_("Paste the text of the square, or type the number and the code below.")}
        missing = "number" if not self.number else "code" if not self.code else ""
        return {missing: N_("Type both the number and the code of the certificate.")} if missing else {}
