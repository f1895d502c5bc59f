"""What the answers to a poll come to, and until when they are taken. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from staffdev.errors import Advice
from staffdev.i18n import N_, S_
from staffdev.intervision.vocabulary import Grade

FEWEST_SHOWN = 4  # members: in a smaller group a count would tell who it was
CLOSED = N_("This poll is closed. Tell the coordinator if something has changed.")
LATE = N_("Answers were taken until %(day)s. Tell the coordinator if something has changed.")
NOBODY = N_("Nobody of the group can come at this time, so it cannot be chosen. Choose another one, or ask anew.")


class Asked(Protocol):
    """A poll, as far as its state goes."""

    @property
    def answer_by(self) -> date: ...
    @property
    def closed_at(self) -> object: ...


@dataclass(frozen=True, slots=True)
class Tally:
    """How many come gladly, if need be, or not; whoever did not answer is not coming."""

    glad: int
    if_need_be: int
    no: int
    silent: int

    @property
    def can(self) -> int:
        return self.glad + self.if_need_be


def takes_answers(poll: Asked, today: date) -> bool:
    """Is it open, the last day included?"""
    return refusal(poll, today) is None


def refusal(poll: Asked, today: date) -> Advice | None:
    """Why an answer is not taken any more, None where it is."""
    if poll.closed_at is not None:
        return CLOSED
    return S_(LATE, day=poll.answer_by) if today > poll.answer_by else None


def tally(grades: Mapping[int, str], members: Collection[int]) -> Tally:
    """The answers to one option, by person, of those who belong to the group; nobody else counts."""
    said = [grades[one] for one in members if one in grades]
    return Tally(
        glad=said.count(Grade.GLAD),
        if_need_be=said.count(Grade.IF_NEED_BE),
        no=said.count(Grade.NO),
        silent=len(members) - len(said),
    )


def silent_among(members: Iterable[int], answered: Collection[int]) -> list[int]:
    """Those who have not answered, in their order."""
    return [one for one in members if one not in answered]


def are_counts_shown(members: int) -> bool:
    """May members read how many can come? Not in a group so small that a count names somebody."""
    return members >= FEWEST_SHOWN


def best_of(tallies: Sequence[Tally]) -> set[int]:
    """The places of those options that most can come to, and among them most gladly; none where nobody can."""
    top = max(((one.can, one.glad) for one in tallies), default=(0, 0))
    return {place for place, one in enumerate(tallies) if top[0] and (one.can, one.glad) == top}


def choice_refusal(found: Tally) -> Advice | None:
    """Why an option cannot be chosen, None where it can."""
    return None if found.can else NOBODY
