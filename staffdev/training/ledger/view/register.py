"""The page of the register: its rows as the template needs them, the filters kept in every link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from staffdev.access import Actor
from staffdev.training.ledger import policies
from staffdev.training.ledger.offices import Today
from staffdev.training.ledger.queries import register
from staffdev.training.ledger.queries.register import NEWEST_FIRST, SIZES, SORTS, Asked
from staffdev.training.vocabulary import RecordState, TrainingKind
from staffdev.training.words import word

HOME = "/training-records"


class Row(NamedTuple):
    """One row: what the template writes down, nothing it has to look up."""

    code: Any
    box: str  # empty where she may not decide about it
    person: str
    person_code: Any
    held_on: Any
    title: str
    kind: str
    organiser: str | None
    minutes: int
    state: str
    comment: str | None
    papers: Sequence[Mapping[str, Any]]
    evidence: str | None


@dataclass(frozen=True, slots=True)
class RegisterView:
    """One page of the register."""

    rows: Sequence[Row]
    total: int
    asked: Asked
    years: Sequence[int]
    waiting_basic: int
    may_verify: bool

    @property
    def first(self) -> int:
        return (self.asked.number - 1) * self.asked.size + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def back(self) -> str:
        """This very page, as a query."""
        return self.address()

    @property
    def previous(self) -> str:
        return self.address(page_number=self.asked.number - 1) if self.asked.number > 1 else ""

    @property
    def next(self) -> str:
        return self.address(page_number=self.asked.number + 1) if self.last < self.total else ""

    def address(self, **other: Any) -> str:
        """The query of this page with something else about it."""
        chosen = self.asked.chosen
        named = {name: getattr(chosen, name) for name in chosen.__struct_fields__}
        how = {"sort": self.asked.sort, "size": self.asked.size, "page_number": self.asked.number} | other
        usual = {"sort": NEWEST_FIRST, "size": SIZES[0], "page_number": 1}
        said = {name: value for name, value in (named | how).items() if value and value != usual.get(name)}
        return f"?{urlencode(said)}"

    def columns(self, labels: Mapping[str, str]) -> list[dict[str, Any]]:
        """The headings, each a link that sorts by it."""
        return [self._column(name, label) for name, label in labels.items()]

    def _column(self, name: str, label: str) -> dict[str, Any]:
        column: dict[str, Any] = {"label": label, "numeric": name == "minutes"}
        if name in SORTS:
            descending = self.asked.sort == f"-{name}"
            column["href"] = self.address(sort=name if descending else f"-{name}", page_number=1)
            if self.asked.sort.removeprefix("-") == name:
                column["sorted"] = "descending" if descending else "ascending"
        return column


async def register_view(actor: Actor, asked: Asked, today: Today) -> RegisterView:
    """One page of the register as the one who asks may see it; the same number of statements however long it is."""
    rows, total = await register.register_visible_to(actor, asked, today)
    papers = await register.papers_of([row["id"] for row in rows])
    years, waiting_basic = await register.around_register(actor, today)
    may_verify = bool(policies.can_verify(actor))
    people = {row["person"] for row in rows} if may_verify else set()
    decided_by_her = {person for person in people if today.office_for(person)}
    kinds = {kind.value: word(kind) for kind in TrainingKind}
    return RegisterView(
        rows=[_row(row, papers, decided_by_her, kinds) for row in rows],
        total=total,
        asked=asked,
        years=years,
        waiting_basic=waiting_basic,
        may_verify=may_verify,
    )


def _row(
    row: Mapping[str, Any],
    papers: Mapping[int, Sequence[Mapping[str, Any]]],
    decided_by_her: set[int],
    kinds: Mapping[str, str],
) -> Row:
    return Row(
        code=row["code"],
        box=f"{row['code']}@{row['seen']}" if row["person"] in decided_by_her else "",
        person=f"{row['last_name']} {row['first_name']}",
        person_code=row["person_code"],
        held_on=row["held_on"],
        title=row["title"],
        kind=kinds[row["kind"]],
        organiser=row["organiser"],
        minutes=row["minutes"],
        state=row["state"],
        comment=row["comment"] if row["state"] == RecordState.RETURNED else None,
        papers=papers.get(row["id"], ()),
        evidence=row["evidence"],
    )
