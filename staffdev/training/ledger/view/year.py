"""A person's year: the ring, and her trainings with what became of each day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from staffdev.access import Actor
from staffdev.errors import NotFound
from staffdev.evidence.queries import attachments_of
from staffdev.people.tables import Person
from staffdev.training.ledger import policies
from staffdev.training.ledger.judged import Ring, ring_of, said, whys, year_of_person
from staffdev.training.ledger.proofs import TRAINING
from staffdev.training.ledger.queries.offices import closed_years
from staffdev.training.ledger.queries.records import accounts_named, records_of_year, years_of
from staffdev.training.vocabulary import RecordState

FIRST_YEAR = 1990  # certificates older than that prove nothing any more
NOT_WORTH_SAYING = frozenset({"UNVERIFIED", "RETURNED"})  # the state says it already


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a training and what became of it; `why` says what speaks against it."""

    code: str
    held_on: date
    minutes: int
    state: str
    mark: str | None
    comment: str | None
    verified_on: date | None
    verified_by: str
    counts: bool
    why: str


@dataclass(frozen=True, slots=True)
class Training:
    """One training with its days and its papers."""

    title: str
    kind: str
    organiser: str | None
    home: str
    days: Sequence[DayLine]
    papers: Sequence[Mapping[str, Any]] = field(default=())

    @property
    def minutes(self) -> int:
        """Its length in this year."""
        return sum(day.minutes for day in self.days)


@dataclass(frozen=True, slots=True)
class YearView:
    """A page of one person and one year."""

    person: Person
    year: int
    years: Sequence[int]
    ring: Ring | None
    trainings: Sequence[Training]
    is_closed: bool
    is_own: bool
    may_log: bool

    @property
    def name(self) -> str:
        return f"{self.person.first_name} {self.person.last_name}"

    @property
    def returned(self) -> int:
        """How many days wait for her correction."""
        return sum(day.state == RecordState.RETURNED for training in self.trainings for day in training.days)


async def year_view(person: Person, actor: Actor, year: int | None, today: date) -> YearView:
    """Her trainings of one year (this one unless asked) and how the year is judged."""
    asked = today.year if year is None else year
    if not FIRST_YEAR <= asked <= today.year + 1:
        raise NotFound
    rows = await records_of_year(person.id, actor.organisation_id, asked)
    finding = await year_of_person(person, actor, asked, today)
    names = await accounts_named(row["verified_by"] for row in rows)
    papers = await attachments_of(TRAINING, {row["entry"] for row in rows})
    years = await years_of(person.id, actor.organisation_id, today)
    return YearView(
        person=person,
        year=asked,
        years=years if asked in years else sorted([*years, asked], reverse=True),
        ring=ring_of(finding),
        trainings=_trainings(rows, whys(finding), names, papers),
        is_closed=asked in await closed_years(actor.organisation_id),
        is_own=person.id == actor.person_id,
        may_log=bool(policies.can_log(actor, person)),
    )


def _trainings(
    rows: Iterable[dict[str, Any]],
    why: Mapping[str, str | None],
    names: Mapping[UUID, str],
    papers: Iterable[dict[str, Any]],
) -> list[Training]:
    """The rows by training, that with the latest day first; its days in their order."""
    together: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        together.setdefault(row["entry"], []).insert(0, row)
    proofs = {about: list(some) for about, some in groupby(sorted(papers, key=_about), key=itemgetter("about"))}
    return [
        Training(
            title=days[0]["title"],
            kind=days[0]["kind"],
            organiser=days[0]["organiser"],
            home=f"/training-records/{days[0]['code']}",
            days=[_line(row, why, names) for row in days],
            papers=proofs.get(shared, ()),
        )
        for shared, days in together.items()
    ]


def _line(row: Mapping[str, Any], why: Mapping[str, str | None], names: Mapping[UUID, str]) -> DayLine:
    code = str(row["code"])
    against = why.get(code)
    return DayLine(
        code=code,
        held_on=row["held_on"],
        minutes=row["minutes"],
        state=row["state"],
        mark=row["mark"],
        comment=row["comment"],
        verified_on=row["verified_on"],
        verified_by=names.get(row["verified_by"], ""),
        counts=code in why and against is None,
        why="" if against in NOT_WORTH_SAYING else said(against),
    )


def _about(paper: Mapping[str, Any]) -> str:
    return str(paper["about"])
