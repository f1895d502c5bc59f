"""The entries as pages show them: codes become words here."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from staffdev.access import Actor
from staffdev.audit import queries
from staffdev.audit.queries import Line
from staffdev.audit.sentences import Detail, details, subject, what
from staffdev.i18n import Sentence


class Told(NamedTuple):
    """One entry in words."""

    seq: int
    at: datetime
    who: str
    what: Sentence
    subject: str
    details: list[Detail]
    is_erased: bool


def told(lines: Iterable[Line]) -> list[Told]:
    return [
        Told(
            line.seq,
            line.at,
            line.who,
            what(line.event),
            subject(line.detail),
            details(line.event, line.detail),
            line.is_erased,
        )
        for line in lines
    ]


async def timeline(code: UUID, actor: Actor, *, recorded: Collection[datetime] = ()) -> list[Told]:
    """What happened to one thing, for `audit/_timeline.html`; `recorded` are the instants of a fact's versions."""
    return told(await queries.entries_about(code, actor, recorded=recorded))
