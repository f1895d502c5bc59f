"""The coordinator asks a group."""

from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.intervision.tables import Poll, PollOption
from tests.intervision.meeting import a_group

HOME = "/intervision/polls"


def typed(group, **more):
    day = clock.today() + timedelta(days=10)
    first, second, until = (f"{d:%d.%m.%Y.}" for d in (day, day + timedelta(days=1), day - timedelta(days=4)))
    days = {"day-1": first, "time-1": "18", "day-2": second, "time-2": "17:30"}
    return {"group": str(group.code), "minutes": "1,5", "answer_by": until, **days, **more}


async def test_a_group_is_asked_for_a_day(client, cast):
    group = await a_group(cast, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.jelena)
    assert (await client.get(f"{HOME}/new?group={group.code}")).status_code == 200
    page = await client.follow(await client.post(HOME, typed(group)))
    assert "Which day suits you?" in page.text
    [poll] = await Poll.objects()
    assert (poll.group, poll.minutes, poll.is_weekly) == (group.id, 90, False)
    assert poll.closed_at is None
    assert await PollOption.count() == 2
    assert await AuditEntry.exists().where(AuditEntry.event == "intervision:poll:create")


async def test_a_group_is_asked_for_a_regular_time(client, cast):
    group = await a_group(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    assert "Day of the week 1" in (await client.get(f"{HOME}/new?weekly=yes")).text
    weekly = {"is_weekly": "yes", "weekday-1": "3", "weekday-2": "1"}
    page = await client.follow(await client.post(HOME, typed(group, **weekly)))
    assert "Which time suits you every week?" in page.text
    assert page.text.index("Monday") < page.text.index("Wednesday")


async def test_an_address_brings_the_times(client, cast):
    await client.sign_in(cast.jelena)
    page = await client.get(f"{HOME}/new?at=2027-12-03+18:00&at=2027-12-04+17:30")
    assert 'value="2027-12-04"' in page.text
    assert 'value="17:30"' in page.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"group": ""}, "group"),
        ({"group": "nobody"}, "group"),
        ({"minutes": "9"}, "minutes"),
        ({"answer_by": "1.1.2020."}, "answer_by"),
        ({"answer_by": "1.1.2090."}, "answer_by"),
        ({"day-1": "1.1.2020."}, "day-1"),
        ({"day-2": "", "time-2": ""}, "day-1"),
        ({"time-2": "late"}, "time-2"),
    ],
)
async def test_it_says_what_to_correct_and_asks_nobody(client, cast, change, field):
    group = await a_group(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    answer = await client.post(HOME, typed(group) | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert not await Poll.count()


async def test_a_group_that_is_closed_or_empty_is_not_asked(client, cast):
    await client.sign_in(cast.jelena)
    for group in (await a_group(cast), await a_group(cast, cast.ilona, title="Druga", closed_on=clock.today())):
        answer = await client.post(HOME, typed(group))
        assert answer.status_code == 422
        assert 'href="#group"' in answer.text
    assert not await Poll.count()


async def test_the_group_of_another_organisation_is_not_there_to_be_asked(client, cast):
    theirs = await a_group(cast, cast.tijana, organisation=cast.korak)
    await client.sign_in(cast.jelena)
    assert (await client.post(HOME, typed(theirs))).status_code == 422
    assert not await Poll.count()


@pytest.mark.parametrize("member", ["snezana", "ilona", "mira", "olga"])
async def test_only_the_coordinator_asks(client, cast, member):
    group = await a_group(cast, cast.ilona)
    await client.sign_in(getattr(cast, member))
    assert (await client.get(f"{HOME}/new")).status_code == 403
    assert (await client.post(HOME, typed(group))).status_code == 403
    assert not await Poll.count()


async def test_without_an_audit_entry_nobody_is_asked(client, cast, broken_audit):
    group = await a_group(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    await client.http.post(HOME, data=typed(group) | {"csrf_token": client.csrf})
    assert not await Poll.count()
    assert not await PollOption.count()
