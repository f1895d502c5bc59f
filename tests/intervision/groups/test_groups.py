"""Groups: entered, edited, closed and reopened; who may look and who may write."""

from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.intervision.tables import Group
from tests.intervision.meeting import a_group, a_session

TYPED = {"title": "Grupa utorkom", "least": "3", "most": "7", "rhythm_days": "31"}


async def test_a_coordinator_enters_a_group(client, cast):
    await client.sign_in(cast.jelena)
    answer = await client.post("/intervision/groups", TYPED)
    [group] = await Group.objects()
    assert answer.headers["location"] == f"/intervision/groups/{group.code}/members/new"
    assert (group.title, group.least, group.most, group.rhythm_days) == ("Grupa utorkom", 3, 7, 31)
    assert await AuditEntry.exists().where(AuditEntry.event == "intervision:group:create")
    assert "Grupa utorkom" in (await client.get("/intervision")).text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "a" * 121}, "title"),
        ({"least": "1"}, "least"),
        ({"most": "2"}, "most"),
        ({"most": "51"}, "most"),
        ({"rhythm_days": "0"}, "rhythm_days"),
        ({"rhythm_days": "mesec"}, "rhythm_days"),
    ],
)
async def test_it_says_what_to_correct_and_enters_nothing(client, cast, change, field):
    await client.sign_in(cast.jelena)
    answer = await client.post("/intervision/groups", TYPED | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await Group.count()


async def test_it_is_edited_in_place(client, cast):
    group = await a_group(cast)
    await client.sign_in(cast.snezana)
    home = f"/intervision/groups/{group.code}"
    assert 'value="Prva grupa"' in (await client.get(f"{home}/edit")).text
    await client.follow(await client.post(home, TYPED))
    [fresh] = await Group.objects()
    assert (fresh.id, fresh.title, fresh.most) == (group.id, "Grupa utorkom", 7)
    assert await AuditEntry.count().where(AuditEntry.event == "intervision:group:edit") == 1
    await client.post(home, TYPED)
    assert await AuditEntry.count().where(AuditEntry.event == "intervision:group:edit") == 1


async def test_it_is_closed_and_reopened(client, cast):
    group = await a_group(cast)
    home = f"/intervision/groups/{group.code}"
    await client.sign_in(cast.jelena)
    await client.follow(await client.post(f"{home}/closure", {"closed_on": f"{clock.today():%d.%m.%Y.}"}))
    assert (await Group.objects().first()).closed_on == clock.today()
    assert (await client.post(f"{home}/closure", {"closed_on": f"{clock.today():%d.%m.%Y.}"})).status_code == 409
    assert "Reopen the group" in (await client.get(home)).text
    await client.follow(await client.post(f"{home}/reopening"))
    assert (await Group.objects().first()).closed_on is None
    assert (await client.post(f"{home}/reopening")).status_code == 409


@pytest.mark.parametrize("days", [-401, 1])
async def test_it_cannot_be_closed_before_it_was_or_ahead(client, cast, days):
    group = await a_group(cast)
    await client.sign_in(cast.jelena)
    day = clock.today() + timedelta(days=days)
    answer = await client.post(f"/intervision/groups/{group.code}/closure", {"closed_on": f"{day:%d.%m.%Y.}"})
    assert answer.status_code == 422
    assert 'href="#closed_on"' in answer.text


async def test_it_cannot_be_closed_while_a_session_is_planned(client, cast):
    group = await a_group(cast)
    session = await a_session(group, days=5)
    await client.sign_in(cast.jelena)
    typed = {"closed_on": f"{clock.today():%d.%m.%Y.}"}
    answer = await client.post(f"/intervision/groups/{group.code}/closure", typed)
    assert answer.status_code == 422
    assert "Call off what is ahead first." in answer.text
    session.cancelled_at = clock.now()
    await session.save()
    assert (await client.post(f"/intervision/groups/{group.code}/closure", typed)).status_code == 303


async def test_a_member_sees_her_group_and_another_consultant_does_not(client, cast):
    group = await a_group(cast, cast.ilona)
    await client.sign_in(cast.ilona)
    shown = await client.get(f"/intervision/groups/{group.code}")
    assert "Ilona Sabo" in shown.text
    assert "/edit" not in shown.text
    await client.sign_in(cast.djurdjica)
    assert (await client.get(f"/intervision/groups/{group.code}")).status_code == 404
    assert "You belong to no group" in (await client.get("/intervision")).text


@pytest.mark.parametrize("member", ["olga", "mira"])
async def test_who_oversees_reads_how_many_and_no_names(client, cast, member):
    group = await a_group(cast, cast.ilona)
    await a_session(group, days=5, facilitator=cast.ilona)
    await client.sign_in(getattr(cast, member))
    for path in ("/intervision", f"/intervision/groups/{group.code}"):
        shown = await client.get(path)
        assert "Prva grupa" in shown.text
        assert "Ilona" not in shown.text
    assert "1 today" in shown.text


@pytest.mark.parametrize("member", ["ilona", "olga", "mira"])
async def test_who_does_not_lead_may_not_write(client, cast, member):
    group = await a_group(cast, cast.ilona)
    await client.sign_in(getattr(cast, member))
    home = f"/intervision/groups/{group.code}"
    for path in ("/intervision/groups", home, f"{home}/closure", f"{home}/reopening", f"{home}/members"):
        assert (await client.post(path, TYPED)).status_code == 403
    assert (await Group.objects().first()).title == "Prva grupa"


async def test_another_organisations_group_does_not_exist(client, cast):
    group = await a_group(cast)
    await client.sign_in(cast.nada)
    home = f"/intervision/groups/{group.code}"
    for answer in (await client.get(home), await client.post(home, TYPED), await client.post(f"{home}/reopening")):
        assert answer.status_code == 404
    assert "Prva grupa" not in (await client.get("/intervision")).text


async def test_without_an_audit_entry_nothing_is_written(client, cast, broken_audit):
    group = await a_group(cast)
    await client.sign_in(cast.jelena)
    home = f"/intervision/groups/{group.code}"
    today = {"closed_on": f"{clock.today():%d.%m.%Y.}"}
    for path, data in (("/intervision/groups", TYPED), (home, TYPED), (f"{home}/closure", today)):
        await client.http.post(path, data=data | {"csrf_token": client.csrf})
    [fresh] = await Group.objects()
    assert fresh.title == "Prva grupa"
    assert fresh.closed_on is None
