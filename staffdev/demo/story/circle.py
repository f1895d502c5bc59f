"""A group of peers that meets every second Wednesday of a month: planned for a year, extended, moved, called off."""

from collections.abc import Awaitable, Callable
from datetime import time, timedelta
from functools import partial
from typing import Any

from staffdev import clock
from staffdev.demo.story.cast import Helpline
from staffdev.intervision.groups.actions import add_members, create_group
from staffdev.intervision.groups.forms import GroupForm, NewMembersForm
from staffdev.intervision.queries import groups_visible_to, members_of
from staffdev.intervision.series.actions.planning import extend_series, plan_series
from staffdev.intervision.series.actions.sessions import cancel_session, change_session, share_out
from staffdev.intervision.series.clashing import Colliding
from staffdev.intervision.series.forms import ExtensionForm, SeriesForm, TimesForm
from staffdev.intervision.series.queries import person_by_id, sessions_in
from staffdev.intervision.series.view import turns_of
from staffdev.intervision.tables import Group, Series, Session
from staffdev.intervision.vocabulary import Need, Pattern

BEGINNING = 400  # days ago
WEDNESDAY, SECOND = 3, 2
EVENING = {"starts_at": time(18), "minutes": 90, "place": "Prostorije udruženja, Vrbovica"}
MEMBERS = ("ljiljana", "djurdja", "jasna", "milica", "zaklina")


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    on, ago = line.chronicle.on, line.chronicle.ago
    on(ago(BEGINNING), partial(_found, line))
    on(ago(BEGINNING - 2), partial(_plan, line))
    on(ago(BEGINNING - 3), partial(_share_out, line))
    on(ago(210), partial(_move, line, 0, time(17, 30)), hour=9)
    on(ago(130), partial(_call_off, line, "Poplava u zgradi, sala nije za upotrebu."), hour=9)
    on(ago(60), partial(_extend, line))
    on(ago(59), partial(_share_out, line))
    on(ago(40), partial(_join, line, "teodora"))
    on(ago(4), partial(_move, line, 1, time(18)), hour=12)


async def _found(line: Helpline) -> None:
    actor = line.actors["ljiljana"]
    await create_group(GroupForm(title="Sreda uveče", least=3, most=8, rhythm_days=40), actor=actor)
    for name in MEMBERS:
        await _join(line, name)


async def _join(line: Helpline, name: str) -> None:
    """Without the coordinator it does not meet. Whoever is still in training comes along and leads nothing."""
    form = NewMembersForm(
        people=[line.code(name)],
        need=Need.REQUIRED if name == "ljiljana" else Need.OPTIONAL,
        may_facilitate=name != "teodora",
        from_on=clock.today(),
    )
    await add_members(await _group(line), form, actor=line.actors["ljiljana"])


async def _plan(line: Helpline) -> None:
    rule = {"pattern": Pattern.MONTHLY, "every": 1, "weekday": WEDNESDAY, "nth": SECOND, **EVENING}
    first = clock.today() + timedelta(days=1)
    days = {"first_on": first, "last_on": first + timedelta(days=364), "skip_holidays": True}
    group = await _group(line)
    await _anyway(plan_series, SeriesForm, {"group": str(group.code)} | rule | days, line)


async def _extend(line: Helpline) -> None:
    until = {"last_on": clock.today() + timedelta(days=240), "skip_holidays": True}
    await _anyway(partial(extend_series, await _series(line)), ExtensionForm, until, line)


async def _share_out(line: Helpline) -> None:
    """By turns, as proposed."""
    series, group = await _series(line), await _group(line)
    people = {str(one.person_code): one.person for one in await members_of([group.id])}
    turns = await turns_of(series, group, clock.today())
    chosen = {str(one.session.code): people.get(one.chosen) for one in turns}
    await share_out(series, chosen, actor=line.actors["ljiljana"])


async def _move(line: Helpline, which: int, starts_at: time) -> None:
    """The session after so many others is a day later this time."""
    session: Any = (await _ahead(line))[which]
    leads = str((await person_by_id(session.facilitator)).code) if session.facilitator else None
    later = {"held_on": session.held_on + timedelta(days=1), "facilitator": leads}
    await _anyway(partial(change_session, session), TimesForm, EVENING | later | {"starts_at": starts_at}, line)


async def _call_off(line: Helpline, because: str) -> None:
    session, *_ = await _ahead(line)
    await cancel_session(session, because, actor=line.actors["ljiljana"])


async def _anyway(action: Callable[..., Awaitable[object]], form: Any, values: dict[str, Any], line: Helpline) -> None:
    """What collides was seen, and is accepted."""
    actor = line.actors["ljiljana"]
    try:
        await action(form(**values), actor=actor)
    except Colliding as colliding:
        await action(form(**values, anyway=True, seen=colliding.digest), actor=actor)


async def _group(line: Helpline) -> Group:
    return (await groups_visible_to(line.actors["ljiljana"]))[0]


async def _series(line: Helpline) -> Series:
    group = await _group(line)
    found = await Series.objects().where(Series.group == group.id).first()
    if found is None:
        raise LookupError(group.title)
    return found


async def _ahead(line: Helpline) -> list[Session]:
    sessions = await sessions_in(await _series(line))
    return [one for one in sessions if one.held_on > clock.today() and not one.cancelled_at]
