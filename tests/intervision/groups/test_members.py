"""Who belongs to a group: facts with their days."""

from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.intervision.queries import members_on
from staffdev.intervision.tables import GroupMember
from tests.cast import create_person
from tests.intervision.meeting import a_group, joins


def joining(*members, **values):
    people = [str(member.person.code) for member in members]
    return {"people": people, "need": "required", "may_facilitate": "yes", "from_on": "1.10.2026."} | values


async def named(group, day):
    return [one.name for one in await members_on(group, day)]


async def test_several_join_at_once(client, cast):
    group = await a_group(cast)
    await client.sign_in(cast.jelena)
    home = f"/intervision/groups/{group.code}"
    assert "Sabo Ilona" in (await client.get(f"{home}/members/new")).text
    shown = await client.follow(await client.post(f"{home}/members", joining(cast.ilona, cast.djurdjica)))
    assert "2 people joined the group." in shown.text
    assert await named(group, clock.today()) == ["Đurđica Peić", "Ilona Sabo"]
    assert await AuditEntry.count().where(AuditEntry.event == "intervision:member:record") == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"people": []}, "people"),
        ({"people": ["11111111-1111-1111-1111-111111111111"]}, "people"),
        ({"need": "perhaps"}, "need"),
        ({"from_on": "31.2.2026."}, "from_on"),
        ({"from_on": "1.1.2014."}, "people"),
        ({"from_on": "1.1.2020."}, "people"),
    ],
)
async def test_it_says_what_to_correct_and_lets_nobody_join(client, cast, change, field):
    group = await a_group(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/intervision/groups/{group.code}/members", joining(cast.ilona) | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await GroupMember.count()


async def test_nobody_joins_when_one_of_them_cannot(client, cast):
    group = await a_group(cast, cast.djurdjica)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/intervision/groups/{group.code}/members", joining(cast.ilona, cast.djurdjica))
    assert answer.status_code == 422
    assert "belongs to this group" in answer.text
    assert await named(group, clock.today()) == ["Đurđica Peić"]


async def test_a_correction_keeps_what_was_there(client, cast):
    group = await a_group(cast)
    fact = await joins(group, cast.ilona)
    await client.sign_in(cast.jelena)
    home = f"/intervision/groups/{group.code}/members/{fact.code}"
    assert 'value="9.1.2023."' in (await client.get(f"{home}/edit")).text
    typed = {"need": "optional", "from_on": "9.1.2023.", "until_on": f"{clock.today():%d.%m.%Y.}"}
    await client.follow(await client.post(home, typed))
    [now] = await GroupMember.objects().where(current(GroupMember))
    assert (now.id, now.need, now.may_facilitate, now.until_on) == (fact.id, "optional", False, clock.today())
    assert await GroupMember.count() == 2
    assert await named(group, clock.today()) == ["Ilona Sabo"]
    assert not await named(group, clock.today() + timedelta(days=1))
    wrong = typed | {"until_on": "1.1.2023."}
    answer = await client.post(home, wrong)
    assert answer.status_code == 422
    assert 'value="1.1.2023."' in answer.text


async def test_she_may_come_back_but_not_twice_at_once(client, cast):
    group = await a_group(cast)
    yesterday, today = clock.today() - timedelta(days=1), clock.today()
    await joins(group, cast.ilona, until_on=yesterday)
    await client.sign_in(cast.jelena)
    address = f"/intervision/groups/{group.code}/members"
    assert (await client.post(address, joining(cast.ilona, from_on=f"{yesterday:%d.%m.%Y.}"))).status_code == 422
    assert (await client.post(address, joining(cast.ilona, from_on=f"{today:%d.%m.%Y.}"))).status_code == 303


async def test_what_never_was_is_taken_back_with_the_reason(client, cast):
    group = await a_group(cast)
    fact = await joins(group, cast.ilona)
    await client.sign_in(cast.jelena)
    address = f"/intervision/groups/{group.code}/members/{fact.code}/withdrawal"
    assert (await client.post(address, {"because": ""})).status_code == 422
    await client.follow(await client.post(address, {"because": "pogrešna osoba"}))
    assert not await members_on(group, clock.today())
    assert (await client.post(address, {"because": "pogrešna osoba"})).status_code == 404


async def test_the_group_says_what_does_not_fit(client, cast):
    group = await a_group(cast, cast.ilona, cast.djurdjica, least=3, most=8)
    left = await create_person(cast.ravnica, "Vida Kostić")
    member = type("Left", (), {"person": left})
    await joins(group, member)
    await client.sign_in(cast.jelena)
    shown = (await client.get(f"/intervision/groups/{group.code}")).text
    assert "Vida Kostić no longer works here." in shown
    assert "cannot meet" not in shown
    group.least, group.most = 4, 5
    await group.save()
    assert (
        "With fewer than 4 members it cannot meet; now there are 3."
        in (await client.get(f"/intervision/groups/{group.code}")).text
    )
    group.least, group.most = 2, 2
    await group.save()
    shown = (await client.get(f"/intervision/groups/{group.code}")).text
    assert "3 members are more than the 2 this group is meant for." in shown


@pytest.mark.parametrize("member", ["ilona", "olga"])
async def test_who_does_not_lead_may_not_write(client, cast, member):
    group = await a_group(cast)
    fact = await joins(group, cast.ilona)
    await client.sign_in(getattr(cast, member))
    home = f"/intervision/groups/{group.code}/members"
    for path in (home, f"{home}/{fact.code}", f"{home}/{fact.code}/withdrawal"):
        assert (await client.post(path, joining(cast.djurdjica))).status_code == 403


async def test_another_groups_member_does_not_exist(client, cast):
    fact = await joins(await a_group(cast), cast.ilona)
    other = await a_group(cast, title="Druga grupa")
    await client.sign_in(cast.jelena)
    address = f"/intervision/groups/{other.code}/members/{fact.code}"
    assert (await client.post(address, {"need": "optional", "from_on": "9.1.2023."})).status_code == 404
    assert (await client.get(f"{address}/edit")).status_code == 404


async def test_without_an_audit_entry_nobody_joins_or_leaves(client, cast, broken_audit):
    group = await a_group(cast)
    fact = await joins(group, cast.ilona)
    await client.sign_in(cast.jelena)
    home = f"/intervision/groups/{group.code}/members"
    typed = {"need": "optional", "from_on": "9.1.2023."}
    asked = ((home, joining(cast.djurdjica)), (f"{home}/{fact.code}", typed))
    for path, data in (*asked, (f"{home}/{fact.code}/withdrawal", {"because": "greška"})):
        await client.http.post(path, data=data | {"csrf_token": client.csrf})
    [only] = await GroupMember.objects()
    assert only.need == "required"
    assert only.superseded_at is None
