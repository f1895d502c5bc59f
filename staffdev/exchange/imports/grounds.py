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
from staffdev.exchange.planning.ground import KnownGroup
from staffdev.exchange.planning.intervision import new_group_title
from staffdev.exchange.planning.ledger import parts_of
from staffdev.intervision.tables import Group, Session
from staffdev.people import policies as people_policies
from staffdev.people import queries as people_queries
from staffdev.people.tables import Engagement, Licence
from staffdev.sheets.words import folded
from staffdev.training.tables import BasicTraining, TrainingRecord, YearClosure
from staffdev.training.vocabulary import TrainingKind


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
    ground.groups, ground.new_group = await groups_of(organisation)
    done = await _current(BasicTraining, organisation, BasicTraining.person, BasicTraining.completed_on)
    ground.basic_trainings.update((row["person"], row["completed_on"]) for row in done)
    return ground


async def know_sessions(ground: Ground, entries: Iterable[Entry | None], actor: Actor) -> None:
    """Let the ground know which of the sessions that these rows speak of are recorded already; one query."""
    people: set[int] = set()
    days: set[date] = set()
    nights: set[date] = set()
    for entry in entries:
        if isinstance(entry, LedgerEntry):
            days.update([part.day for part in parts_of(entry)])
        elif isinstance(entry, IntervisionEntry) and entry.held_on:
            days.add(entry.held_on)
            nights.add(entry.held_on)
        else:
            continue
        for name in names_in(entry):
            if (who := ground.who(name.key)) and isinstance(who.ref, int):
                people.add(who.ref)
    if not people or not days:
        return
    if nights:
        await _know_intervisions(ground, list(nights), actor.organisation_id)
    hers = And(TrainingRecord.person.is_in(list(people)), TrainingRecord.held_on.is_in(list(days)))
    columns = (TrainingRecord.person, TrainingRecord.held_on, TrainingRecord.minutes, TrainingRecord.title)
    rows = await TrainingRecord.select(*columns).where(
        TrainingRecord.organisation == actor.organisation_id, hers, current(TrainingRecord)
    )
    ground.knows((row["person"], row["held_on"], row["minutes"], row["title"]) for row in rows)


async def groups_of(organisation: int) -> tuple[list[KnownGroup], str]:
    """The groups of intervision that are open, in Serbian order, and what a new one would be called.

    A group that closed without having met, as one does whose import is undone, leaves its name free.
    """
    columns = (Group.id, Group.code, Group.title, Group.closed_on)
    rows = await Group.select(*columns).where(Group.organisation == organisation).order_by(Group.sort_key)
    known = [KnownGroup(str(row["code"]), row["title"]) for row in rows if row["closed_on"] is None]
    here = And(Session.organisation == organisation, Session.cancelled_at.is_null())
    met = {row["group"] for row in await Session.select(Session.group).where(here)}
    return known, new_group_title(row["title"] for row in rows if row["closed_on"] is None or row["id"] in met)


async def _know_intervisions(ground: Ground, days: list[date], organisation: int) -> None:
    """Let the ground know which intervisions were held on these days, and who is marked there already."""
    group = Session.group.code.as_alias("group_code")
    sessions = await Session.select(Session.code, Session.held_on, Session.starts_at, group).where(
        Session.organisation == organisation, Session.held_on.is_in(days), Session.cancelled_at.is_null()
    )
    for row in sessions:
        ground.held[str(row["group_code"]), row["held_on"], row["starts_at"]] = str(row["code"])
    columns = (TrainingRecord.person, TrainingRecord.held_on, TrainingRecord.minutes, TrainingRecord.occasion)
    of_kind = And(TrainingRecord.kind == TrainingKind.INTERVISION, TrainingRecord.held_on.is_in(days))
    records = await TrainingRecord.select(*columns).where(
        TrainingRecord.organisation == organisation, of_kind, current(TrainingRecord)
    )
    for row in records:
        if row["occasion"]:
            ground.marks.add((row["person"], str(row["occasion"])))
        else:
            ground.intervisions.add((row["person"], row["held_on"], row["minutes"]))


async def _current(table: Any, organisation: int, *columns: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await table.select(*columns).where(table.organisation == organisation, current(table))
    return rows
