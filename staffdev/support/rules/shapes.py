"""The facts about professional support as the rules see them: codes, days and minutes, no rows. Pure.

Who took a place in an activity for stress relief is no fact of the rules: only what was offered is.
"""

from datetime import date

from staffdev.rulebook.facts import Fact
from staffdev.support.vocabulary import ConsultationState, ReliefKind


class Consultation(Fact, frozen=True, kw_only=True):
    """She asked somebody more experienced: `professional` is a person's code, None for somebody from outside."""

    person: str
    state: ConsultationState = ConsultationState.HELD
    professional: str | None = None
    professional_name: str = ""
    qualification: str = ""
    held_on: date | None = None
    minutes: int | None = None


class ReliefOffer(Fact, frozen=True, kw_only=True):
    """Something for stress relief was offered to everybody on `offered_on` and takes place on `held_on`."""

    kind: ReliefKind = ReliefKind.OTHER
    offered_on: date
    held_on: date
