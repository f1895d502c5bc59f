"""Who may be entered for duty (Art. 2(1)6, 15(3)): the trained; trainees and the untrained only observe. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.dated import overlap, overlap_problem
from staffdev.errors import Advice
from staffdev.i18n import N_, S_
from staffdev.people.vocabulary import EngagementRole
from staffdev.training.vocabulary import RecordState

NOT_ENGAGED = N_("She is not engaged on %(day)s. Record her engagement first, or enter a later first day.")
TRAINEE = N_(
    "She is a trainee on %(day)s, and trainees may only observe (Article 2(1)6). "
    "Tick that she observes, or record her new engagement first."
)
UNTRAINED = N_(
    "No completed basic training is recorded for her, and an associate may not be on duty without it (Article 15(3)). "
    "Record the training, or tick that she observes."
)
TOO_EARLY = N_(
    "She completed the basic training on %(completed)s, and an associate may not be on duty before that "
    "(Article 15(3)). Enter that day or a later one, or tick that she observes."
)
UNVERIFIED = N_(
    "Her basic training completed on %(completed)s is not verified yet, and an associate may not be on duty before "
    "it is (Article 15(3)). Verify it first, or tick that she observes."
)
TWICE = N_("She is already on duty on this channel from %(first)s to %(last)s. Correct or end that entry.")


@dataclass(frozen=True, slots=True)
class Background:
    """What is recorded of her: engagements, basic trainings, and her other duties."""

    engagements: tuple[Any, ...]
    trainings: tuple[Any, ...]
    duties: tuple[Any, ...]


def duty_problems(new: Any, background: Background) -> Mapping[str, Advice]:
    """Advice by field; nothing where she may be on duty like this."""
    same = [duty for duty in background.duties if duty.channel == new.channel]
    if problems := overlap_problem(new, same, TWICE):
        return problems
    engaged = [one for one in background.engagements if overlap(one, new)]
    if not any(one.from_on <= new.from_on for one in engaged):
        return {"from_on": S_(NOT_ENGAGED, day=new.from_on)}
    if new.is_observer:
        return {}
    for one in sorted(engaged, key=lambda engagement: engagement.from_on):
        first = max(one.from_on, new.from_on)
        if advice := _refusal(one, first, background.trainings):
            return {"is_observer": advice}
    return {}


def _refusal(engagement: Any, first: date, trainings: Iterable[Any]) -> Advice | None:
    """What keeps her from duty in this engagement from that day on."""
    if engagement.role == EngagementRole.TRAINEE:
        return S_(TRAINEE, day=first)
    if engagement.role != EngagementRole.ASSOCIATE:
        return None
    completed = sorted(trainings, key=lambda one: one.completed_on)
    if any(one.state == RecordState.VERIFIED and one.completed_on <= first for one in completed):
        return None
    if not completed:
        return S_(UNTRAINED)
    unverified = [one for one in completed if one.state != RecordState.VERIFIED]
    if unverified and unverified[0].completed_on <= first:
        return S_(UNVERIFIED, completed=unverified[0].completed_on)
    return S_(TOO_EARLY, completed=completed[0].completed_on)
