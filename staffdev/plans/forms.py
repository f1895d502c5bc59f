"""What can be typed about the yearly plan, its items, goals and ratings. Each field carries its own advice."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from staffdev.dated import Reason
from staffdev.errors import Advice
from staffdev.forms import Day, Form, LongHours, Prose
from staffdev.i18n import N_
from staffdev.plans.vocabulary import PlanItemKind

FIRST_YEAR, LAST_YEAR = 2018, 2100
TIMES = {"advice": N_("Enter how many times a year, a whole number from 0 to 52.")}
Times = Annotated[int, Meta(ge=0, le=52, extra=TIMES)]
LENGTH = {"advice": N_("Enter the length, for example 6 or 4,5 or 2:30, or leave it empty.")}


class YearForm(Form, frozen=True, kw_only=True):
    year: Annotated[
        int, Meta(ge=FIRST_YEAR, le=LAST_YEAR, extra={"advice": N_("Enter the year of the plan, for example 2027.")})
    ]


class PlanForm(Form, frozen=True, kw_only=True):
    """`because` is asked for once the plan is adopted."""

    goals: Annotated[Prose, Meta(min_length=3, extra={"advice": N_("Write what the plan is to reach.")})]
    intervisions: Times
    consultations: Times
    reliefs: Times
    budget: Annotated[str, Meta(max_length=500)] | None = None
    because: Annotated[str, Meta(max_length=500)] | None = None


class AdoptionForm(Form, frozen=True, kw_only=True):
    adopted_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day of the decision, for example 15.1.2027.")})]
    decision_number: Annotated[
        str, Meta(min_length=1, max_length=60, extra={"advice": N_("Enter the number of the decision.")})
    ]


class ItemForm(Form, frozen=True, kw_only=True):
    kind: PlanItemKind
    title: Annotated[str, Meta(min_length=3, max_length=300, extra={"advice": N_("Enter what is foreseen.")})]
    minutes: Annotated[LongHours, Meta(extra=LENGTH)] | None = None
    due_on: Day | None = None
    budget: Annotated[str, Meta(max_length=200)] | None = None
    because: Annotated[str, Meta(max_length=500)] | None = None


class OutcomeForm(Form, frozen=True, kw_only=True):
    """Done on a day, or dropped for a reason; what is a training is never said to be done, the ledger knows."""

    done_on: Day | None = None
    dropped_because: Annotated[str, Meta(min_length=3, max_length=300)] | None = None

    def problems(self) -> Mapping[str, Advice]:
        if self.done_on and self.dropped_because:
            return {"dropped_because": N_("Enter either the day it was done or why it is dropped, not both.")}
        return {}


class GoalForm(Form, frozen=True, kw_only=True):
    wording: Annotated[str, Meta(min_length=3, max_length=500, extra={"advice": N_("Write what she wants to reach.")})]
    due_on: Day | None = None
    done_on: Day | None = None


class WithdrawalForm(Form, frozen=True, kw_only=True):
    because: Reason


class RatingForm(Form, frozen=True, kw_only=True):
    """`hand_in` is the button that cannot be taken back."""

    hand_in: bool = False
