"""Whose turn it is, for one day or for all days of a series: what the rotation needs, gathered."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from staffdev.intervision.queries import Member, members_of
from staffdev.intervision.rules.clashes import Clash, Found, Plan
from staffdev.intervision.rules.rotation import LATELY, Candidate, propose
from staffdev.intervision.series.clashing import found_against
from staffdev.intervision.series.queries import led_since
from staffdev.intervision.tables import Group, Session

CANNOT = frozenset({Clash.AWAY, Clash.ON_DUTY, Clash.OTHER_SESSION, Clash.COURSE, Clash.SAID_NO})


async def proposed(group: Group, sessions: Sequence[Session], *, today: date) -> list[int | None]:
    """Who should lead each of these sessions (row ids), None where nobody of the rotation can; they count as open."""
    if not sessions:
        return []
    days = [one.held_on for one in sessions]
    ids = [one.id for one in sessions if one.id]
    plans = [Plan(one.held_on, one.starts_at, one.minutes) for one in sessions]
    found = await found_against(group, plans, today=today, but=ids)
    members = await members_of([group.id], since=min(days), until=max(days))
    led: dict[int, list[date]] = defaultdict(list)
    for row in await led_since(group, min(days) - LATELY):
        if row["id"] not in ids:
            led[row["facilitator"]].append(row["held_on"])
    return list(propose(days, _candidates(members, found), led))


def _candidates(members: Sequence[Member], found: Sequence[Found]) -> list[Candidate]:
    """Those who may lead, each once, in the order of the alphabet, with the days on which something keeps them away."""
    away: dict[str, set[date]] = defaultdict(set)
    for one in found:
        if one.kind in CANNOT:
            away[one.name].add(one.day)
    spans: dict[int, list[tuple[date, date]]] = defaultdict(list)
    names = {}
    for member in members:
        if member.may_facilitate:
            spans[member.person].append((member.from_on, member.until_on or date.max))
            names[member.person] = member.name
    return [Candidate(person, tuple(spans[person]), frozenset(away[name])) for person, name in names.items()]
