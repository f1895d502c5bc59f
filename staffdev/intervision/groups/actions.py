"""Groups: made, edited in place, closed; members as facts with their days. Rows and audit entry in one transaction."""

from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.srpski import sort_key
from staffdev.db.transactions import transaction
from staffdev.errors import Advice, Conflict, Invalid
from staffdev.i18n import N_, S_
from staffdev.intervision.groups import entry, queries
from staffdev.intervision.groups.forms import GroupForm, MemberForm, NewMembersForm
from staffdev.intervision.queries import locked_group
from staffdev.intervision.tables import Group, GroupMember
from staffdev.people.queries import engagements_of, everybody_in
from staffdev.people.tables import Person

CLOSED = N_("This group is closed. Reopen it first.")


async def create_group(form: GroupForm, *, actor: Actor) -> Group:
    """Enter a group; its members come next."""
    values = _values(form)
    own = {"code": uuid4(), "organisation": actor.organisation_id, "created_at": clock.now(), "closed_on": None}
    content: dict[Any, Any] = values | own | {"sort_key": sort_key(form.title)}
    group = Group(**content)
    async with transaction():
        await group.save()
        await audit.record(Event.INTERVISION_GROUP_CREATE, about=group.code, actor=actor, **values)
    return group


async def edit_group(group: Group, form: GroupForm, *, actor: Actor) -> None:
    """Write name, limits and rhythm anew; the log keeps old and new."""
    async with transaction():
        fresh = await locked_group(group.id)
        new = _values(form)
        changes = {name: [getattr(fresh, name), value] for name, value in new.items() if getattr(fresh, name) != value}
        if changes:
            await _save(fresh, new | {"sort_key": sort_key(form.title)})
            about: dict[str, Any] = {"title": fresh.title, "changes": changes}
            await audit.record(Event.INTERVISION_GROUP_EDIT, about=fresh.code, actor=actor, **about)


async def close_group(group: Group, closed_on: Any, *, actor: Actor) -> None:
    """The group meets no more from the day after; Invalid while a session is planned."""
    async with transaction():
        fresh = await locked_group(group.id)
        if fresh.closed_on:
            raise Conflict(N_("This group is closed already."))
        planned, since = await queries.planned_days(fresh, clock.today()), clock.day_of(fresh.created_at)
        if problem := entry.closure_problem(closed_on, since, planned, clock.today()):
            raise Invalid({"closed_on": problem})
        await _save(fresh, {"closed_on": closed_on})
        about: dict[str, Any] = {"title": fresh.title, "closed_on": closed_on}
        await audit.record(Event.INTERVISION_GROUP_CLOSE, about=fresh.code, actor=actor, **about)


async def reopen_group(group: Group, *, actor: Actor) -> None:
    """The group meets again."""
    async with transaction():
        fresh = await locked_group(group.id)
        if fresh.closed_on is None:
            raise Conflict(N_("This group is open already."))
        await _save(fresh, {"closed_on": None})
        await audit.record(Event.INTERVISION_GROUP_REOPEN, about=fresh.code, actor=actor, title=fresh.title)


async def add_members(group: Group, form: NewMembersForm, *, actor: Actor) -> int:
    """Let each of these people join from that day on, or nobody; says how many joined."""
    async with transaction():
        fresh = await _open_group(group)
        people = {str(row["code"]): row for row in await everybody_in(actor.organisation_id)}
        chosen = [people[code] for code in dict.fromkeys(form.people) if code in people]
        if len(chosen) < len(set(form.people)):
            raise Invalid({"people": N_("Choose among the people of your organisation.")})
        for row in chosen:
            one = MemberForm(
                person=str(row["code"]), need=form.need, may_facilitate=form.may_facilitate, from_on=form.from_on
            )
            if problems := await _problems(fresh, one, row["id"], actor):
                raise Invalid(
                    {"people": S_("%(name)s: %(advice)s", name=_name(row), advice=next(iter(problems.values())))}
                )
            await _record(fresh, one, row["id"], _name(row), actor)
    return len(chosen)


async def correct_member(group: Group, fact: GroupMember, form: MemberForm, *, actor: Actor) -> None:
    """Write her days, need or part in the rotation anew; what was there stays as history."""
    async with transaction():
        fresh = await locked_group(group.id)
        current = await queries.member_of(fresh, fact.code)
        new = _values(form, but="person")
        changes = {name: [getattr(current, name), v] for name, v in new.items() if getattr(current, name) != v}
        if not changes:
            return
        if problems := await _problems(fresh, form, current.person, actor, but=current.id):
            raise Invalid(problems)
        await facts.supersede(current, by=actor.account_code, at=clock.now(), **new)
        person = await queries.person_by_id(current.person)
        about: dict[str, Any] = {"title": fresh.title, "person": _full(person), "changes": changes}
        await audit.record(Event.INTERVISION_MEMBER_CORRECT, about=current.code, actor=actor, **about)


async def withdraw_member(group: Group, fact: GroupMember, because: str, *, actor: Actor) -> None:
    """Take back a membership that never was; whoever leaves gets a last day instead."""
    async with transaction():
        fresh = await locked_group(group.id)
        current = await queries.member_of(fresh, fact.code)
        await facts.withdraw(current, by=actor.account_code, at=clock.now(), because=because)
        person = await queries.person_by_id(current.person)
        about: dict[str, Any] = {"title": fresh.title, "person": _full(person), "because": because}
        await audit.record(Event.INTERVISION_MEMBER_WITHDRAW, about=current.code, actor=actor, **about)


async def _open_group(group: Group) -> Group:
    fresh = await locked_group(group.id)
    if fresh.closed_on:
        raise Conflict(CLOSED)
    return fresh


async def _record(group: Group, form: MemberForm, person_id: int, name: str, actor: Actor) -> None:
    values = _values(form, but="person")
    own = {"organisation": group.organisation, "group": group.id, "person": person_id}
    made = await facts.record(GroupMember, by=actor.account_code, at=clock.now(), **own, **values)
    about: dict[str, Any] = {"title": group.title, "person": name, **values}
    await audit.record(Event.INTERVISION_MEMBER_RECORD, about=made.code, actor=actor, **about)


async def _problems(group: Group, form: MemberForm, person_id: int, actor: Actor, but: int = -1) -> dict[str, Advice]:
    others = [one for one in await queries.times_of(group, person_id) if one.id != but]
    engagements = await engagements_of([person_id], actor.organisation_id)
    return dict(entry.member_problems(form, others, engagements))


async def _save(group: Group, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(group, name, value)
    await group.save()


def _values(form: Any, but: str = "") -> dict[str, Any]:
    return {name: getattr(form, name) for name in form.__struct_fields__ if name != but}


def _name(row: Any) -> str:
    return f"{row['first_name']} {row['last_name']}"


def _full(person: Person) -> str:
    return f"{person.first_name} {person.last_name}"
