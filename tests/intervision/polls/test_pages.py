"""Who reads what of a poll: everybody how many can come, the coordinator names, the list what waits."""

from staffdev import clock
from staffdev.access import Role
from staffdev.intervision.polls.view import shown
from staffdev.translations import Language, speaking
from tests.cast import create_member
from tests.intervision.meeting import a_group
from tests.intervision.polls.asking import GLAD, NEED, NO, a_poll, answers


async def a_poll_of_four(cast):
    poll = await a_poll(cast, cast.ilona, cast.djurdjica, cast.jelena, cast.snezana)
    await answers(cast.ilona, poll, GLAD, NO)
    await answers(cast.djurdjica, poll, NEED, NO)
    return poll, f"/intervision/polls/{poll.code}"


async def test_members_read_how_many_can_come_and_never_who_or_who_cannot(client, cast):
    _, address = await a_poll_of_four(cast)
    await client.sign_in(cast.snezana)
    page = (await client.get(address)).text
    assert "2 of 4" in page
    assert "0 of 4" in page
    counts = page.partition('id="counts"')[2].partition("</section>")[0]
    assert "Cannot" not in counts
    assert "Silent" not in counts
    for name in ("Ilona", "Đurđica", "Jelena"):
        assert name not in page


async def test_the_coordinator_reads_names_and_who_is_silent(client, cast):
    poll, address = await a_poll_of_four(cast)
    await client.sign_in(cast.jelena)
    page = (await client.get(address)).text
    names = page.partition('id="names"')[2].partition("</section>")[0]
    silent = page.partition('id="silent"')[2].partition("</section>")[0]
    assert "Ilona Sabo" in names
    assert "Đurđica Peić" in names
    assert "Jelena Tomin" in silent
    assert "Snežana Lazić" in silent
    assert "Ilona" not in silent
    with speaking(Language.ENGLISH):
        told = [one.told for one in (await shown(poll, cast.jelena.actor, clock.today())).options]
    assert [names.count(f'data-label="{one}"') for one in told] == [2, 2]


async def test_what_is_put_together_for_a_member_holds_no_name(db, cast):
    poll, _ = await a_poll_of_four(cast)
    hers = await shown(poll, cast.snezana.actor, clock.today())
    assert (hers.names, hers.silent, hers.may_ask) == ([], [], False)
    coordinators = await shown(poll, cast.jelena.actor, clock.today())
    assert len(coordinators.names) == len(coordinators.silent) == 2


async def test_in_a_small_group_a_count_would_tell_who_it_was(client, cast):
    poll = await a_poll(cast, cast.ilona, cast.djurdjica, cast.jelena)
    await answers(cast.djurdjica, poll, NO, NO)
    await client.sign_in(cast.ilona)
    page = (await client.get(f"/intervision/polls/{poll.code}")).text
    assert "a count would tell who it was" in page
    assert "of 3" not in page


async def test_the_list_says_what_waits_for_her(client, cast):
    poll, _ = await a_poll_of_four(cast)
    await client.sign_in(cast.snezana)
    assert "waits for your answer" in (await client.get("/intervision/polls")).text
    await answers(cast.snezana, poll, NO, NO)
    assert "waits for your answer" not in (await client.get("/intervision/polls")).text


async def test_without_a_poll_the_list_says_so(client, cast):
    await client.sign_in(cast.ilona)
    assert "No poll" in (await client.get("/intervision/polls")).text


async def test_a_poll_asks_the_same_however_many_are_asked(client, cast, statements):
    _, address = await a_poll_of_four(cast)
    others = [await create_member(cast.ravnica, f"Vida{n} Ilić{n}", Role.CONSULTANT) for n in range(8)]
    larger = await a_poll(cast, group=await a_group(cast, *others, cast.jelena, title="Velika"), days=(10, 11, 12, 13))
    for member in others:
        await answers(member, larger, GLAD, NO, NEED, NO)
    await client.sign_in(cast.jelena)
    with statements() as few:
        await client.get(address)
    with statements() as many:
        await client.get(f"/intervision/polls/{larger.code}")
    assert len(few) == len(many)
