"""What can be typed about a consultation: whom, when, how long, about what in a word of a list. No words of hers."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from staffdev.errors import Advice
from staffdev.forms import Clock, Day, Form, Hours
from staffdev.i18n import N_
from staffdev.support.vocabulary import ConsultationTheme

Name = Annotated[str, Meta(max_length=200, extra={"advice": N_("Enter at most 200 letters.")})]
Theme = Annotated[ConsultationTheme, Meta(extra={"advice": N_("Choose what it is about from the list.")})]
BOTH = N_("Choose a colleague, or enter somebody from outside, not both.")


class RequestForm(Form, frozen=True, kw_only=True):
    """Whom she asks: a colleague by her code, or somebody from outside by name and qualification.

    `person` is for whom it is asked, where one who leads asks.
    """

    person: str | None = None
    professional: str | None = None
    professional_name: Name | None = None
    qualification: Name | None = None
    theme: Theme | None = None
    held_on: Day | None = None

    def problems(self) -> Mapping[str, Advice]:
        if self.professional:
            return {"professional": BOTH} if self.professional_name or self.qualification else {}
        if not self.professional_name and not self.qualification:
            return {"professional": N_("Choose whom to ask, or enter somebody from outside below.")}
        if not self.professional_name:
            return {"professional_name": N_("Enter the name of the professional from outside.")}
        if not self.qualification:
            return {"qualification": N_("Enter her qualification, for example: psychologist, licence 1204.")}
        return {}


class AppointedForm(Form, frozen=True, kw_only=True):
    """When and where it will be."""

    held_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day it was agreed for, for example 21.11.2026.")})]
    starts_at: Clock | None = None
    place: Name | None = None


class MinutesForm(Form, frozen=True, kw_only=True):
    """It was held: when, how long, about what."""

    held_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day it was held, for example 21.11.2026.")})]
    minutes: Annotated[Hours, Meta(extra={"advice": N_("Enter how long it took, for example 0:45 or 1:30.")})]
    theme: Theme
