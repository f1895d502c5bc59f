"""A rulebook as loaded: its duties, readings, tasks and topics. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from staffdev.rulebook.interpretations import Interpretation, Interpretations
from staffdev.rulebook.model import Article, Obligation, Task, Topic, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """One regulation. Mappings keep the rulebook's order; `effective` says from when F1 and F2 bind by default."""

    id: str
    version: str
    title: Words
    source: str
    published: date
    effective: Mapping[str, date]
    obligations: Mapping[str, Obligation]
    interpretations: Interpretations
    tasks: Mapping[int, Task]
    topics: Mapping[str, Topic]
    articles: Mapping[int, Article]

    def in_force_from(self, obligation: Obligation, interpretations: Interpretations | None = None) -> date:
        """The first day `obligation` binds, read with `interpretations` (Art. 29; `effective.F2` may move it)."""
        readings = self.interpretations if interpretations is None else interpretations
        key = f"effective.{obligation.in_force}"
        return readings.day(key) if key in readings else self.effective[obligation.in_force]

    def is_in_force(self, obligation: Obligation, day: date, interpretations: Interpretations | None = None) -> bool:
        """Whether `obligation` binds on `day`."""
        return self.in_force_from(obligation, interpretations) <= day

    @property
    def judged(self) -> tuple[Obligation, ...]:
        """The duties a rule judges, in the rulebook's order."""
        return tuple(obligation for obligation in self.obligations.values() if obligation.check)

    @property
    def not_judged(self) -> tuple[Obligation, ...]:
        """The duties nothing judges yet, in the rulebook's order."""
        return tuple(obligation for obligation in self.obligations.values() if not obligation.check)

    @property
    def associate_tasks(self) -> frozenset[int]:
        """The items of Art. 6(1) an associate may do (Art. 15(4))."""
        return frozenset(task.number for task in self.tasks.values() if task.associate)

    def articles_of(self, obligation: Obligation) -> tuple[Article, ...]:
        """The whole articles `obligation` stands in, as published."""
        first, *last = obligation.article.partition("(")[0].split("–")
        numbers = range(int(first), int(last[0] if last else first) + 1)
        return tuple(self.articles[number] for number in numbers)

    def obligations_read_with(self, key: str) -> tuple[Obligation, ...]:
        """The duties whose verdict depends on the reading `key`."""
        return tuple(one for one in self.obligations.values() if key in one.interpretations)

    def interpretations_of(self, obligation: Obligation) -> tuple[Interpretation, ...]:
        """The readings `obligation` is judged with."""
        return tuple(self.interpretations.known[key] for key in obligation.interpretations)
