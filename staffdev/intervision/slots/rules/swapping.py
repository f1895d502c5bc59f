"""Dividing people among groups that each have a time: greedy, then moves, exchanges and other times. Pure.

The search is the same every time: where it tries something else, a sequence without chance says what.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations_with_replacement
from math import comb

FEW_CHOICES = 400  # of times: as many can all be tried
KICKS = 60
LARGE = 4_000  # people × groups × times from which on fewer kicks are tried


@dataclass(frozen=True, slots=True)
class Division:
    """What is divided: `worth[time][person]`, who may lead, which times overlap, and the bounds."""

    worth: Sequence[Sequence[int]]
    may_lead: Sequence[bool]
    overlaps: Sequence[frozenset[int]]  # of each time the times that touch it, itself too
    groups: int
    least: int
    most: int
    at_once: int


@dataclass(slots=True)
class Plan:
    """Which time each group has, and in which group each person is."""

    times: list[int] = field(default_factory=list)
    where: list[int] = field(default_factory=list)

    def score(self, division: Division) -> int:
        return sum(division.worth[self.times[group]][person] for person, group in enumerate(self.where))


def divide(division: Division) -> Plan | None:
    """The best division that the search finds; None where it finds no times that are far enough apart."""
    best: Plan | None = None
    for times in _beginnings(division):
        best = _better(division, best, _improved(division, times))
    for kick in range(_kicks(division) if best else 0):
        best = _better(division, best, _improved(division, _kicked(division, best, kick)))
    return best


def _beginnings(division: Division) -> Iterator[list[int]]:
    """Every choice of times where they are few, else the greedy one from each of the most useful first times."""
    number = len(division.worth)
    if comb(number + division.groups - 1, division.groups) <= FEW_CHOICES:
        every = combinations_with_replacement(range(number), division.groups)
        yield from (list(times) for times in every if fits(division, times))
        return
    order = sorted(range(number), key=lambda time: (-sum(division.worth[time]), time))
    for first in (None, *order[: _kicks(division)]):
        times = _greedy(division, first)
        if times is not None:
            yield times


def _better(division: Division, best: Plan | None, tried: Plan | None) -> Plan | None:
    if best is None or tried is None:
        return best or tried
    return tried if tried.score(division) > best.score(division) else best


def _kicks(division: Division) -> int:
    size = len(division.may_lead) * division.groups * len(division.worth)
    return max(6, min(KICKS, KICKS * LARGE // max(1, size)))


def fits(division: Division, times: Sequence[int]) -> bool:
    """Never more groups at once than allowed."""
    return all(sum(other in division.overlaps[one] for other in times) <= division.at_once for one in times)


def _greedy(division: Division, first: int | None) -> list[int] | None:
    """One time after the other: what the people left over would gain most by it."""
    people = range(len(division.may_lead))
    size = -(-len(people) // division.groups)
    times = [] if first is None else [first]
    while len(times) < division.groups:
        served = [max((division.worth[time][person] for time in times), default=0) for person in people]
        gains = [
            (sum(sorted((max(0, row[who] - served[who]) for who in people), reverse=True)[:size]), sum(row), -time)
            for time, row in enumerate(division.worth)
            if fits(division, [*times, time])
        ]
        if not gains:
            return None
        times.append(-max(gains)[2])
    return times


def _kicked(division: Division, plan: Plan | None, kick: int) -> list[int] | None:
    """The same times with one or two others."""
    if plan is None:
        return None
    times, number = list(plan.times), len(division.worth)
    for turn in range(1 + kick % 2):
        group = (kick + turn) % division.groups
        times[group] = (times[group] + 1 + (kick * 7919 + turn * 104729) % max(1, number - 1)) % number
    return times if fits(division, times) else None


def _improved(division: Division, times: list[int] | None) -> Plan | None:
    """Whoever is best off where, then everything that makes it better, until nothing does."""
    if times is None:
        return None
    plan = Plan(times, _placed(division, times))
    while _exchange(division, plan) or _move(division, plan) or _retime(division, plan) or _rotate(division, plan):
        pass
    return plan if _leads(division, plan) else None


def _placed(division: Division, times: Sequence[int]) -> list[int]:
    """Leaders first, one to each group; then whoever would lose most by waiting."""
    where = [-1] * len(division.may_lead)
    left = [division.most] * division.groups
    leaders = {who for who, leads in enumerate(division.may_lead) if leads}
    for group in range(division.groups):
        who = max(leaders, key=lambda one: (division.worth[times[group]][one], -one))
        where[who] = group
        left[group] -= 1
        leaders.remove(who)
    needed = [division.least - 1] * division.groups
    unplaced = (who for who, group in enumerate(where) if group < 0)
    waiting = sorted(unplaced, key=lambda who: _regret(division, times, who))
    for number, who in enumerate(waiting):
        must = len(waiting) - number <= sum(max(0, need) for need in needed)
        open_ = [group for group in range(division.groups) if left[group] and (not must or needed[group] > 0)]
        group = max(open_, key=lambda one: (division.worth[times[one]][who], -one))
        where[who], left[group], needed[group] = group, left[group] - 1, needed[group] - 1
    return where


def _regret(division: Division, times: Sequence[int], who: int) -> tuple[int, int]:
    gains = sorted((division.worth[time][who] for time in times), reverse=True)
    return (gains[min(1, len(gains) - 1)] - gains[0], who)


def _exchange(division: Division, plan: Plan) -> bool:
    """Two change places where both together are better off."""
    better = False
    for one, other in _pairs(len(plan.where)):
        here, there = plan.where[one], plan.where[other]
        if here == there:
            continue
        mine, hers = division.worth[plan.times[here]], division.worth[plan.times[there]]
        if mine[other] + hers[one] > mine[one] + hers[other] and _may_swap(division, plan, one, other):
            plan.where[one], plan.where[other] = there, here
            better = True
    return better


def _pairs(people: int) -> Iterator[tuple[int, int]]:
    return ((one, other) for one in range(people) for other in range(one))


def _may_swap(division: Division, plan: Plan, one: int, other: int) -> bool:
    leads = division.may_lead
    if leads[one] == leads[other]:
        return True
    return _leaders_in(division, plan, plan.where[one if leads[one] else other]) > 1


def _leaders_in(division: Division, plan: Plan, group: int) -> int:
    return sum(division.may_lead[who] for who, place in enumerate(plan.where) if place == group)


def _leads(division: Division, plan: Plan) -> bool:
    return all(_leaders_in(division, plan, group) for group in range(division.groups))


def _move(division: Division, plan: Plan) -> bool:
    """One goes to another group that has a place for her."""
    sizes = [plan.where.count(group) for group in range(division.groups)]
    better = False
    for who, here in enumerate(plan.where):
        if sizes[here] <= division.least or (division.may_lead[who] and _leaders_in(division, plan, here) < 2):  # noqa: PLR2004 - the last one stays
            continue
        open_ = [group for group in range(division.groups) if sizes[group] < division.most or group == here]
        best = max(open_, key=lambda group: (division.worth[plan.times[group]][who], group == here))
        if best != here:
            plan.where[who], better = best, True
            sizes[here], sizes[best] = sizes[here] - 1, sizes[best] + 1
    return better


def _retime(division: Division, plan: Plan) -> bool:
    """A group takes another time that suits those who are in it better."""
    better = False
    for group in range(division.groups):
        members = [who for who, place in enumerate(plan.where) if place == group]
        sums = [(sum(row[who] for who in members), -time) for time, row in enumerate(division.worth)]
        now = sums[plan.times[group]][0]
        for gain, negative in sorted(sums, reverse=True):
            if gain <= now:
                break
            times = [*plan.times[:group], -negative, *plan.times[group + 1 :]]
            if fits(division, times):
                plan.times, better = times, True
                break
    return better


def _rotate(division: Division, plan: Plan) -> bool:
    """Three change places in a ring, where no two of them could."""
    if len(plan.where) > 30:  # noqa: PLR2004 - in larger ones it costs more than it brings
        return False
    for one, other in _pairs(len(plan.where)):
        for third in range(len(plan.where)):
            for ring in ((one, other, third), (one, third, other)):
                if len({plan.where[who] for who in ring}) == 3 and _turned(division, plan, ring):  # noqa: PLR2004
                    return True
    return False


def _turned(division: Division, plan: Plan, ring: tuple[int, int, int]) -> bool:
    groups = [plan.where[who] for who in ring]
    after = [*groups[1:], groups[0]]
    gain = sum(
        division.worth[plan.times[new]][who] - division.worth[plan.times[old]][who]
        for who, old, new in zip(ring, groups, after, strict=True)
    )
    if gain <= 0:
        return False
    turned = replace(plan, where=list(plan.where))
    for who, new in zip(ring, after, strict=True):
        turned.where[who] = new
    if not _leads(division, turned):
        return False
    plan.where = turned.where
    return True
