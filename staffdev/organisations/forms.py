"""What can be typed about an organisation."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from staffdev.dated import PeriodForm
from staffdev.errors import Advice
from staffdev.forms import Day, Form
from staffdev.i18n import N_

Name = Annotated[str, Meta(min_length=2, max_length=200, extra={"advice": N_("Enter the name.")})]


class OrganisationForm(Form, frozen=True, kw_only=True):
    name: Name
    seat: Annotated[str, Meta(max_length=200)] | None = None
    helpline: Annotated[str, Meta(max_length=200)] | None = None


class TargetGroupForm(PeriodForm, frozen=True, kw_only=True):
    name: Name
    is_minority: bool = False


class CriteriaForm(PeriodForm, frozen=True, kw_only=True):
    title: Annotated[str, Meta(min_length=2, max_length=200, extra={"advice": N_("Enter the title of the document.")})]
    adopted_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day it was adopted.")})]

    def problems(self) -> Mapping[str, Advice]:
        if self.from_on < self.adopted_on:
            return {"from_on": N_("Criteria cannot apply before they were adopted.")}
        return super().problems()


class MembershipForm(PeriodForm, frozen=True, kw_only=True):
    """`member` is the code of a provider, as its page says it."""

    member: Annotated[str, Meta(min_length=1, max_length=40, extra={"advice": N_("Enter the code of the provider.")})]
    decision_number: Annotated[
        str, Meta(min_length=1, max_length=60, extra={"advice": N_("Enter the number of the decision.")})
    ]
    decided_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day of the decision.")})]
