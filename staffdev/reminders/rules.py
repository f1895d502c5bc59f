"""What somebody is reminded of, and when: 60, 30 and 7 days before, and once it is overdue; each once. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

STAGES = (7, 30, 60)  # days before, the nearest first
OVERDUE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something with a day for one person. `saying` is a code and its particulars; `stages` says which she hears."""

    person: str
    name: str
    due_on: date
    saying: Mapping[str, object] = field(default_factory=dict)
    stages: Collection[int] = (*STAGES, OVERDUE)


@dataclass(frozen=True, slots=True)
class Due:
    """A thing at one stage; `key` is told once and never again."""

    thing: Thing
    stage: int

    @property
    def key(self) -> str:
        """Whose, what, which day, which stage: a day that moved is a new thing."""
        return f"{self.thing.person} {self.thing.name} {self.thing.due_on} {self.stage}"


def stage_of(due_on: date, today: date) -> int | None:
    """The stage that day is at, None while it is more than 60 days ahead; the day itself is not overdue yet."""
    ahead = (due_on - today).days
    if ahead < 0:
        return OVERDUE
    return next((stage for stage in STAGES if ahead <= stage), None)


def due_reminders(things: Iterable[Thing], today: date, already: Collection[str]) -> list[Due]:
    """What has to be said today and was not said before, the most urgent first; each thing once."""
    found: dict[str, Due] = {}
    for thing in things:
        stage = stage_of(thing.due_on, today)
        if stage is not None and stage in thing.stages:
            due = Due(thing, stage)
            if due.key not in already:
                found[due.key] = due
    return sorted(found.values(), key=lambda one: (one.thing.due_on, one.thing.name))


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def digest_key(organisation: str, person: str, week_on: date) -> str:
    """One digest for each person and week."""
    return f"{organisation[:20]} {person} {week_on}"
