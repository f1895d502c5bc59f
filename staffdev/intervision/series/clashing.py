"""What collides with dates before they are saved: gathered in a fixed number of queries, judged by the rules."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from staffdev.errors import Invalid
from staffdev.i18n import N_
from staffdev.intervision.availability.queries import gathered
from staffdev.intervision.availability.rules.willing import at
from staffdev.intervision.queries import members_of
from staffdev.intervision.rules.clashes import Clash, Found, Plan, Someone, clashes, digest, of_hers
from staffdev.intervision.rules.clashes import Group as Limits
from staffdev.intervision.rules.instants import begins, ends, instant
from staffdev.intervision.series import queries
from staffdev.intervision.series.forms import Acknowledging
from staffdev.intervision.tables import Group, Session
from staffdev.intervision.vocabulary import Grade
from staffdev.lines.freed import freed_in
from staffdev.lines.rules import duty
from staffdev.rulebook.dates import Span

DAY = timedelta(days=1)
Busy = tuple[datetime, datetime, Clash]


class Colliding(Invalid):
    """Something speaks against the dates, and she has not said "anyway" to just that."""

    def __init__(self, found: Sequence[Found]) -> None:
        super().__init__({"anyway": N_("Something collides. Look at it below; tick the box to save anyway.")})
        self.found = tuple(found)
        self.digest = digest(found)


def refuse_unseen(found: Sequence[Found], form: Acknowledging) -> None:
    """Colliding, unless she ticked the box beside exactly these collisions."""
    if found and not (form.anyway and form.seen == digest(found)):
        raise Colliding(found)


async def found_against(
    group: Group, plans: Sequence[Plan], *, today: date, but: Collection[int] = ()
) -> tuple[Found, ...]:
    """Everything that speaks against these dates of the group; `but` are sessions (row ids) that give way to them."""
    if not plans:
        return ()
    first, last = min(one.held_on for one in plans) - DAY, max(one.held_on for one in plans) + DAY
    members = await members_of([group.id], since=first, until=last)
    around = _Around(group, first, last, frozenset(but), [one.person for one in members])
    busy, away, cannot = await around.busy(), await around.away(), await around.cannot(plans)
    people = [
        Someone(
            name=one.name,
            is_required=one.is_required,
            first=one.from_on,
            last=one.until_on or date.max,
            away=tuple(away[one.person]),
            busy=tuple(busy[one.person]),
            cannot=cannot.get(one.person, frozenset()),
        )
        for one in members
    ]
    taken = tuple((begins(one), ends(one)) for one in await around.own_sessions())
    limits = Limits(group.least, group.most, group.closed_on, taken)
    return clashes(plans, limits, people, today=today)


async def taken_for(group: Group, person: int, plans: Sequence[Plan]) -> frozenset[Plan]:
    """Those of the plans at which this member (row id) is on leave, on duty, in a course or with another group."""
    if not plans:
        return frozenset()
    first, last = min(one.held_on for one in plans) - DAY, max(one.held_on for one in plans) + DAY
    around = _Around(group, first, last, frozenset(), [person])
    busy, away = (await around.busy())[person], (await around.away())[person]
    her = Someone(name="", is_required=False, first=first, last=last, away=tuple(away), busy=tuple(busy))
    return frozenset(plan for plan in plans if of_hers(plan, her))


class _Around:
    """What is known around some days of the members of a group."""

    def __init__(self, group: Group, first: date, last: date, but: frozenset[int], persons: list[int]) -> None:
        self.group, self.first, self.last, self.but, self.persons = group, first, last, but, persons
        self.organisation: int = group.organisation

    async def own_sessions(self) -> list[Session]:
        rows = await queries.sessions_of_groups([self.group.id], self.first, self.last)
        return [one for one in rows if one.id not in self.but]

    async def away(self) -> dict[int, list[tuple[date, date]]]:
        found: dict[int, list[tuple[date, date]]] = defaultdict(list)
        for row in await queries.leaves_of(self.persons, self.organisation, self.first, self.last):
            found[row["person"]].append((row["from_on"], row["until_on"] or date.max))
        return found

    async def cannot(self, plans: Sequence[Plan]) -> dict[int, frozenset[date]]:
        """The days on which she said no, or a calendar of hers stands at that time."""
        known = await gathered(self.persons, self.first, self.last, self.organisation)
        return {
            person: frozenset(
                plan.held_on for plan in plans if at(hers, plan.held_on, plan.starts_at, plan.minutes).grade == Grade.NO
            )
            for person, hers in known.items()
        }

    async def busy(self) -> dict[int, list[Busy]]:
        found: dict[int, list[Busy]] = defaultdict(list)
        span = Span(self.first, self.last)
        freed = await freed_in(self.organisation, span)
        for shift in await queries.shifts_of(self.persons, self.organisation, self.first, self.last):
            row: Any = shift
            for day in freed.days_of(row, row.line, span):
                found[row.person].append((duty.begins(row, day), duty.ends(row, day), Clash.ON_DUTY))
        for row in await queries.courses_of(self.persons, self.organisation, self.first, self.last):
            day, until = row["held_on"], row["ends_at"]
            if until:
                times = instant(day, row["starts_at"]), instant(day, until)
                found[row["person"]].append((*times, Clash.COURSE))
        for person, busy in await self._elsewhere():
            found[person].append(busy)
        return found

    async def _elsewhere(self) -> list[tuple[int, Busy]]:
        """The sessions of the members' other groups."""
        belongs = await queries.groups_of(self.persons, self.organisation)
        others = {row["group"] for row in belongs} - {self.group.id}
        sessions = await queries.sessions_of_groups(others, self.first, self.last)
        return list(_pairs(belongs, sessions, self.but))


def _pairs(
    belongs: Sequence[dict[str, Any]], sessions: Sequence[Session], but: frozenset[int]
) -> Iterator[tuple[int, Busy]]:
    for session in sessions:
        for row in belongs:
            there = row["from_on"] <= session.held_on <= (row["until_on"] or date.max)
            if row["group"] == session.group and there and session.id not in but:
                yield row["person"], (begins(session), ends(session), Clash.OTHER_SESSION)
