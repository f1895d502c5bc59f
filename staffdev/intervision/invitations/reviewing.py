"""Answers from files as the page shows them before anything is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from staffdev.i18n import Sentence
from staffdev.intervision.invitations.replying import SAID, Judged, proposal
from staffdev.intervision.vocabulary import Answer
from staffdev.people.queries import names_of


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: whose, to what, what it says, and why it is not recorded where it is not."""

    who: str
    day: date | None
    is_series: bool
    answer: Answer | None
    proposes: Sentence | None
    comment: str
    stamped_at: datetime
    refusal: str


async def reviewed(judged: Sequence[Judged]) -> list[Row]:
    """The rows of the preview in the order of the answers; a stranger is shown by her address."""
    names = await names_of([one.values["person"] for one in judged if one.values])
    return [_row(one, names) for one in judged]


def _row(one: Judged, names: dict[int, str]) -> Row:
    reply, person = one.reply, one.values.get("person", -1)
    return Row(
        who=names.get(person) or next(iter(reply.emails), ""),
        day=one.session.held_on if one.session else one.series.first_on if one.series else None,
        is_series=one.session is None and one.series is not None,
        answer=SAID[reply.answer] if reply.answer else None,
        proposes=proposal(reply) if reply.proposes else None,
        comment=reply.comment,
        stamped_at=reply.stamped_at,
        refusal=one.refusal,
    )
