"""What may be entered about groups and members beside what is recorded. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from staffdev.dated import overlap_problem
from staffdev.errors import Advice
from staffdev.i18n import N_, S_

ALREADY = N_("She belongs to this group from %(first)s to %(last)s already. Correct that row, or choose other days.")
EARLIEST = date(2015, 1, 1)


def member_problems(new: Any, others: Iterable[Any], engagements: Sequence[Any]) -> Mapping[str, Advice]:
    """Once at a time in a group, and only while she works here. `others` are her other times in the group."""
    if new.from_on < EARLIEST:
        return {"from_on": N_("This day is too long ago. Check the year.")}
    if not any(one["from_on"] <= new.from_on <= (one["until_on"] or date.max) for one in engagements):
        return {"from_on": N_("She does not work here on that day, as her engagements are recorded.")}
    return overlap_problem(new, others, ALREADY)


def closure_problem(closed_on: date, created_on: date, planned: Sequence[date], today: date) -> Advice | None:
    """Why the group cannot be closed on that day, None where it can. `planned` are the days of its sessions ahead."""
    if closed_on < created_on:
        return S_("The group is entered since %(day)s; it cannot be closed before that.", day=created_on)
    if closed_on > today:
        return N_("Enter the day once it has come; until then the group still meets.")
    if planned:
        return S_("A session is planned on %(day)s. Call off what is ahead first.", day=min(planned))
    return None


class Oddity(StrEnum):
    """What a leader should know about a group as it stands."""

    TOO_MANY = "too_many"
    TOO_FEW = "too_few"
    NO_FACILITATOR = "no_facilitator"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Odd:
    """One oddity; `name` where it is about somebody, `n` how many members there are."""

    kind: Oddity
    n: int = 0
    limit: int = 0
    name: str = ""


def oddities(group: Any, members: Sequence[Any], working: frozenset[int]) -> list[Odd]:
    """What does not fit today. `working` are the row ids of those who are engaged."""
    if group.closed_on:
        return []
    many = len(members)
    found = [Odd(Oddity.TOO_MANY, many, group.most)] if many > group.most else []
    found += [Odd(Oddity.TOO_FEW, many, group.least)] if many < group.least else []
    if members and not any(one.may_facilitate for one in members):
        found.append(Odd(Oddity.NO_FACILITATOR))
    return found + [Odd(Oddity.LEFT, name=one.name) for one in members if one.person not in working]
