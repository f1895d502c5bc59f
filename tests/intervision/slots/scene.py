"""A group of Ravnica's whose members have said when they can come; one is on duty, one on leave, one busy elsewhere."""

from datetime import time, timedelta
from urllib.parse import urlencode

from staffdev import clock
from staffdev.db.facts import record
from staffdev.db.transactions import transaction
from staffdev.intervision.tables import Group, GroupMember
from staffdev.intervision.vocabulary import Need
from staffdev.lines.tables import Line, PublishedHours, Shift
from staffdev.people.tables import Leave
from staffdev.people.vocabulary import LeaveKind
from tests.cast import SINCE
from tests.house.estate import value_of
from tests.house.values import Around
from tests.intervision.availability.telling import is_busy, tells
from tests.intervision.meeting import a_group

EVENINGS = "1 17:00-21:00 glad 3 17:00-21:00 if_need_be 4 18:00-20:00 glad"
SECRET = "sick_leave"


def monday(weeks=2):
    """A Monday so many weeks ahead."""
    today = clock.today()
    return today + timedelta(days=7 * weeks - today.isoweekday() + 1)


async def the_group(cast) -> Group:
    """Jelena, Ilona and Đurđica; everybody is glad on Mondays."""
    group = await a_group(cast, least=2)
    for member, leads in ((cast.jelena, True), (cast.ilona, False), (cast.djurdjica, False)):
        await optional(group, member, may_facilitate=leads)
        await tells(member, EVENINGS)
    return group


async def optional(group, member, *, may_facilitate=False, need=Need.OPTIONAL) -> GroupMember:
    own = {"organisation": group.organisation, "group": group.id, "person": member.person.id}
    days = {"from_on": SINCE, "until_on": None}
    async with transaction():
        return await record(
            GroupMember, by=None, at=clock.now(), **own, **days, need=need, may_facilitate=may_facilitate
        )


async def on_leave(cast, member, first, last):
    own = {"organisation": cast.ravnica.id, "person": member.person.id}
    async with transaction():
        await record(Leave, by=None, at=clock.now(), **own, kind=next(iter(LeaveKind)), from_on=first, until_on=last)


async def a_line(cast, *, week="", name="Prva linija", least=1) -> Line:
    around = Around(cast.ravnica, cast.jelena.person, {}, 0)
    content = {one._meta.name: value_of(one, around) for one in Line._meta.columns if one._meta.name != "id"}
    days = {"from_on": SINCE, "until_on": None, "superseded_at": None, "version_of": None, "withdrawn_because": None}
    line = Line(**content | days | {"name": name, "least_on_duty": least, "works_on_holidays": True})
    await line.save()
    if week:
        own = {"organisation": cast.ravnica.id, "line": line.id}
        async with transaction():
            await record(PublishedHours, by=None, at=clock.now(), **own, week=week, from_on=SINCE, until_on=None)
    return line


async def on_duty(cast, line, member, weekday, start=time(17), end=time(21), until_on=None):
    own = {"organisation": cast.ravnica.id, "line": line.id, "person": member.person.id}
    times = {"weekday": weekday, "starts_at": start, "ends_at": end, "every_weeks": 1}
    async with transaction():
        await record(Shift, by=None, at=clock.now(), **own, **times, from_on=SINCE, until_on=until_on)


async def busy_on(member, day):
    """Her calendar has something all evening of that day."""
    await is_busy(member, ((day - clock.today()).days, 15, 300))


def address(of, question="series", **more):
    """The page of proposals as the form asks for it."""
    asked = {"question": question, "group": of.code if of else "", **times(), "on_holidays": "yes"}
    return f"/intervision/proposals?{urlencode(asked | more)}"


def times():
    """When somebody looks for a time: every second week of eight, an hour and a half in the evening."""
    first_on = f"{monday():%d.%m.%Y.}"
    evening = {"minutes": "1:30", "earliest": "17:00", "latest": "21:00"}
    return {"rhythm": "weekly-2", "first_on": first_on, "weeks": "8", **evening}
