"""A poll that waits for an answer or a choice, and a week nobody has recorded, stand on the first page."""

from datetime import UTC, datetime, timedelta

from staffdev import clock
from staffdev.intervision.tables import Poll
from tests.intervision.availability.telling import tells
from tests.intervision.meeting import a_group
from tests.intervision.polls.asking import GLAD, NO, a_poll, answers
from tests.support.asking import agreed, asked, held


async def first_page(client, member):
    await client.sign_in(member)
    return (await client.get("/")).text


async def test_a_poll_waits_until_she_answers(client, cast):
    poll = await a_poll(cast, cast.ilona, cast.djurdjica)
    assert f"/intervision/polls/{poll.code}" in await first_page(client, cast.ilona)
    await answers(cast.ilona, poll, GLAD, NO)
    assert f"/intervision/polls/{poll.code}" not in await first_page(client, cast.ilona)
    assert f"/intervision/polls/{poll.code}" in await first_page(client, cast.djurdjica)


async def test_a_poll_that_is_over_waits_for_the_coordinators_choice(client, cast):
    poll = await a_poll(cast, cast.ilona)
    assert "waits for your choice" not in await first_page(client, cast.jelena)
    await Poll.update({Poll.answer_by: clock.today() - timedelta(days=1)}, force=True)
    assert f"/intervision/polls/{poll.code}" in await first_page(client, cast.jelena)
    assert f"/intervision/polls/{poll.code}" not in await first_page(client, cast.snezana)


async def test_who_belongs_to_a_group_is_asked_for_her_week_until_one_holds(client, cast):
    assert "When can you come to intervision?" not in await first_page(client, cast.ilona)
    await a_group(cast, cast.ilona)
    assert "When can you come to intervision?" in await first_page(client, cast.ilona)
    await tells(cast.ilona, until_on=clock.today() - timedelta(days=1))
    assert "When can you come to intervision?" in await first_page(client, cast.ilona)
    await tells(cast.ilona, from_on=clock.today())
    assert "When can you come to intervision?" not in await first_page(client, cast.ilona)


async def test_a_consultation_that_is_asked_for_waits_for_whoever_answers_it(client, cast):
    made, outside = await asked(cast.ilona, cast.djurdjica), await asked(cast.ilona)
    here, there = f"/consultations/{made.code}", f"/consultations/{outside.code}"
    page = await first_page(client, cast.djurdjica)
    assert "Ilona Sabo asks for a consultation" in page
    assert (here in page, there in page) == (True, False)
    for member, answers_it in ((cast.ilona, False), (cast.jelena, True), (cast.snezana, False), (cast.olga, False)):
        page = await first_page(client, member)
        assert (here in page, there in page) == (False, answers_it), member.name


async def test_what_was_agreed_waits_for_its_record_once_its_day_is_over(client, cast):
    made = await agreed(cast.ilona, cast.djurdjica, days=3)
    await held(cast.ilona, cast.djurdjica)
    for days, waits in ((3, False), (4, True)):
        with clock.stopped_at(datetime.combine(clock.today() + timedelta(days=days), datetime.min.time(), UTC)):
            page = await first_page(client, cast.djurdjica)
        assert (f"/consultations/{made.code}" in page) == waits
        assert "asks for a consultation" not in page
