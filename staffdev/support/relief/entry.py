"""What may be entered about an offer and its places beside what is recorded. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from staffdev.errors import Advice
from staffdev.i18n import N_, P_

AHEAD = timedelta(days=366)


def offer_problems(new: Any, taken: int, *, today: date) -> Mapping[str, Advice]:
    """Announced by today, within a year from now, and with a place for everybody who has one."""
    if new.offered_on > today:
        return {"offered_on": N_("The day it was announced cannot be in the future.")}
    if new.held_on > today + AHEAD:
        return {"held_on": N_("This is more than a year ahead. Enter an earlier day.")}
    if new.places is not None and new.places < taken:
        return {
            "places": P_(
                "%(n)s place is taken already. Enter at least that many.",
                "%(n)s places are taken already. Enter at least that many.",
                taken,
            )
        }
    return {}


def is_over(offer: Any, today: date) -> bool:
    """Has its day passed?"""
    return bool(offer.held_on < today)


def is_full(offer: Any, taken: int) -> bool:
    """Is there no free place?"""
    return offer.places is not None and taken >= offer.places
