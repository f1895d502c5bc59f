"""Minutes are written, and what was agreed is settled; the log says that it happened and not what was said."""

from datetime import date
from typing import Any
from uuid import UUID

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_
from staffdev.intervision.attendance.queries import expected_people, group_of
from staffdev.intervision.minutes import entry, policies, queries
from staffdev.intervision.minutes.forms import AgreedForm
from staffdev.intervision.queries import locked_session
from staffdev.intervision.rules.identity import traces_in
from staffdev.intervision.tables import AgreedAction, Group, Session, SessionMinutes

SETTLED = N_("This was settled already. Open the page again to see how it stands.")


async def record_minutes(session: Session, draft: entry.Draft, *, acknowledged: str = "", actor: Actor) -> None:
    """Write the minutes, settle what was carried on and add what was agreed: all of it, or nothing."""
    policies.can_write(actor, session).require()
    async with transaction():
        fresh = await locked_session(session.id)
        if refusal := entry.writing_refusal(fresh, today=clock.today()):
            raise Conflict(refusal)
        known = await queries.minutes_of(fresh)
        problems = entry.draft_problems(draft, known, fresh.held_on)
        warnings = entry.warnings_in(draft, await queries.names_of_office(fresh.organisation))
        if warnings and acknowledged != entry.signature(warnings):
            problems["acknowledged"] = entry.UNREAD
        if problems:
            raise Invalid(problems)
        group = await group_of(fresh)
        await _write(fresh, group, known, draft, is_warned=bool(warnings), actor=actor)
        await _settle(fresh, group, draft, actor)
        await _agree(fresh, group, draft, is_warned=bool(warnings), actor=actor)


async def complete(action: queries.Agreed, done_on: date, *, actor: Actor) -> None:
    """It is done since that day; Conflict where it was settled before."""
    policies.can_settle(actor, action).require()
    if problems := entry.completion_problems(done_on, action.agreed_on, today=clock.today()):
        raise Invalid(problems)
    async with transaction():
        await _close(action.code, action.group_title, actor=actor, done_on=done_on)


async def drop(action: queries.Agreed, because: str, *, acknowledged: str = "", actor: Actor) -> None:
    """It is given up, with the reason; Conflict where it was settled before."""
    policies.can_settle(actor, action).require()
    warnings = await warnings_of_reason(because, actor)
    if warnings and acknowledged != entry.signature(warnings):
        raise Invalid({"acknowledged": entry.UNREAD})
    async with transaction():
        await _close(action.code, action.group_title, actor=actor, dropped_because=because, acknowledged=bool(warnings))


async def warnings_of_reason(because: str, actor: Actor) -> list[entry.Warned]:
    """What in a reason may identify somebody."""
    colleagues = await queries.names_of_office(actor.organisation_id)
    return [entry.Warned("because", one) for one in traces_in(because, colleagues=colleagues, first_names=True)]


async def _write(
    session: Session, group: Group, known: SessionMinutes | None, draft: entry.Draft, *, is_warned: bool, actor: Actor
) -> None:
    content = entry.content_of(draft.form)
    if known is not None and content == entry.stored(known):
        return
    at, by = clock.now(), actor.account_code
    values: dict[str, Any] = {**content, "is_acknowledged": is_warned}
    told: dict[str, Any] = {"title": group.title, "held_on": session.held_on, "acknowledged": is_warned}
    if known is None:
        ties = {"organisation": session.organisation, "session": session.id}
        made = await facts.record(SessionMinutes, by=by, at=at, **ties, **values)
        await audit.record(Event.INTERVISION_MINUTES_RECORD, about=made.code, actor=actor, **told)
        return
    await facts.supersede(known, by=by, at=at, **values)
    await audit.record(Event.INTERVISION_MINUTES_CORRECT, about=known.code, actor=actor, **told)


async def _settle(session: Session, group: Group, draft: entry.Draft, actor: Actor) -> None:
    carried = {str(one.code): one for one in await queries.carried_into(session)}
    for one in draft.settled:
        if one.code not in carried:
            raise Conflict(SETTLED)
        changes = {"done_on": session.held_on} if one.is_done else {"dropped_because": one.because}
        await _close(carried[one.code].code, group.title, actor=actor, **changes)


async def _close(code: UUID, title: str, *, actor: Actor, acknowledged: bool = False, **changes: Any) -> None:
    fact = await queries.locked_action(code)
    if not entry.is_open(fact):
        raise Conflict(SETTLED)
    await facts.supersede(fact, by=actor.account_code, at=clock.now(), **changes)
    is_done = "done_on" in changes
    event = Event.INTERVISION_AGREED_ACTION_COMPLETE if is_done else Event.INTERVISION_AGREED_ACTION_DROP
    told = {"done_on": changes["done_on"]} if is_done else {"acknowledged": acknowledged}
    await audit.record(event, about=code, actor=actor, title=title, **told)


async def _agree(session: Session, group: Group, draft: entry.Draft, *, is_warned: bool, actor: Actor) -> None:
    owners = {str(one.code): one.id for one in await expected_people(session)} if draft.agreed else {}
    for row, one in draft.agreed.items():
        if one.owner and one.owner not in owners:
            raise Invalid({f"owner-{row}": N_("Choose one of the people offered.")})
        ties = {"organisation": session.organisation, "group": group.id, "session": session.id}
        made = await facts.record(AgreedAction, by=actor.account_code, at=clock.now(), **ties, **_content(one, owners))
        told: dict[str, Any] = {"title": group.title, "due_on": one.due_on, "acknowledged": is_warned}
        await audit.record(Event.INTERVISION_AGREED_ACTION_RECORD, about=made.code, actor=actor, **told)


def _content(form: AgreedForm, owners: dict[str, int]) -> dict[str, Any]:
    owner = owners[form.owner] if form.owner else None
    return {"wording": form.wording, "owner": owner, "due_on": form.due_on, "done_on": None, "dropped_because": None}
