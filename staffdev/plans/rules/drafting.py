"""Where next year's draft starts: what was not done, and the topics somebody still lacks. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.plans.rules.realisation import Outcome, Realised
from staffdev.plans.vocabulary import PlanItemKind
from staffdev.rulebook.dates import add_years
from staffdev.training.topics import parse_topics, write_topics

LEFT = frozenset({Outcome.OPEN, Outcome.PARTLY})


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item a draft begins with."""

    kind: PlanItemKind
    title: str
    topics: str = ""
    minutes: int | None = None
    due_on: date | None = None
    budget: str | None = None


def carried(items: Iterable[tuple[Any, Realised]], years: int) -> list[NewItem]:
    """What was not done, or only in part: of a training the topics and the hours that are left."""
    return [_left_of(item, came, years) for item, came in items if came.outcome in LEFT]


def _left_of(item: Any, came: Realised, years: int) -> NewItem:
    planned = parse_topics(item.topics)
    topics = {tag: planned[tag] for tag in came.missing} or planned
    minutes = max(0, item.minutes - came.minutes) if item.minutes else 0
    return NewItem(
        kind=PlanItemKind(item.kind),
        title=item.title,
        topics=write_topics(topics),
        minutes=minutes or None,
        due_on=add_years(item.due_on, years) if item.due_on else None,
        budget=item.budget,
    )


def for_missing_topics(missing: Mapping[str, int], foreseen: Collection[NewItem], title: str) -> list[NewItem]:
    """One training for all topics of Art. 17 that somebody lacks and nothing else foresees."""
    covered = {tag for item in foreseen for tag in parse_topics(item.topics)}
    left = {tag: 0 for tag in missing if tag not in covered}
    return [NewItem(PlanItemKind.TRAINING, title, write_topics(left))] if left else []
