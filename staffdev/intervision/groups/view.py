"""What the pages about groups show, gathered once with a constant number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from staffdev.access import Actor
from staffdev.intervision import policies
from staffdev.intervision.groups import entry, queries
from staffdev.intervision.listing import SessionRow, session_rows
from staffdev.intervision.queries import Member, groups_visible_to, members_of, sessions_visible_to
from staffdev.intervision.tables import Group, Series
from staffdev.people.queries import everybody_in

AHEAD = timedelta(days=60)
NEXT = 12


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in the list: how many belong to it, when it met last and when it meets next."""

    group: Group
    size: int
    last: date | None
    next: date | None

    @property
    def is_late(self) -> bool:
        """Does more time lie between its sessions than its rhythm says, as planned now?"""
        rhythm = timedelta(days=self.group.rhythm_days)
        if self.group.closed_on or not self.last:
            return False
        return (self.next or date.max) > self.last + rhythm


@dataclass(frozen=True, slots=True)
class Home:
    """The first page of intervision."""

    groups: list[GroupRow]
    closed: list[GroupRow]
    sessions: list[SessionRow]
    may_manage: bool


@dataclass(frozen=True, slots=True)
class GroupCard:
    """Everything on a group's page. `members` are empty for those who read only how many there are."""

    row: GroupRow
    members: list[Member]
    former: list[Member]
    coming: list[Member]
    odd: list[entry.Odd]
    sessions: list[SessionRow]
    series: list[Series]
    sees_names: bool
    may_manage: bool


async def home_of(actor: Actor, today: date) -> Home:
    """Her groups, and what lies ahead in the next two months."""
    groups = await groups_visible_to(actor, closed=True)
    rows = await _rows(groups, today)
    ahead = await sessions_visible_to(actor, today, today + AHEAD, cancelled=False)
    manages = bool(policies.can_manage(actor))
    return Home(
        groups=[row for row in rows if not row.group.closed_on],
        closed=[row for row in rows if row.group.closed_on],
        sessions=await session_rows(ahead[:NEXT], actor),
        may_manage=manages,
    )


async def card_of(group: Group, actor: Actor, today: date) -> GroupCard:
    """A group's page, for whoever looks at it."""
    [row] = await _rows([group], today)
    everybody = await members_of([group.id])
    here = [one for one in everybody if one.is_member_on(today)]
    working = await queries.working_on(actor.organisation_id, today)
    ahead = await sessions_visible_to(actor, today, today + timedelta(days=400), groups=[group.id])
    manages, sees = bool(policies.can_manage(actor)), policies.sees_names(actor)
    return GroupCard(
        row=row,
        members=here if sees else [],
        former=[one for one in everybody if one.until_on and one.until_on < today] if sees else [],
        coming=[one for one in everybody if one.from_on > today] if sees else [],
        odd=entry.oddities(group, here, working) if manages else [],
        sessions=await session_rows(ahead[: NEXT // 2], actor),
        series=await _series_of(group),
        sees_names=sees,
        may_manage=manages,
    )


async def addable(group: Group, actor: Actor, today: date) -> list[tuple[str, str]]:
    """Whom a leader may add: who works here today and does not belong to the group from today on."""
    there = {one.person for one in await members_of([group.id], since=today)}
    working = await queries.working_on(actor.organisation_id, today)
    rows: list[dict[str, Any]] = await everybody_in(actor.organisation_id)
    return [
        (str(row["code"]), f"{row['last_name']} {row['first_name']}")
        for row in rows
        if row["id"] in working and row["id"] not in there
    ]


async def _rows(groups: list[Group], today: date) -> list[GroupRow]:
    ids = [group.id for group in groups]
    sizes, days = await queries.sizes_of(ids, today), await queries.neighbours_of(ids, today)
    return [GroupRow(one, sizes.get(one.id, 0), days[one.id]["last"], days[one.id]["next"]) for one in groups]


async def _series_of(group: Group) -> list[Series]:
    return await Series.objects().where(Series.group == group.id).order_by(Series.first_on, ascending=False)
