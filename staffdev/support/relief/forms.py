"""What can be typed about an offer for stress relief. Each field carries its own advice."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from staffdev.errors import Advice
from staffdev.forms import Clock, Day, Form, Hours
from staffdev.i18n import N_
from staffdev.support.vocabulary import ReliefKind

PLACES = {"advice": N_("Enter how many places there are, a whole number from 1 to 1000, or leave it empty.")}
LENGTH = {"advice": N_("Enter how long it takes, for example 0:45 or 1:30, or leave it empty.")}


class OfferForm(Form, frozen=True, kw_only=True):
    """Something is offered to everybody, at no cost to them."""

    kind: Annotated[ReliefKind, Meta(extra={"advice": N_("Choose what is offered.")})]
    offered_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day it was announced, for example 21.11.2026.")})]
    held_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day it takes place, for example 21.11.2026.")})]
    starts_at: Clock | None = None
    minutes: Annotated[Hours, Meta(extra=LENGTH)] | None = None
    provider_name: Annotated[
        str, Meta(min_length=2, max_length=200, extra={"advice": N_("Enter who leads it, at most 200 letters.")})
    ]
    place: Annotated[str, Meta(max_length=200, extra={"advice": N_("Enter at most 200 letters.")})] | None = None
    places: Annotated[int, Meta(ge=1, le=1000, extra=PLACES)] | None = None
    is_free: bool = False

    def problems(self) -> Mapping[str, Advice]:
        if not self.is_free:
            return {"is_free": N_("Only what costs her nothing is an offer of the service. Tick it if that is so.")}
        if self.offered_on > self.held_on:
            return {"offered_on": N_("It cannot be announced after the day it takes place.")}
        return {}
