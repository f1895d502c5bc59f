"""A question put to the tables and to the engine: what the page and the command line share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec.structs import replace
from piccolo.columns.combination import And

from staffdev.errors import Advice, Invalid
from staffdev.i18n import N_
from staffdev.intervision.groups.queries import working_on
from staffdev.intervision.queries import members_of, members_on
from staffdev.intervision.slots.entry import asked_by, limits_by, wanted_by
from staffdev.intervision.slots.forms import GroupsForm, GroupSlotForm, SeriesForm, SlotForm
from staffdev.intervision.slots.gathering import Gathered, Invited, gather, invited
from staffdev.intervision.slots.lines import watch_of
from staffdev.intervision.slots.relaxing import Relaxation, counted, relaxations
from staffdev.intervision.slots.rules.columns import last_day
from staffdev.intervision.slots.rules.grouping import Formed, Impossible, Sizes, form_groups
from staffdev.intervision.slots.rules.proposing import Found, find
from staffdev.intervision.slots.rules.shapes import Present, Problem
from staffdev.intervision.tables import Group, Series
from staffdev.intervision.vocabulary import Need
from staffdev.people.queries import everybody_in
from staffdev.rulebook.dates import Span
from staffdev.weekly import minute_of

WHY_NOT: dict[str, Advice] = {
    "few": N_("There are too few people for so many groups of that size."),
    "many": N_("There are more people than these groups have places."),
    "facilitators": N_("There are more groups than people who may facilitate."),
    "times": N_("There are not enough times that are far enough apart. Allow more groups at once, or wider hours."),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, among whom."""

    found: Found
    people: tuple[Invited, ...]
    gathered: Gathered
    problem: Problem
    relaxed: tuple[Relaxation, ...] = ()


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that were formed, of whom."""

    formed: Formed
    people: tuple[Invited, ...]
    gathered: Gathered
    problem: Problem


async def find_for(group: Group, form: GroupSlotForm, today: date) -> Answer:
    """Times for a session or a series of that group, or what to do without; Invalid where nobody belongs to it."""
    people = tuple(invited(one) for one in await members_on(group, form.first_on))
    if not people:
        raise Invalid({"group": N_("Nobody belongs to this group on the first day. Add its members first.")})
    form = replace(form, not_required=codes_of(people, form.not_required))
    less = relaxations(form, people)
    last = max(last_day(wanted_by(one.form)) for one in less)
    problem, gathered = await _problem(form, people, group.organisation, today, group, last=last)
    problem = asked_by(form, problem)
    found = find(problem)
    relaxed = () if found.proposals else counted(less, problem)
    return Answer(found, people, gathered, problem, relaxed)


def codes_of(people: Iterable[Invited], named: frozenset[str]) -> frozenset[str]:
    """Of the people named by code or by name, the codes of those who are asked here."""
    return frozenset(one.code for one in people if {one.code, one.name} & named)


async def form_for(organisation: int, form: GroupsForm, today: date) -> Groups:
    """Groups of everybody who works here on the first day; Invalid where these sizes cannot be kept."""
    people = await _everybody(organisation, form.first_on)
    problem, gathered = await _problem(form, people, organisation, today, None)
    try:
        formed = form_groups(problem, Sizes(form.groups, form.least, form.most, form.at_once))
    except Impossible as impossible:
        raise Invalid({"groups": WHY_NOT[impossible.args[0]]}) from None
    return Groups(formed, people, gathered, problem)


async def _problem(
    form: SlotForm,
    people: tuple[Invited, ...],
    organisation: Any,
    today: date,
    group: Group | None,
    *,
    last: date = date.min,
) -> tuple[Problem, Gathered]:
    wanted = wanted_by(form)
    days = Span(form.first_on, max(last, last_day(wanted)))
    watch = await watch_of(organisation, days)
    planned_anew = group if isinstance(form, SeriesForm) else None
    gathered = await gather(people, organisation, days, watch, but=planned_anew)
    least, most = (group.least, group.most) if group else (2, None)
    limits = limits_by(form, least=least, most=most)
    present = await _present(group, today) if group else None
    return Problem(wanted, limits, gathered.people, watch.lines, present, today), gathered


async def _present(group: Group, today: date) -> Present | None:
    """When the group meets now, by the series of it that goes on."""
    hers = And(Series.group == group.id, Series.last_on >= today)
    series = await Series.objects().where(hers, Series.cancelled_at.is_null()).order_by(Series.first_on).first()
    return Present(series.weekday, minute_of(series.starts_at)) if series else None


async def _everybody(organisation: int, day: date) -> tuple[Invited, ...]:
    """Everybody engaged that day; who may facilitate is known from the groups, and where from none, anybody may."""
    working = await working_on(organisation, day)
    rows = [row for row in await everybody_in(organisation) if row["id"] in working]
    groups = await Group.select(Group.id).where(Group.organisation == organisation)
    members = await members_of([row["id"] for row in groups], since=day, until=day)
    leads = {one.person for one in members if one.may_facilitate}
    return tuple(
        Invited(
            row["id"],
            str(row["code"]),
            f"{row['first_name']} {row['last_name']}",
            Need.OPTIONAL,
            not leads or row["id"] in leads,
        )
        for row in rows
    )
