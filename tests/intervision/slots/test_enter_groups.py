"""Groups that were formed are entered with their members, all or none."""

import pytest

from staffdev import clock
from staffdev.audit.events import Event
from staffdev.audit.tables import AuditEntry
from staffdev.forms import parse
from staffdev.intervision.slots import asking
from staffdev.intervision.slots.actions import enter_groups
from staffdev.intervision.slots.forms import GroupsForm
from staffdev.intervision.tables import Group, GroupMember
from tests.intervision.slots import scene
from tests.intervision.slots.scene import monday

ASKED = {**scene.times(), "groups": "1", "least": "2", "most": "5", "at_once": "1"}
PLACE = "/intervision/proposals/groups"


async def test_the_groups_are_entered_with_everybody_in_them(client, cast):
    for member in (cast.jelena, cast.ilona, cast.djurdjica):
        await scene.tells(member, scene.EVENINGS)
    await client.sign_in(cast.jelena)
    page = await client.get(scene.address(None, "groups", groups="1", least="2", most="5", at_once="1"))
    assert "Enter these groups" in page.text
    answer = await client.post(PLACE, ASKED)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/intervision"
    [group] = await Group.objects()
    assert (group.least, group.most, group.rhythm_days) == (2, 5, 14)
    members = await GroupMember.objects().where(GroupMember.group == group.id)
    assert {one.person for one in members} >= {one.person.id for one in (cast.jelena, cast.ilona, cast.djurdjica)}
    assert {one.from_on for one in members} == {monday()}
    events = [row["event"] for row in await AuditEntry.select(AuditEntry.event)]
    assert events.count(Event.INTERVISION_GROUP_CREATE) == 1
    assert events.count(Event.INTERVISION_MEMBER_RECORD) == len(members)


async def test_it_says_what_to_correct_and_enters_nothing(client, cast):
    await client.sign_in(cast.jelena)
    answer = await client.post(PLACE, ASKED | {"groups": "9"})
    assert answer.status_code == 422
    assert "There are too few people for so many groups of that size." in answer.text
    assert not await Group.count()


async def test_only_who_leads_may(client, cast):
    for member in (cast.ilona, cast.mira, cast.olga):
        browser = await client.another().sign_in(member)
        assert (await browser.post(PLACE, ASKED)).status_code == 403
    assert not await Group.count()


async def test_a_visitor_enters_nothing(client, cast):
    assert (await client.post(PLACE, ASKED)).status_code == 401
    assert not await Group.count()


async def test_nothing_is_entered_without_its_entry_in_the_log(client, cast, broken_audit):
    form = parse(GroupsForm, ASKED)
    groups = await asking.form_for(cast.ravnica.id, form, clock.today())
    with pytest.raises(Exception, match="audit_entry"):
        await enter_groups(groups, form, actor=cast.jelena.actor)
    assert not await Group.count()
    assert not await GroupMember.count()
