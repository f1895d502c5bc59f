"""What can be typed about duty on a channel."""

from typing import Annotated

from msgspec import Meta

from staffdev.dated import PeriodForm
from staffdev.i18n import N_
from staffdev.people.vocabulary import Channel


class DutyForm(PeriodForm, frozen=True, kw_only=True):
    channel: Annotated[Channel, Meta(extra={"advice": N_("Choose the channel she is on duty on.")})]
    is_observer: bool = False
