"""What can be typed about a group and its members. Each field carries its own advice."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from staffdev.dated import FromDay, PeriodForm
from staffdev.errors import Advice
from staffdev.forms import Day, Form
from staffdev.i18n import N_
from staffdev.intervision.vocabulary import Need

PEOPLE_ADVICE = {"advice": N_("Enter a whole number from 2 to 50.")}
RHYTHM_ADVICE = {"advice": N_("Enter how many days may pass between two sessions, from 1 to 366.")}


class GroupForm(Form, frozen=True, kw_only=True):
    title: Annotated[
        str, Meta(min_length=2, max_length=120, extra={"advice": N_("Enter the name, at most 120 letters.")})
    ]
    least: Annotated[int, Meta(ge=2, le=50, extra=PEOPLE_ADVICE)]
    most: Annotated[int, Meta(ge=2, le=50, extra=PEOPLE_ADVICE)]
    rhythm_days: Annotated[int, Meta(ge=1, le=366, extra=RHYTHM_ADVICE)]

    def problems(self) -> Mapping[str, Advice]:
        if self.most < self.least:
            return {"most": N_("The most cannot be fewer than the least.")}
        return {}


class ClosureForm(Form, frozen=True, kw_only=True):
    closed_on: Annotated[Day, Meta(extra={"advice": N_("Enter the last day, for example 21.11.2026.")})]


class MemberForm(PeriodForm, frozen=True, kw_only=True):
    person: Annotated[str, Meta(min_length=1, extra={"advice": N_("Choose who it is.")})]
    need: Annotated[Need, Meta(extra={"advice": N_("Say whether a session can do without her.")})]
    may_facilitate: bool = False


class NewMembersForm(Form, frozen=True, kw_only=True):
    """Several people who join on the same day."""

    people: list[str]
    need: Annotated[Need, Meta(extra={"advice": N_("Say whether a session can do without her.")})]
    may_facilitate: bool = False
    from_on: FromDay

    def problems(self) -> Mapping[str, Advice]:
        return {} if self.people else {"people": N_("Tick at least one person.")}
