"""Single sessions: added, moved, called off, held after all, and who leads them."""

from collections.abc import Mapping, Sequence
from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_, S_
from staffdev.intervision.attendance.actions import follow
from staffdev.intervision.attendance.queries import is_marked
from staffdev.intervision.queries import locked_group, locked_session, members_on
from staffdev.intervision.rules.clashes import Plan
from staffdev.intervision.series import queries
from staffdev.intervision.series.clashing import found_against, refuse_unseen
from staffdev.intervision.series.forms import LEADS, SessionForm, TimesForm
from staffdev.intervision.series.writing import changes_of, copy_of, revise_series, revise_session, session_values, told
from staffdev.intervision.tables import Group, Series, Session
from staffdev.people.queries import names_of
from staffdev.training.offer.actions.closed import refuse_closed_years

TIMES = ("held_on", "starts_at", "minutes")
WHY = N_("Attendance is already marked and moves with the session. Write why.")
NOT_AHEAD = N_("Attendance is marked, so the session cannot be in the future.")
CHANGED = N_(
    "Somebody changed this session meanwhile: it is on %(day)s at %(time)s, place: %(place)s. Nothing is saved yet. "
    "Look at the fields, then save."
)
LED_BY_ANOTHER = N_("Somebody changed the session on %(day)s meanwhile: %(name)s leads it. Choose, then save.")
LED_BY_NOBODY = N_("Somebody changed the session on %(day)s meanwhile: nobody leads it now. Choose, then save.")
CALLED_OFF = N_("This session is called off. Take that back first.")


async def add_session(form: SessionForm, *, actor: Actor) -> Session:
    """Add a session that is of no series."""
    async with transaction():
        group = await locked_group((await queries.group_named(form.group, actor.organisation_id)).id)
        leads = await _facilitator(group, form)
        await _refuse_clashes(group, form)
        times = {"held_on": form.held_on, "starts_at": form.starts_at, "minutes": form.minutes, "place": form.place}
        session = Session(**session_values(group, **times, facilitator=leads))
        await session.save()
        about: dict[str, Any] = {"title": group.title, **told(times)}
        await audit.record(Event.INTERVISION_SESSION_CREATE, about=session.code, actor=actor, **about)
    return session


async def change_session(session: Session, form: TimesForm, *, actor: Actor) -> None:
    """Move it, or correct place and facilitator; its series stays as it is. Marks already made move with it."""
    async with transaction():
        group, fresh = await locked_group(session.group), await locked_session(session.id)
        if fresh.cancelled_at:
            raise Conflict(CALLED_OFF)
        new = {name: getattr(form, name) for name in (*TIMES, "place")}
        new["facilitator"] = await _facilitator(group, form, keeps=fresh.facilitator)
        changes = changes_of(fresh, new)
        if not changes:
            return
        _refuse_stale(fresh, form)
        moves = not changes.keys().isdisjoint(TIMES)
        if moves:
            await _refuse_clashes(group, form, but=fresh.id)
        marked = moves and await _refuse_careless(fresh, form)
        series = await queries.series_by_id(fresh.series)
        await revise_session(fresh, least=series.sequence if series else 0, **new)
        about: dict[str, Any] = {"title": group.title, "changes": await _named(changes)}
        about |= {"because": form.because} if form.because else {}
        event = Event.INTERVISION_SESSION_MOVE if moves else Event.INTERVISION_SESSION_EDIT
        await audit.record(event, about=fresh.code, actor=actor, **about)
        if marked:
            await follow(fresh, because=form.because or "", actor=actor)


async def cancel_session(session: Session, because: str, *, actor: Actor) -> None:
    """Call it off with the reason; Conflict once its attendance is marked, because then it was held."""
    async with transaction():
        group, fresh = await locked_group(session.group), await locked_session(session.id)
        if fresh.cancelled_at:
            raise Conflict(N_("This session is called off already."))
        if await is_marked(fresh):
            raise Conflict(N_("Attendance is marked, so the session was held. Correct the marks if they are wrong."))
        await _set_cancelled(fresh, cancelled_at=clock.now(), cancelled_because=because)
        about: dict[str, Any] = {"title": group.title, "held_on": fresh.held_on, "because": because}
        await audit.record(Event.INTERVISION_SESSION_CANCEL, about=fresh.code, actor=actor, **about)


async def restore_session(session: Session, *, actor: Actor) -> None:
    """Hold it after all, as it was planned."""
    async with transaction():
        group, fresh = await locked_group(session.group), await locked_session(session.id)
        if fresh.cancelled_at is None:
            raise Conflict(N_("This session is not called off."))
        series = await queries.series_by_id(fresh.series)
        if series and (series.cancelled_at or _went_over(fresh, series)):
            raise Conflict(N_("Its series ended before that day. Add a session of its own instead."))
        await _set_cancelled(fresh, cancelled_at=None, cancelled_because=None)
        about: dict[str, Any] = {"title": group.title, "held_on": fresh.held_on}
        await audit.record(Event.INTERVISION_SESSION_RESTORE, about=fresh.code, actor=actor, **about)


async def share_out(
    series: Series, chosen: Mapping[str, int | None], *, actor: Actor, known: Mapping[str, str] | None = None
) -> int:
    """Write who leads which session of the series (by its code); says how many changed.

    `known` has the moments at which what she looked at was saved: Invalid where a session to change is another now.
    """
    async with transaction():
        group = await locked_group(series.group)
        sessions = [
            one for one in await queries.sessions_in(series) if str(one.code) in chosen and not one.cancelled_at
        ]
        changed = [one for one in sessions if one.facilitator != chosen[str(one.code)]]
        await _refuse_overtaken([one for one in changed if _is_stale(one, (known or {}).get(str(one.code)))])
        for one in changed:
            leads, before = chosen[str(one.code)], one.facilitator
            await _refuse_stranger(group, one, leads)
            await revise_session(one, facilitator=leads)
            about: dict[str, Any] = {"title": group.title, "held_on": one.held_on}
            about["changes"] = await _named({"facilitator": [before, leads]})
            await audit.record(Event.INTERVISION_SESSION_EDIT, about=one.code, actor=actor, **about)
    return len(changed)


def _refuse_stale(fresh: Session, form: TimesForm) -> None:
    """What somebody else saved after the form was opened is not written over unseen."""
    if _is_stale(fresh, form.known):
        said = {"day": fresh.held_on, "time": f"{fresh.starts_at:%H:%M}", "place": fresh.place or "–"}
        raise Invalid({"": S_(CHANGED, **said)})


def _is_stale(fresh: Session, known: str | None) -> bool:
    return known is not None and known != fresh.changed_at.isoformat()


async def _refuse_overtaken(sessions: Sequence[Session]) -> None:
    """The same for who leads: of each session it is said who was chosen meanwhile."""
    names = await names_of([one.facilitator for one in sessions if one.facilitator])
    said = {one.code: {"day": one.held_on, "name": names.get(one.facilitator)} for one in sessions}
    if found := {
        f"{LEADS}{one.code}": S_(LED_BY_ANOTHER if one.facilitator else LED_BY_NOBODY, **said[one.code])
        for one in sessions
    }:
        raise Invalid(found)


async def _set_cancelled(session: Session, **changes: Any) -> None:
    """The day leaves or joins its series, so both get a new revision."""
    if session.series is None:
        await revise_session(session, **changes)
        return
    series = await queries.locked_series(session.series)
    sessions = await queries.sessions_in(series)
    before = [copy_of(one) for one in sessions]
    await revise_session(session, least=series.sequence, **changes)
    after = [session if one.id == session.id else one for one in sessions]
    await revise_series(series, before, after)


async def _refuse_clashes(group: Group, form: TimesForm, but: int = -1) -> None:
    plan = Plan(form.held_on, form.starts_at, form.minutes)
    refuse_unseen(await found_against(group, [plan], today=clock.today(), but=[but]), form)


async def _refuse_careless(session: Session, form: TimesForm) -> bool:
    """Is it marked? Then moving it needs a reason, a day that was, and years that are open."""
    if not await is_marked(session):
        return False
    if not form.because:
        raise Invalid({"because": WHY})
    if form.held_on > clock.today():
        raise Invalid({"held_on": NOT_AHEAD})
    await refuse_closed_years(session.organisation, [session.held_on, form.held_on])
    return True


async def _facilitator(group: Group, form: TimesForm, keeps: int | None = None) -> int | None:
    """The row id of the person the form names; she belongs to the group that day, or leads already."""
    if not form.facilitator:
        return None
    members = {str(one.person_code): one.person for one in await members_on(group, form.held_on)}
    if form.facilitator in members:
        return members[form.facilitator]
    person = await queries.person_named(form.facilitator)
    if person is None or person.id != keeps:
        raise Invalid({"facilitator": N_("Choose somebody who belongs to the group on that day.")})
    return keeps


async def _refuse_stranger(group: Group, session: Session, person: int | None) -> None:
    if person is not None and person not in {one.person for one in await members_on(group, session.held_on)}:
        raise Invalid({"": N_("Choose for each day somebody who belongs to the group then.")})


async def _named(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The same with the facilitator's name for her row."""
    if "facilitator" not in changes:
        return changes
    names = await names_of([one for one in changes["facilitator"] if one])
    return changes | {"facilitator": [names.get(one) for one in changes["facilitator"]]}


def _went_over(session: Session, series: Series) -> bool:
    return session.planned_on is not None and session.planned_on > series.last_on
