"""A group's week for the coordinator: how many could come in each hour, and who in the one she looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from staffdev.intervision import queries as intervision
from staffdev.intervision.availability.queries import gathered
from staffdev.intervision.availability.rules.willing import UNKNOWN, At, Hers, at
from staffdev.intervision.queries import Member
from staffdev.intervision.tables import Group
from staffdev.intervision.vocabulary import Grade

HOURS = range(8, 22)
HOUR = 60
LEVELS = 4  # shades of the table: none, few, half, most, all


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of one day: how many come gladly, if need be, and of how many nothing is recorded."""

    day: date
    hour: int
    glad: int
    if_need_be: int
    unknown: int
    level: int
    is_asked: bool = False

    @property
    def can(self) -> int:
        return self.glad + self.if_need_be


@dataclass(frozen=True, slots=True)
class Who:
    """The members by what is known of one hour; nothing says whether it is a rule, a day off or a calendar."""

    day: date
    hour: int
    glad: list[str] = field(default_factory=list)
    if_need_be: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    no: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GroupWeek:
    """The table of one week; `silent` are those who have recorded nothing that holds in it."""

    monday: date
    days: Sequence[date]
    rows: Sequence[tuple[int, Sequence[Cell]]]
    members: int
    silent: Sequence[str]
    who: Who | None


async def group_week(group: Group, monday: date, asked: tuple[date, int] | None) -> GroupWeek:
    """Everybody's availability in the week of that Monday; `asked` is the day and hour to name people for."""
    sunday = monday + timedelta(days=6)
    members = {one.person: one for one in await intervision.members_of([group.id], since=monday, until=sunday)}
    theirs = await gathered(list(members), monday, sunday, group.organisation)
    days = [monday + timedelta(days=n) for n in range(7)]
    grades = {(day, hour): _grades(theirs, day, hour) for day in days for hour in HOURS}
    rows = [(hour, [_cell(day, hour, grades[day, hour], asked) for day in days]) for hour in HOURS]
    silent = [one.name for one in members.values() if not theirs[one.person].weeks]
    who = _who(members, grades[asked], asked) if asked in grades else None
    return GroupWeek(monday, days, rows, len(members), silent, who)


def _grades(theirs: Mapping[int, Hers], day: date, hour: int) -> dict[int, str]:
    found: dict[int, At] = {person: at(hers, day, time(hour), HOUR) for person, hers in theirs.items()}
    return {person: one.grade for person, one in found.items()}


def _cell(day: date, hour: int, grades: Mapping[int, str], asked: tuple[date, int] | None) -> Cell:
    said = list(grades.values())
    glad, need = said.count(Grade.GLAD), said.count(Grade.IF_NEED_BE)
    level = -(-(glad + need) * LEVELS // len(said)) if said else 0
    return Cell(day, hour, glad, need, said.count(UNKNOWN), level, asked == (day, hour))


def _who(members: Mapping[int, Member], grades: Mapping[int, str], asked: tuple[date, int]) -> Who:
    who = Who(*asked)
    lists = {Grade.GLAD: who.glad, Grade.IF_NEED_BE: who.if_need_be, UNKNOWN: who.unknown, Grade.NO: who.no}
    for person, member in members.items():
        lists[grades[person]].append(member.name)
    return who
