"""The pages of groups, series and sessions: as many statements for many as for few; links the pages promise."""

from datetime import date, timedelta
from uuid import uuid4

from staffdev.intervision.tables import Session
from staffdev.people.vocabulary import EngagementRole
from tests.cast import create_person
from tests.intervision.meeting import a_group, joins
from tests.intervision.series.planning import a_series


class Named:
    def __init__(self, person):
        self.person = person


async def counted(client, statements, paths):
    found = {}
    for path in paths:
        with statements() as ran:
            assert (await client.get(path)).status_code == 200
        found[path] = len(ran)
    return found


async def test_every_page_asks_as_often_for_many_as_for_few(client, cast, statements):
    group = await a_group(cast, cast.ilona, cast.djurdjica, cast.jelena, most=40)
    series = await a_series(cast, group, first_on=date(2027, 3, 1), days=14)
    session = await Session.objects().first()
    session.facilitator = cast.ilona.person.id
    await session.save()
    home, one = f"/intervision/series/{series.code}", f"/intervision/sessions/{session.code}"
    paths = ["/intervision", f"/intervision/groups/{group.code}", home, f"{home}/facilitators", one, f"{one}/edit"]
    other = await a_group(cast, cast.ilona, title="Druga")
    await client.sign_in(cast.jelena)
    few = await counted(client, statements, paths)
    for number in range(12):
        person = await create_person(cast.ravnica, f"Vida Kostić{number}", engaged_as=EngagementRole.ASSOCIATE)
        await joins(group, Named(person))
    await a_series(cast, other, first_on=date(2027, 3, 1), days=60, every=1)
    rows = await Session.objects().where(Session.series == series.id)
    for number in range(20):
        day = date(2027, 4, 1) + timedelta(days=number)
        values = rows[0].to_dict() | {"held_on": day, "planned_on": day}
        del values["id"], values["code"]
        await Session(**values, code=uuid4()).save()
    assert await counted(client, statements, paths) == few


async def test_a_member_reads_who_leads_and_who_oversees_does_not(client, cast):
    group = await a_group(cast, cast.ilona, cast.djurdjica, cast.jelena)
    await a_series(cast, group, first_on=date(2027, 3, 1), days=14)
    session = await Session.objects().first()
    session.facilitator = cast.ilona.person.id
    await session.save()
    for member, reads in ((cast.djurdjica, True), (cast.olga, False), (cast.mira, False), (cast.snezana, True)):
        await client.sign_in(member)
        text = (await client.get(f"/intervision/sessions/{session.code}")).text
        assert ("Ilona" in text) is reads, member.name
        assert "Members that day" in text
