"""The two acts about a new engagement, described once. Pure but for the tables they name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.audit.events import Event
from staffdev.errors import Advice
from staffdev.forms import Form
from staffdev.i18n import N_, S_
from staffdev.people.tables import SelectionChecklist
from staffdev.people.vocabulary import EngagementRole
from staffdev.training.ledger.forms import ChecklistForm, InductionForm
from staffdev.training.tables import Induction


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalKind:
    """One kind of act. `slug` stands in addresses; `concerns` says which engagements it is about."""

    slug: str
    table: Any
    form: type[Form]
    title: str
    lead: str
    new: str
    correct: str
    nobody: str
    recorded: Event
    corrected: Event
    withdrawn: Event
    concerns: Callable[[Any], bool]
    has_person: bool
    is_before: bool  # it may be done before the first day


INDUCTION = ArrivalKind(
    slug="inductions",
    table=Induction,
    form=InductionForm,
    title=N_("Induction"),
    lead=N_("A new professional worker is trained within ninety days of her first day (Article 18(1))."),
    new=N_("Record an induction"),
    correct=N_("Correct the induction"),
    nobody=N_("She has no engagement as a professional worker, so there is no induction to record."),
    recorded=Event.TRAINING_INDUCTION_RECORD,
    corrected=Event.TRAINING_INDUCTION_CORRECT,
    withdrawn=Event.TRAINING_INDUCTION_WITHDRAW,
    concerns=lambda engagement: bool(engagement.role == EngagementRole.PROFESSIONAL),
    has_person=True,
    is_before=False,
)
CHECKLIST = ArrivalKind(
    slug="checklists",
    table=SelectionChecklist,
    form=ChecklistForm,
    title=N_("Selection checklist"),
    lead=N_("Whoever is engaged is checked against the selection criteria in force (Article 15(1))."),
    new=N_("Record a selection checklist"),
    correct=N_("Correct the selection checklist"),
    nobody=N_("She has no engagement, so there is nothing to check against the criteria."),
    recorded=Event.PEOPLE_CHECKLIST_RECORD,
    corrected=Event.PEOPLE_CHECKLIST_CORRECT,
    withdrawn=Event.PEOPLE_CHECKLIST_WITHDRAW,
    concerns=lambda _engagement: True,
    has_person=False,
    is_before=True,
)


def arrival_problems(kind: ArrivalKind, form: Any, engagement: Any, *, today: date) -> Mapping[str, Advice]:
    """It has happened, and an induction not before her first day."""
    if form.completed_on > today:
        return {"completed_on": N_("This day is in the future. Record it once it has come.")}
    if not kind.is_before and form.completed_on < engagement.from_on:
        advice = N_("Her engagement began on %(day)s. Enter that day or a later one.")
        return {"completed_on": S_(advice, day=engagement.from_on)}
    return {}
