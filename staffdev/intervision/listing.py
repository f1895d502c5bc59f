"""Sessions as rows of a list: with their group, when they end, and who leads where she may read names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from staffdev.access import Actor
from staffdev.intervision import policies
from staffdev.intervision.queries import groups_by_id
from staffdev.intervision.rules.instants import ends_at
from staffdev.intervision.tables import Group, Session
from staffdev.people.queries import names_of


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list; `facilitator` is empty for those who read no names."""

    session: Session
    group: Group
    facilitator: str

    @property
    def ends_at(self) -> time:
        """What the clock shows when it ends."""
        return ends_at(self.session)

    @property
    def is_moved(self) -> bool:
        """Is it at another time than its series says?"""
        return is_moved(self.session)


def is_moved(session: Session) -> bool:
    """Is it at another time than its series says?"""
    planned = (session.planned_on, session.planned_at)
    return session.planned_on is not None and planned != (session.held_on, session.starts_at)


async def session_rows(sessions: Sequence[Session], actor: Actor) -> list[SessionRow]:
    """These sessions as rows, in their order; two queries."""
    groups = await groups_by_id({one.group for one in sessions})
    sees = policies.sees_names(actor)
    names = await names_of([one.facilitator for one in sessions if one.facilitator]) if sees else {}
    return [SessionRow(one, groups[one.group], names.get(one.facilitator, "")) for one in sessions]
