"""What the tests of series start from: planned series, and the tick that accepts what collides."""

import re
from datetime import date, time, timedelta

from staffdev import clock
from staffdev.intervision.series.actions import planning
from staffdev.intervision.series.clashing import Colliding
from staffdev.intervision.series.forms import SeriesForm
from staffdev.intervision.tables import Session
from staffdev.intervision.vocabulary import Pattern

SEEN = re.compile(r'name="seen" value="([0-9a-f]+)"')


def monday(weeks=1):
    """The Monday so many weeks ahead."""
    today = clock.today()
    return today + timedelta(days=7 * weeks - today.weekday())


def typed_day(day):
    return f"{day:%d.%m.%Y.}"


def typed_series(group, first_on=None, last_on=None, **changes):
    """A series every second Monday at six for three months, as it is typed."""
    first_on = first_on or monday()
    return {
        "group": str(group.code),
        "pattern": "weekly",
        "every": "2",
        "weekday": "1",
        "nth": "1",
        "starts_at": "18:00",
        "minutes": "1,5",
        "first_on": typed_day(first_on),
        "last_on": typed_day(last_on or first_on + timedelta(days=90)),
        "place": "Sala 2",
    } | changes


async def a_series(cast, group, *, first_on=None, days=90, by=None, **values):
    """The same, planned; whatever collides is accepted."""
    first_on = first_on or monday()
    usual = {"pattern": Pattern.WEEKLY, "every": 2, "weekday": 1, "starts_at": time(18), "minutes": 90}
    ends = {"first_on": first_on, "last_on": first_on + timedelta(days=days), "group": str(group.code)}
    return await accepted(planning.plan_series, SeriesForm, usual | ends | values, actor=(by or cast.jelena).actor)


async def accepted(action, form, values, *before, actor):
    """What the action answers, after "anyway" where something collides."""
    try:
        return await action(*before, form(**values), actor=actor)
    except Colliding as colliding:
        ticked = {"anyway": True, "seen": colliding.digest}
        return await action(*before, form(**values, **ticked), actor=actor)


def ticked(answer):
    """What the page posts when the box below the collisions is ticked."""
    found = SEEN.search(answer.text)
    assert found, "nothing collides on this page"
    return {"anyway": "yes", "seen": found[1]}


async def days_of(series, *, cancelled=False):
    rows = await Session.objects().where(Session.series == series.id).order_by(Session.held_on)
    return [one.held_on for one in rows if bool(one.cancelled_at) == cancelled]


NEW_YEAR = date(clock.today().year + 1, 1, 1)


async def in_order(series):
    """Its sessions as they were planned."""
    return await Session.objects().where(Session.series == series.id).order_by(Session.planned_on)
