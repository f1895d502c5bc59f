"""What can be typed into the ledger. Each field carries its own advice."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from msgspec import Meta

from staffdev.errors import Advice
from staffdev.forms import Day, Form, Hours, LongHours
from staffdev.i18n import N_
from staffdev.training.vocabulary import RecordState, TrainingKind

Title = Annotated[
    str, Meta(min_length=3, max_length=300, extra={"advice": N_("Enter the title, at most 300 letters.")})
]
Kind = Annotated[TrainingKind, Meta(extra={"advice": N_("Choose the kind of training.")})]
Organiser = Annotated[str, Meta(max_length=200)]
Number = Annotated[str, Meta(max_length=200)]
Note = Annotated[str, Meta(max_length=500)]
Length = Annotated[Hours, Meta(extra={"advice": N_("Enter the length without breaks, for example 2,5 or 2 h 30 min.")})]
CourseLength = Annotated[LongHours, Meta(extra={"advice": N_("Enter the length, for example 72 or 4,5.")})]


class TrainingForm(Form, frozen=True, kw_only=True):
    """A training held elsewhere; its days are rows of their own."""

    title: Title
    kind: Kind
    organiser: Organiser | None = None
    evidence: Number | None = None
    is_basic: bool = False
    is_another: bool = False


class CorrectionForm(TrainingForm, frozen=True, kw_only=True):
    """One day of a training, written anew."""

    held_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day, for example 21.11.2026.")})]
    minutes: Length


class CommentForm(Form, frozen=True, kw_only=True):
    comment: Annotated[
        str,
        Meta(min_length=3, max_length=500, extra={"advice": N_("Write what has to be corrected, in a few words.")}),
    ]


class NoteForm(Form, frozen=True, kw_only=True):
    note: Note | None = None


class RegisterFilter(Form, frozen=True, kw_only=True):
    """What the register is asked for; blanks ask for everything."""

    search: Annotated[str, Meta(max_length=100)] | None = None
    state: RecordState | None = None
    kind: TrainingKind | None = None
    year: Annotated[int, Meta(ge=1900, le=2100, extra={"advice": N_("Enter the year, for example 2026.")})] | None = (
        None
    )


class BasicTrainingForm(Form, frozen=True, kw_only=True):
    """A basic training programme completed elsewhere (Art. 15(3))."""

    programme: str | None = None
    title: Annotated[str, Meta(max_length=300)] | None = None
    certificate_number: Annotated[str, Meta(max_length=60)] | None = None
    started_on: Annotated[Day, Meta(extra={"advice": N_("Enter the first day of the course.")})]
    completed_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day it was completed.")})]
    minutes: CourseLength | None = None
    attended_minutes: CourseLength | None = None
    equivalence_note: Note | None = None

    def problems(self) -> Mapping[str, Advice]:
        found: dict[str, Advice] = {}
        if not self.programme and len(self.title or "") < 3:  # noqa: PLR2004 - as a title anywhere
            found["title"] = N_("Choose the programme, or enter its title.")
        if self.completed_on < self.started_on:
            found["completed_on"] = N_("The course cannot be completed before it began.")
        if self.minutes and self.attended_minutes and self.attended_minutes > self.minutes:
            found["attended_minutes"] = N_("She cannot have attended more than the whole course.")
        return found


class InductionForm(Form, frozen=True, kw_only=True):
    completed_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day it was completed, for example 21.11.2026.")})]
    note: Note | None = None


class ChecklistForm(InductionForm, frozen=True, kw_only=True):
    is_met: bool = False


def future_problem(name: str, day: date, today: date) -> Mapping[str, Advice]:
    """What is recorded has happened."""
    return {name: N_("This day is in the future. Record it once it has come.")} if day > today else {}
