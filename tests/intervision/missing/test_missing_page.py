"""What is missing stands on a page of its own and on the first page of whoever can mend it."""

from staffdev import clock
from staffdev.attention import meetings
from staffdev.db.facts import record
from staffdev.db.transactions import transaction
from staffdev.intervision.missing.queries import without_intervision
from staffdev.people.tables import Leave
from staffdev.people.vocabulary import LeaveKind
from staffdev.training.vocabulary import Mark
from tests.intervision.meeting import a_group, a_session, marked
from tests.intervision.minutes.test_agreed_actions import an_action

PAGE = "/intervision/missing"


async def test_the_page_lists_what_is_missing_and_where_to_mend_it(client, cast):
    group = await a_group(cast, cast.ilona)
    session = await a_session(group, days=-40)
    await client.sign_in(cast.jelena)
    page = (await client.get(PAGE)).text
    assert f"/intervision/sessions/{session.code}/attendance" in page
    assert f"/intervision/sessions/{session.code}/minutes" in page
    assert f"/intervision/groups/{group.code}" in page
    assert "Ilona Sabo" in page


async def test_where_nothing_is_missing_the_page_says_so(client, cast):
    group = await a_group(cast, cast.ilona, created_at=clock.now())
    session = await a_session(group)
    everybody = [(one, Mark.PRESENT) for one in (cast.ilona, cast.djurdjica, cast.jelena)]
    await marked(session, *everybody, by=cast.jelena)
    await client.sign_in(cast.jelena)
    assert "Nothing is missing" in (await client.get(PAGE)).text


async def test_it_is_for_those_who_lead(client, cast):
    for member, status in ((cast.snezana, 200), (cast.ilona, 403), (cast.olga, 403), (cast.mira, 403)):
        await client.sign_in(member)
        assert (await client.get(PAGE)).status_code == status


async def test_another_organisation_reads_nothing_of_it(client, cast):
    session = await a_session(await a_group(cast, cast.ilona), days=-40)
    await client.sign_in(cast.nada)
    page = (await client.get(PAGE)).text
    assert str(session.code) not in page
    assert "Ilona" not in page


async def test_who_is_on_leave_is_not_listed(cast):
    today = clock.today()
    assert cast.ilona.person.code in {row["code"] for row in await without_intervision(cast.ravnica.id, today)}
    async with transaction():
        await record(
            Leave,
            by=None,
            at=clock.now(),
            person=cast.ilona.person.id,
            organisation=cast.ravnica.id,
            kind=next(iter(LeaveKind)),
            from_on=today,
            until_on=today,
        )
    assert cast.ilona.person.code not in {row["code"] for row in await without_intervision(cast.ravnica.id, today)}


async def test_excused_is_not_at_an_intervision_and_in_part_is(cast):
    session = await a_session(await a_group(cast, cast.ilona, cast.djurdjica))
    await marked(session, (cast.ilona, Mark.EXCUSED), (cast.djurdjica, Mark.PARTIAL, 30), by=cast.jelena)
    codes = {row["code"] for row in await without_intervision(cast.ravnica.id, clock.today())}
    assert (cast.ilona.person.code in codes, cast.djurdjica.person.code in codes) == (True, False)


async def test_the_coordinator_finds_it_on_her_first_page(client, cast):
    session = await a_session(await a_group(cast, cast.ilona), days=-40)
    await client.sign_in(cast.jelena)
    page = (await client.get("/")).text
    assert f"/intervision/sessions/{session.code}/attendance" in page
    assert f"/intervision/sessions/{session.code}/minutes" in page
    assert "has not met for too long" in page


async def test_the_facilitator_finds_hers_and_nobody_elses(client, cast):
    group = await a_group(cast, cast.ilona, cast.djurdjica)
    hers = await a_session(group, days=-2, facilitator=cast.ilona)
    other = await a_session(group, days=-3, facilitator=cast.djurdjica)
    await client.sign_in(cast.ilona)
    page = (await client.get("/")).text
    assert str(hers.code) in page
    assert str(other.code) not in page


async def test_what_somebody_took_on_is_told_to_her_alone(client, cast):
    session = await a_session(await a_group(cast, cast.ilona, cast.djurdjica), days=-10)
    await an_action(session, "Napraviti listu", owner=cast.ilona, due=-1)
    for member, told in ((cast.ilona, True), (cast.djurdjica, False)):
        await client.sign_in(member)
        assert ("Your agreed action is due: Napraviti listu" in (await client.get("/")).text) is told


async def test_it_asks_the_same_however_many_there_are(cast, statements):
    group = await a_group(cast, cast.ilona)
    await a_session(group, days=-40)
    with statements() as few:
        await meetings.of_intervision(cast.jelena.actor, clock.today())
    for days in range(2, 12):
        await a_session(group, days=-days)
    with statements() as many:
        await meetings.of_intervision(cast.jelena.actor, clock.today())
    assert len(few) == len(many)
