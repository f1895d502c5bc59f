"""What came of a plan, from what was held: nobody types it in. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from staffdev.plans.vocabulary import PlanItemKind
from staffdev.training.topics import parse_topics
from staffdev.training.vocabulary import TrainingKind

Fold = Callable[[str], str]


class Outcome(StrEnum):
    """How far something the plan foresees has come."""

    OPEN = "open"
    PARTLY = "partly"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Held:
    """One training of the year as it was held, whoever attended."""

    title: str
    kind: str
    day: date
    minutes: int
    topics: Mapping[str, int]
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class Realised:
    """What was held of one item: in minutes, by whom attended, and which of its topics are missing."""

    outcome: Outcome
    minutes: int = 0
    trainings: Sequence[Held] = ()
    people: frozenset[int] = frozenset()
    missing: tuple[str, ...] = ()


def held_trainings(records: Iterable[Any], fold: Fold) -> list[Held]:
    """One for each training and day, however many attended it; its length is the longest attendance."""
    found: dict[tuple[Any, date], list[Any]] = {}
    for one in records:
        found.setdefault((one["session"] or fold(one["title"]), one["held_on"]), []).append(one)
    return [
        Held(
            title=rows[0]["title"],
            kind=rows[0]["kind"],
            day=day,
            minutes=max(row["minutes"] for row in rows),
            topics=_united(row["topics"] for row in rows),
            people=frozenset(row["person"] for row in rows),
        )
        for (_, day), rows in sorted(found.items(), key=lambda one: (one[0][1], one[1][0]["title"]))
    ]


def _united(several: Iterable[str]) -> dict[str, int]:
    topics: dict[str, int] = {}
    for text in several:
        for tag, minutes in parse_topics(text).items():
            topics[tag] = max(topics.get(tag, 0), minutes)
    return topics


def realised(item: Any, trainings: Iterable[Held], fold: Fold) -> Realised:
    """What came of an item of the plan; what is read from the ledger has no day of its own."""
    if item.dropped_because:
        return Realised(Outcome.DROPPED)
    if item.kind == PlanItemKind.ORGANISATIONAL:
        return Realised(Outcome.DONE if item.done_on else Outcome.OPEN)
    wanted = frozenset(parse_topics(item.topics))
    matching = [one for one in trainings if _is_meant(one, item, wanted, fold)]
    minutes = sum(one.minutes for one in matching)
    covered = frozenset(tag for one in matching for tag in one.topics)
    missing = tuple(sorted(wanted - covered))
    is_done = bool(matching) and not missing and minutes >= (item.minutes or 0)
    outcome = Outcome.DONE if is_done else Outcome.PARTLY if matching else Outcome.OPEN
    people = frozenset(person for one in matching for person in one.people)
    return Realised(outcome, minutes, matching, people, missing)


def _is_meant(training: Held, item: Any, wanted: frozenset[str], fold: Fold) -> bool:
    """Supervision by its kind; a training by its topics, where the plan names none by its title."""
    is_supervision = training.kind == TrainingKind.SUPERVISION
    if item.kind == PlanItemKind.SUPERVISION or is_supervision:
        return is_supervision and item.kind == PlanItemKind.SUPERVISION
    return not wanted.isdisjoint(training.topics) if wanted else fold(training.title) == fold(item.title)


def goal_reached(goal: Any, records: Iterable[Any]) -> Outcome:
    """What came of a personal goal: its day, or else how many of its topics her trainings of the year held."""
    if goal.done_on:
        return Outcome.DONE
    wanted = frozenset(parse_topics(goal.topics))
    heard = wanted & frozenset(tag for one in records for tag in parse_topics(one["topics"]))
    if wanted and heard == wanted:
        return Outcome.DONE
    return Outcome.PARTLY if heard else Outcome.OPEN


@dataclass(slots=True)
class Counts:
    """What one person had in the year: times, and the minutes of her training."""

    intervisions: int = 0
    consultations: int = 0
    reliefs: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One rhythm of the plan: how often each, and how many people had it so often."""

    name: str
    planned: int
    reached: int
    people: int
    times: int

    @property
    def outcome(self) -> Outcome:
        if self.people and self.reached == self.people:
            return Outcome.DONE
        return Outcome.PARTLY if self.times else Outcome.OPEN


RHYTHMS = ("intervisions", "consultations", "reliefs")


def rhythms(plan: Any, counts: Collection[Counts]) -> list[Rhythm]:
    """Each rhythm the plan foresees, beside what everybody had."""
    return [
        Rhythm(
            name=name,
            planned=getattr(plan, name),
            reached=sum(getattr(one, name) >= getattr(plan, name) for one in counts),
            people=len(counts),
            times=sum(getattr(one, name) for one in counts),
        )
        for name in RHYTHMS
        if getattr(plan, name)
    ]
