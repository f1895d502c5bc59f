"""What can be typed about a person. Each field carries its own advice."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from msgspec import Meta

from staffdev.dated import PeriodForm
from staffdev.errors import Advice
from staffdev.forms import Day, Form
from staffdev.i18n import N_
from staffdev.people.vocabulary import AddressForm, ContractKind, EngagementRole, LeaveKind, LicenceKind

FirstName = Annotated[str, Meta(min_length=1, max_length=100, extra={"advice": N_("Enter the first name.")})]
LastName = Annotated[str, Meta(min_length=1, max_length=100, extra={"advice": N_("Enter the last name.")})]
Number = Annotated[str, Meta(min_length=1, max_length=60, extra={"advice": N_("Enter the number.")})]
Email = Annotated[
    str,
    Meta(
        max_length=200,
        pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
        extra={"advice": N_("Enter an e-mail address like ime@primer.rs, or leave it empty.")},
    ),
]
Profession = Annotated[str, Meta(max_length=100)]
Phone = Annotated[str, Meta(max_length=50)]


class PersonForm(Form, frozen=True, kw_only=True):
    first_name: FirstName
    last_name: LastName
    address_form: AddressForm = AddressForm.FEMININE
    profession: Profession | None = None
    email: Email | None = None
    phone: Phone | None = None


class EngagementForm(PeriodForm, frozen=True, kw_only=True):
    role: Annotated[EngagementRole, Meta(extra={"advice": N_("Choose her role on the helpline.")})]
    contract: Annotated[ContractKind, Meta(extra={"advice": N_("Choose how she is engaged.")})]
    note: Annotated[str, Meta(max_length=500)] | None = None


class NewPersonForm(EngagementForm, frozen=True, kw_only=True):
    """A new person comes with her first engagement, so that she belongs to somebody's duties from the first day."""

    first_name: FirstName
    last_name: LastName
    address_form: AddressForm = AddressForm.FEMININE
    profession: Profession | None = None
    email: Email | None = None
    phone: Phone | None = None


class LeaveForm(PeriodForm, frozen=True, kw_only=True):
    kind: Annotated[LeaveKind, Meta(extra={"advice": N_("Choose the kind of leave.")})]


class LicenceForm(Form, frozen=True, kw_only=True):
    number: Number
    kind: Annotated[LicenceKind, Meta(extra={"advice": N_("Choose the kind of licence.")})]
    from_on: Day | None = None
    until_on: Day | None = None

    def problems(self) -> Mapping[str, Advice]:
        if self.from_on and self.until_on and self.until_on < self.from_on:
            return {"until_on": N_("The last day cannot be before the first day.")}
        return {}


class TaskForm(PeriodForm, frozen=True, kw_only=True):
    item: Annotated[int, Meta(ge=1, le=17, extra={"advice": N_("Choose a task of Article 6.")})]
    override_reason: Annotated[str, Meta(max_length=500)] | None = None


class GroupWorkForm(PeriodForm, frozen=True, kw_only=True):
    target_group: Annotated[str, Meta(min_length=1, extra={"advice": N_("Choose a target group.")})]


class AppointmentForm(PeriodForm, frozen=True, kw_only=True):
    person: Annotated[str, Meta(min_length=1, extra={"advice": N_("Choose whom the decision appoints.")})]
    is_acting: bool = False
    decision_number: Annotated[
        str, Meta(min_length=1, max_length=60, extra={"advice": N_("Enter the number of the decision.")})
    ]
    decided_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day of the decision.")})]
    signatory: Annotated[str, Meta(min_length=1, extra={"advice": N_("Choose who signed the decision.")})]
    board_decision: Annotated[str, Meta(max_length=200)] | None = None


class MandateForm(PeriodForm, frozen=True, kw_only=True):
    person: Annotated[str, Meta(min_length=1, extra={"advice": N_("Choose the responsible person.")})]
    decision_number: Annotated[str, Meta(max_length=60)] | None = None
    decided_on: Day | None = None
    decided_by: Annotated[str, Meta(max_length=200)] | None = None


def span(from_on: date, until_on: date | None) -> tuple[date, date]:
    """The period as two days; without a last day it goes on for ever."""
    return from_on, until_on or date.max
