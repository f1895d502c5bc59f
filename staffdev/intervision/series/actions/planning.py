"""A series is planned, extended, changed from a day on, called off; its sessions are rows of their own."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_, S_
from staffdev.intervision.attendance.queries import marked_among
from staffdev.intervision.queries import locked_group
from staffdev.intervision.rules.clashes import Plan
from staffdev.intervision.rules.recurrence import occurrences
from staffdev.intervision.series import queries
from staffdev.intervision.series.clashing import found_against, refuse_unseen
from staffdev.intervision.series.forms import (
    ExtensionForm,
    PlaceForm,
    RuleForm,
    SeriesForm,
    clock_problems,
    extension_problems,
)
from staffdev.intervision.series.writing import copy_of, insert_days, revise_series, revise_session, told
from staffdev.intervision.tables import Group, Series, Session
from staffdev.rulebook.dates import public_holidays

CALLED_OFF = N_("This series is called off. Plan a new one instead.")
FOLLOWED = N_("The group goes on by another rule already. Change the series that follows instead.")


async def plan_series(form: SeriesForm, *, actor: Actor) -> Series:
    """Enter the series with all its sessions; Colliding where something speaks against it and was not accepted."""
    async with transaction():
        group = await locked_group((await queries.group_named(form.group, actor.organisation_id)).id)
        await _refuse_clashes(group, form, form.days)
        return await _enter(group, form, form.days, None, actor)


async def extend_series(series: Series, form: ExtensionForm, *, actor: Actor) -> int:
    """Let it go on until a later day; says how many sessions came."""
    async with transaction():
        group = await locked_group(series.group)
        fresh = await _last_series(series)
        if problems := extension_problems(fresh.first_on, fresh.last_on, form.last_on):
            raise Invalid(problems)
        sessions = await queries.sessions_in(fresh)
        days = _new_days(fresh, sessions, form.last_on)
        if not days:
            raise Invalid({"last_on": N_("No further session would come until that day. Enter a later one.")})
        if problems := clock_problems(days, fresh, field="last_on"):
            raise Invalid(problems)
        plans = [Plan(day, fresh.starts_at, fresh.minutes) for day in _kept(days, skips=form.skip_holidays)]
        refuse_unseen(await found_against(group, plans, today=clock.today()), form)
        await revise_series(fresh, sessions, sessions, last_on=form.last_on)
        many = await insert_days(group, fresh, days, skip_holidays=form.skip_holidays)
        about: dict[str, Any] = {"title": group.title, "last_on": form.last_on, "sessions": many}
        await audit.record(Event.INTERVISION_SERIES_EXTEND, about=fresh.code, actor=actor, **about)
    return many


async def go_on_from(series: Series, session: Session, form: RuleForm, *, actor: Actor) -> Series:
    """From that session on the group meets by another rule: the old series ends before it, a new one follows.

    What was planned from there on is called off in the old series; what was held stays where it is.
    """
    async with transaction():
        group = await locked_group(series.group)
        fresh = await _last_series(series)
        sessions = await queries.sessions_in(fresh)
        start = _start_of(fresh, session, sessions)
        ahead = [one for one in sessions if one.planned_on and one.planned_on >= start]
        if await marked_among([one.code for one in ahead]):
            raise Conflict(
                N_("Attendance is marked for a session after this one. Choose a later session to go on from.")
            )
        if form.first_on < start:
            raise Invalid({"first_on": S_("The new rule begins on %(day)s or later.", day=start)})
        await _refuse_clashes(group, form, form.days, but=[one.id for one in ahead])
        await _end(fresh, sessions, ahead, start, actor)
        return await _enter(group, form, form.days, fresh, actor)


async def cancel_series(series: Series, because: str, *, actor: Actor) -> int:
    """Call off everything of it that lies ahead; what was held stays. Says how many sessions that were."""
    async with transaction():
        group = await locked_group(series.group)
        fresh = await _open_series(series)
        sessions = await queries.sessions_in(fresh)
        marked = await marked_among([one.code for one in sessions])
        ahead = [one for one in sessions if one.held_on >= clock.today() and one.code not in marked]
        off = await _call_off(ahead, because, least=fresh.sequence)
        await revise_series(fresh, sessions, sessions, cancelled_at=clock.now())
        about: dict[str, Any] = {"title": group.title, "because": because, "sessions": off}
        await audit.record(Event.INTERVISION_SERIES_CANCEL, about=fresh.code, actor=actor, **about)
    return off


async def edit_place(series: Series, form: PlaceForm, *, actor: Actor) -> None:
    """Write where it meets from now on; sessions that were given another place keep theirs."""
    async with transaction():
        group = await locked_group(series.group)
        fresh = await _open_series(series)
        if fresh.place == form.place:
            return
        old, sessions = fresh.place, await queries.sessions_in(fresh)
        for one in sessions:
            if one.held_on >= clock.today() and one.place == old:
                await revise_session(one, place=form.place)
        await revise_series(fresh, sessions, sessions, place=form.place)
        about: dict[str, Any] = {"title": group.title, "changes": {"place": [old, form.place]}}
        await audit.record(Event.INTERVISION_SERIES_EDIT, about=fresh.code, actor=actor, **about)


async def _enter(group: Group, form: RuleForm, days: Sequence[date], follows: Series | None, actor: Actor) -> Series:
    rule = {
        "pattern": form.pattern,
        "every": form.every,
        "weekday": form.weekday,
        "nth": form.which,
        "starts_at": form.starts_at,
        "minutes": form.minutes,
        "first_on": days[0],  # a calendar counts DTSTART in, so it is the first day of its own rule
        "last_on": form.last_on,
        "place": form.place,
    }
    own = {"code": uuid4(), "organisation": group.organisation, "group": group.id, "sequence": 0}
    at = clock.now()
    content: dict[Any, Any] = {**rule, **own, "follows": follows.id if follows else None}
    series = Series(**content, created_at=at, changed_at=at, cancelled_at=None)
    await series.save()
    many = await insert_days(group, series, days, skip_holidays=form.skip_holidays)
    about: dict[str, Any] = {"title": group.title, **told(rule), "sessions": many}
    await audit.record(Event.INTERVISION_SERIES_CREATE, about=series.code, actor=actor, **about)
    return series


async def _end(
    series: Series, sessions: Sequence[Session], ahead: Sequence[Session], start: date, actor: Actor
) -> None:
    """The old series ends before `start`; its later sessions leave every list, since another series has them now."""
    before = [copy_of(one) for one in sessions]
    last = max((one.planned_on for one in sessions if one.planned_on and one.planned_on < start), default=None)
    off = await _call_off(ahead, None, least=series.sequence)
    changes: dict[str, Any] = {"last_on": last} if last else {"cancelled_at": clock.now()}
    await revise_series(series, before, sessions, **changes)
    about: dict[str, Any] = {"last_on": last, "sessions": off}
    await audit.record(Event.INTERVISION_SERIES_END, about=series.code, actor=actor, **about)


async def _call_off(sessions: Sequence[Session], because: str | None, *, least: int) -> int:
    planned = [one for one in sessions if not one.cancelled_at]
    for one in planned:
        await revise_session(one, least=least, cancelled_at=clock.now(), cancelled_because=because)
    return len(planned)


async def _open_series(series: Series) -> Series:
    fresh = await queries.locked_series(series.id)
    if fresh.cancelled_at:
        raise Conflict(CALLED_OFF)
    return fresh


async def _last_series(series: Series) -> Series:
    """The series, when no other one follows it yet."""
    fresh = await _open_series(series)
    if await queries.following(fresh):
        raise Conflict(FOLLOWED)
    return fresh


async def _refuse_clashes(group: Group, form: RuleForm, days: Sequence[date], but: Sequence[int] = ()) -> None:
    plans = [Plan(day, form.starts_at, form.minutes) for day in _kept(days, skips=form.skip_holidays)]
    refuse_unseen(await found_against(group, plans, today=clock.today(), but=but), form)


def _kept(days: Sequence[date], *, skips: bool) -> list[date]:
    return [day for day in days if not (skips and day in public_holidays(day.year))]


def _new_days(series: Series, sessions: Sequence[Session], last_on: date) -> list[date]:
    there = {one.planned_on for one in sessions}
    rule = (series.pattern, series.every, series.weekday, series.nth)
    return [day for day in occurrences(*rule, series.first_on, last_on) if day not in there]


def _start_of(series: Series, session: Session, sessions: Sequence[Session]) -> date:
    found = next((one.planned_on for one in sessions if one.id == session.id), None)
    if found is None or found > series.last_on:
        raise Conflict(N_("This session is not of this series any more. Open the series again."))
    return found
