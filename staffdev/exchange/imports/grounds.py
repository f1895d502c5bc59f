"""The organisation's records as far as the rows of a file can meet them, gathered in a constant number of queries."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from piccolo.columns.combination import And

from staffdev import clock
from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.exchange.entries import Entry, IntervisionEntry, LedgerEntry, names_in
from staffdev.exchange.names import Register, WrittenName
from staffdev.exchange.planning import Ground
from staffdev.exchange.planning.ledger import parts_of
from staffdev.people import policies as people_policies
from staffdev.people import queries as people_queries
from staffdev.people.tables import Engagement, Licence
from staffdev.sheets.words import folded
from staffdev.training.tables import BasicTraining, TrainingRecord, YearClosure


async def ground_of(names: Mapping[str, WrittenName], register: Register, actor: Actor) -> Ground:
    """What rows are planned against, without the sessions that are recorded: `know_sessions` brings those."""
    organisation = actor.organisation_id
    ground = Ground(
        clock.today(),
        names,
        register.people,
        may_appoint=bool(people_policies.can_appoint(actor)),
        closed_years=frozenset(row["year"] for row in await _current(YearClosure, organisation, YearClosure.year)),
        appointments=list(await people_queries.appointments_of(organisation)),
        mandates=list(await people_queries.mandates_of(organisation)),
    )
    engagements = await Engagement.objects().where(Engagement.organisation == organisation, current(Engagement))
    for engagement in engagements:
        ground.engagements[engagement.person].append(engagement)
    for row in await _current(Licence, organisation, Licence.person, Licence.number):
        ground.licences[row["person"]].add(folded(row["number"]))
    done = await _current(BasicTraining, organisation, BasicTraining.person, BasicTraining.completed_on)
    ground.basic_trainings.update((row["person"], row["completed_on"]) for row in done)
    return ground


async def know_sessions(ground: Ground, entries: Iterable[Entry | None], actor: Actor) -> None:
    """Let the ground know which of the sessions that these rows speak of are recorded already; one query."""
    people: set[int] = set()
    days: set[date] = set()
    for entry in entries:
        if isinstance(entry, LedgerEntry):
            days.update([part.day for part in parts_of(entry)])
        elif isinstance(entry, IntervisionEntry) and entry.held_on:
            days.add(entry.held_on)
        else:
            continue
        for name in names_in(entry):
            if (who := ground.who(name.key)) and isinstance(who.ref, int):
                people.add(who.ref)
    if not people or not days:
        return
    hers = And(TrainingRecord.person.is_in(list(people)), TrainingRecord.held_on.is_in(list(days)))
    columns = (TrainingRecord.person, TrainingRecord.held_on, TrainingRecord.minutes, TrainingRecord.title)
    rows = await TrainingRecord.select(*columns).where(
        TrainingRecord.organisation == actor.organisation_id, hers, current(TrainingRecord)
    )
    ground.knows((row["person"], row["held_on"], row["minutes"], row["title"]) for row in rows)


async def _current(table: Any, organisation: int, *columns: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await table.select(*columns).where(table.organisation == organisation, current(table))
    return rows
