"""The follow-up list: what is open, by owner and day, until somebody settles it."""

from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current, record
from staffdev.db.transactions import transaction
from staffdev.intervision.minutes.queries import due_for
from staffdev.intervision.tables import AgreedAction
from tests.intervision.meeting import a_group, a_session, joins

LIST = "/intervision/agreed-actions"


async def an_action(session, wording="Napraviti listu", *, owner=None, due=None, **values):
    async with transaction():
        return await record(
            AgreedAction,
            by=None,
            at=clock.now(),
            **{
                "organisation": session.organisation,
                "group": session.group,
                "session": session.id,
                "wording": wording,
                "owner": owner.person.id if owner else None,
                "due_on": clock.today() + timedelta(days=due) if due is not None else None,
                "done_on": None,
                "dropped_because": None,
            }
            | values,
        )


async def a_held(cast, *members, **values):
    group = await a_group(cast, *(members or (cast.ilona, cast.djurdjica)), **values)
    return await a_session(group, days=-10)


async def stored():
    return await AgreedAction.objects().get(current(AgreedAction))


async def test_the_list_shows_who_does_what_the_earliest_due_first(client, cast):
    session = await a_held(cast)
    await an_action(session, "Kasnije", owner=cast.ilona, due=20)
    await an_action(session, "Prekoračeno", owner=cast.djurdjica, due=-1)
    await an_action(session, "Ničije")
    await an_action(session, "Gotovo je", done_on=clock.today())
    await an_action(session, "Odustale smo", dropped_because="nema sale")
    await client.sign_in(cast.jelena)
    page = (await client.get(LIST)).text
    assert page.index("Prekoračeno") < page.index("Kasnije") < page.index("Ničije")
    assert page.count("overdue") == 1
    assert "Gotovo je" not in page
    assert "Odustale smo" not in page
    paper = await client.get(f"{LIST}/paper")
    assert paper.content.startswith(b"%PDF")


async def test_everybody_sees_what_her_own_groups_agreed_on(client, cast):
    await an_action(await a_held(cast, cast.ilona), "Prve grupe")
    await an_action(await a_held(cast, cast.djurdjica, title="Druga grupa"), "Druge grupe")
    for member, shown in ((cast.ilona, "Prve"), (cast.djurdjica, "Druge")):
        await client.sign_in(member)
        page = (await client.get(LIST)).text
        assert [word for word in ("Prve", "Druge") if f"{word} grupe" in page] == [shown]
    await client.sign_in(cast.nada)
    assert "grupe" not in (await client.get(LIST)).text


@pytest.mark.parametrize("who", ["olga", "mira"])
async def test_who_oversees_reads_no_agreements(client, cast, who):
    action = await an_action(await a_held(cast))
    await client.sign_in(getattr(cast, who))
    for address in (LIST, f"{LIST}/paper", f"{LIST}/{action.code}"):
        assert (await client.get(address)).status_code == 403
    assert (await client.post(f"{LIST}/{action.code}/completion", {"done_on": "1.1.2026."})).status_code == 403


async def test_the_owner_says_that_it_is_done(client, cast):
    action = await an_action(await a_held(cast), owner=cast.djurdjica)
    await client.sign_in(cast.djurdjica)
    assert (await client.get(f"{LIST}/{action.code}")).status_code == 200
    answer = await client.post(f"{LIST}/{action.code}/completion", {"done_on": f"{clock.today():%d.%m.%Y}"})
    assert (answer.status_code, answer.headers["location"]) == (303, LIST)
    assert (await stored()).done_on == clock.today()
    assert await AuditEntry.count().where(AuditEntry.event == "intervision:agreed_action:complete") == 1
    again = await client.post(f"{LIST}/{action.code}/completion", {"done_on": f"{clock.today():%d.%m.%Y}"})
    assert again.status_code == 409


@pytest.mark.parametrize(("days", "status"), [(-11, 422), (-10, 303), (0, 303), (1, 422)])
async def test_it_is_done_between_the_day_it_was_agreed_and_today(client, cast, days, status):
    action = await an_action(await a_held(cast))
    await client.sign_in(cast.jelena)
    day = clock.today() + timedelta(days=days)
    answer = await client.post(f"{LIST}/{action.code}/completion", {"done_on": f"{day:%d.%m.%Y}"})
    assert answer.status_code == status
    assert ((await stored()).done_on is None) == (status == 422)


@pytest.mark.parametrize("typed", ["", "juče", "31.2.2026."])
async def test_a_day_that_is_none_is_told(client, cast, typed):
    action = await an_action(await a_held(cast))
    await client.sign_in(cast.jelena)
    answer = await client.post(f"{LIST}/{action.code}/completion", {"done_on": typed})
    assert answer.status_code == 422
    assert 'href="#done_on"' in answer.text


async def test_it_is_given_up_with_a_reason(client, cast):
    action = await an_action(await a_held(cast))
    await client.sign_in(cast.jelena)
    assert (await client.post(f"{LIST}/{action.code}/dropping", {"because": ""})).status_code == 422
    assert (await client.post(f"{LIST}/{action.code}/dropping", {"because": "nema sale"})).status_code == 303
    assert (await stored()).dropped_because == "nema sale"
    assert (await client.post(f"{LIST}/{action.code}/dropping", {"because": "nema sale"})).status_code == 409


async def test_a_reason_that_may_identify_somebody_is_confirmed_first(client, cast):
    action = await an_action(await a_held(cast))
    await client.sign_in(cast.jelena)
    warned = await client.post(f"{LIST}/{action.code}/dropping", {"because": "Marija Petrović je odustala"})
    assert (warned.status_code, (await stored()).dropped_because) == (422, None)
    signature = warned.text.split('name="acknowledged" value="')[1].split('"')[0]
    given = {"because": "Marija Petrović je odustala", "acknowledged": signature}
    assert (await client.post(f"{LIST}/{action.code}/dropping", given)).status_code == 303


async def test_another_member_reads_it_and_does_not_settle_it(client, cast):
    action = await an_action(await a_held(cast), owner=cast.djurdjica)
    await client.sign_in(cast.ilona)
    page = await client.get(f"{LIST}/{action.code}")
    assert (page.status_code, "completion" in page.text) == (200, False)
    for path, given in (("completion", {"done_on": "1.1.2026."}), ("dropping", {"because": "tako"})):
        assert (await client.post(f"{LIST}/{action.code}/{path}", given)).status_code == 403
    assert (await stored()).done_on is None


async def test_what_is_not_of_her_groups_does_not_exist(client, cast):
    action = await an_action(await a_held(cast, cast.ilona))
    for stranger in (cast.djurdjica, cast.nada, cast.tijana):
        await client.sign_in(stranger)
        assert (await client.get(f"{LIST}/{action.code}")).status_code == 404
        assert (await client.post(f"{LIST}/{action.code}/dropping", {"because": "tako je"})).status_code == 404


async def test_without_an_audit_entry_nothing_is_settled(client, cast, broken_audit):
    action = await an_action(await a_held(cast))
    await client.sign_in(cast.jelena)
    for path, given in (("completion", {"done_on": f"{clock.today():%d.%m.%Y}"}), ("dropping", {"because": "tako"})):
        answer = await client.http.post(f"{LIST}/{action.code}/{path}", data=given | {"csrf_token": client.csrf})
        assert answer.status_code == 500
    assert ((await stored()).done_on, (await stored()).dropped_because) == (None, None)


@pytest.mark.parametrize(("due", "is_due"), [(-3, True), (7, True), (8, False), (None, False)])
async def test_what_she_took_on_is_due_within_a_week(cast, due, is_due):
    await an_action(await a_held(cast), owner=cast.ilona, due=due)
    assert bool(await due_for(cast.ilona.actor, clock.today())) is is_due
    assert await due_for(cast.djurdjica.actor, clock.today()) == []


async def test_the_list_asks_the_same_however_much_there_is(client, cast, statements):
    session = await a_held(cast)
    await an_action(session)
    await client.sign_in(cast.jelena)
    with statements() as few:
        await client.get(LIST)
    for number in range(8):
        await an_action(session, f"Posao {number}", owner=cast.ilona if number % 2 else cast.djurdjica, due=number)
    with statements() as many:
        await client.get(LIST)
    assert len(few) == len(many)


async def test_who_left_a_group_reads_what_it_agreed_on_with_her_and_nothing_later(client, cast):
    group = await a_group(cast, cast.ilona)
    earlier, later = await a_session(group, days=-20), await a_session(group, days=-10)
    await joins(group, cast.djurdjica, until_on=earlier.held_on)
    await an_action(earlier, "Dogovor sa njom")
    after = await an_action(later, "Dogovor bez nje")
    await client.sign_in(cast.djurdjica)
    page = (await client.get(LIST)).text
    assert ("Dogovor sa njom" in page, "Dogovor bez nje" in page) == (True, False)
    assert (await client.get(f"{LIST}/{after.code}")).status_code == 404


async def test_who_joined_a_group_reads_what_is_still_open_in_it(client, cast):
    group = await a_group(cast, cast.ilona)
    action = await an_action(await a_session(group, days=-20), "Stari dogovor")
    await joins(group, cast.djurdjica, from_on=clock.today())
    await client.sign_in(cast.djurdjica)
    assert "Stari dogovor" in (await client.get(LIST)).text
    assert (await client.get(f"{LIST}/{action.code}")).status_code == 200
