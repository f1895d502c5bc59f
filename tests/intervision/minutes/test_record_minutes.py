"""Minutes hold codes and agreements; words that may identify somebody have to be confirmed before they are kept."""

import re
from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.intervision.tables import AgreedAction, SessionMinutes
from tests.intervision.meeting import a_group, a_session

GIVEN = {"theme": "boundaries", "steps": ["closing", "check_in"], "note": "Vežbale smo ćutanje.", "rows": "2"}


async def a_page(cast, *members, **values):
    group = await a_group(cast, *(members or (cast.ilona, cast.djurdjica)))
    session = await a_session(group, **{"facilitator": cast.ilona} | values)
    return session, address_of(session)


def address_of(session):
    return f"/intervision/sessions/{session.code}/minutes"


def signature_in(page):
    return re.search(r'name="acknowledged" value="(\w+)"', page.text)[1]


async def minutes():
    return await SessionMinutes.objects().where(current(SessionMinutes)).order_by(SessionMinutes.id)


async def agreed():
    return await AgreedAction.objects().where(current(AgreedAction)).order_by(AgreedAction.id)


async def test_the_facilitator_writes_codes_and_agreements(client, cast):
    session, address = await a_page(cast)
    await client.sign_in(cast.ilona)
    assert (await client.get(address)).status_code == 200
    due_on = clock.today() + timedelta(days=9)
    action = {
        "wording-0": "Ilona pravi listu sigurnih kuća",
        "owner-0": str(cast.ilona.person.code),
        "due_on-0": f"{due_on:%d.%m.%Y}",
    }
    answer = await client.post(address, GIVEN | action)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/intervision/sessions/{session.code}")
    [made] = await minutes()
    assert (made.session, made.theme, made.steps) == (session.id, "boundaries", "check_in closing")
    assert (made.note, made.is_acknowledged) == ("Vežbale smo ćutanje.", False)
    [one] = await agreed()
    assert (one.owner, one.due_on, one.done_on, one.dropped_because) == (cast.ilona.person.id, due_on, None, None)
    assert (one.group, one.session, one.wording) == (session.group, session.id, "Ilona pravi listu sigurnih kuća")
    events = [entry.event for entry in await AuditEntry.objects().order_by(AuditEntry.seq)]
    assert events[-2:] == ["intervision:minutes:record", "intervision:agreed_action:record"]


async def test_the_log_says_that_there_are_minutes_and_nothing_of_what_they_say(client, cast):
    _, address = await a_page(cast)
    await client.sign_in(cast.ilona)
    await client.post(address, GIVEN | {"wording-0": "Napraviti listu kuća"})
    await client.sign_in(cast.snezana)
    page = await client.get("/audit-entries")
    assert "Minutes of intervision" in page.text
    for word in ("ćutanje", "listu kuća", "oundaries"):
        assert word not in page.text


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("note", "Zvala je Marija Petrović."),
        ("note", "Звала је Марија Петровић."),
        ("note", "Javiti se na 064/123-45-67."),
        ("note", "Mejl ana@example.org"),
        ("wording-1", "Pozvati Svetlanu u utorak"),
    ],
)
async def test_what_may_identify_somebody_is_confirmed_first_and_stays_recorded(client, cast, field, words):
    _, address = await a_page(cast)
    await client.sign_in(cast.ilona)
    given = GIVEN | {field: words}
    warned = await client.post(address, given)
    assert (warned.status_code, await minutes(), await agreed()) == (422, [], [])
    assert "This may identify somebody" in warned.text
    assert words in warned.text
    assert (await client.post(address, given | {"acknowledged": "yes"})).status_code == 422
    confirmed = given | {"acknowledged": signature_in(warned)}
    assert (await client.post(address, confirmed | {"note": "Zove Petra."})).status_code == 422
    assert (await client.post(address, confirmed)).status_code == 303
    [made] = await minutes()
    assert made.is_acknowledged


async def test_people_of_the_office_may_be_named_where_something_is_agreed(client, cast):
    _, address = await a_page(cast)
    await client.sign_in(cast.ilona)
    assert (await client.post(address, GIVEN | {"wording-0": "Đurđica zove centar"})).status_code == 303
    assert not (await minutes())[0].is_acknowledged


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"theme": ""}, "theme"),
        ({"theme": "gossip"}, "theme"),
        ({"steps": ["dance"]}, "steps"),
        ({"note": "a" * 1001}, "note"),
        ({"wording-0": "ab"}, "wording-0"),
        ({"owner-0": "x"}, "wording-0"),
        ({"wording-0": "Napraviti listu", "due_on-0": "juče"}, "due_on-0"),
        ({"wording-0": "Napraviti listu", "due_on-0": "1.1.2020."}, "due_on-0"),
        ({"wording-0": "Napraviti listu", "owner-0": "nobody"}, "owner-0"),
    ],
)
async def test_it_says_what_to_correct_and_keeps_what_was_typed(client, cast, change, field):
    _, address = await a_page(cast)
    await client.sign_in(cast.ilona)
    answer = await client.post(address, GIVEN | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "Vežbale smo" in answer.text or "note" in change
    assert (await minutes(), await agreed()) == ([], [])


async def test_somebody_of_another_organisation_takes_nothing_on(client, cast):
    _, address = await a_page(cast)
    await client.sign_in(cast.ilona)
    given = GIVEN | {"wording-0": "Napraviti listu", "owner-0": str(cast.tijana.person.code)}
    assert (await client.post(address, given)).status_code == 422
    assert (await minutes(), await agreed()) == ([], [])


async def test_minutes_are_corrected_with_a_reason_and_keep_their_history(client, cast):
    _, address = await a_page(cast)
    await client.sign_in(cast.ilona)
    await client.post(address, GIVEN)
    changed = GIVEN | {"theme": "team"}
    answer = await client.post(address, changed)
    assert answer.status_code == 422
    assert 'href="#because"' in answer.text
    assert (await client.post(address, changed | {"because": "pogrešna tema"})).status_code == 303
    assert [one.theme for one in await minutes()] == ["team"]
    assert await SessionMinutes.count() == 2


async def test_something_more_is_agreed_without_a_correction(client, cast):
    _, address = await a_page(cast)
    await client.sign_in(cast.ilona)
    await client.post(address, GIVEN)
    assert (await client.post(address, GIVEN | {"wording-0": "Napraviti listu"})).status_code == 303
    assert (await SessionMinutes.count(), len(await agreed())) == (1, 1)


async def test_what_is_open_is_carried_into_the_next_session_until_it_is_settled(client, cast):
    session, address = await a_page(cast, days=-14)
    await client.sign_in(cast.ilona)
    given = {"wording-0": "Napraviti listu", "wording-1": "Pitati sud", "wording-2": "Nova tabla", "rows": "3"}
    await client.post(address, GIVEN | given)
    first, second, third = await agreed()
    later = await a_session(await group_of(session), days=-1, facilitator=cast.ilona)
    page = await client.get(address_of(later))
    assert all(words in page.text for words in ("Napraviti listu", "Pitati sud", "Nova tabla"))
    settled = {f"state-{first.code}": "done", f"state-{second.code}": "dropped", f"state-{third.code}": "open"}
    answer = await client.post(address_of(later), GIVEN | settled)
    assert answer.status_code == 422
    assert f'href="#reason-{second.code}"' in answer.text
    assert {one.done_on for one in await agreed()} == {None}
    answer = await client.post(address_of(later), GIVEN | settled | {f"reason-{second.code}": "sud radi"})
    assert answer.status_code == 303
    first, second, third = await agreed()
    assert (first.done_on, second.dropped_because) == (later.held_on, "sud radi")
    assert (third.done_on, third.dropped_because) == (None, None)
    shown = (await client.get(address_of(await a_session(await group_of(session))))).text
    assert ("Nova tabla" in shown, "Napraviti listu" in shown) == (True, False)


async def test_more_rows_come_without_losing_what_was_typed(client, cast):
    _, address = await a_page(cast)
    await client.sign_in(cast.ilona)
    page = await client.post(address, GIVEN | {"wording-1": "Napraviti listu", "step": "more"})
    assert (page.status_code, await minutes()) == (200, [])
    assert 'name="wording-4"' in page.text
    assert "Napraviti listu" in page.text
    assert 'name="rows" value="12"' in (await client.post(address, GIVEN | {"rows": "12", "step": "more"})).text
    assert (await client.post(address, GIVEN | {"rows": "9" * 50})).status_code == 303


@pytest.mark.parametrize(("days", "status"), [(0, 303), (1, 409)])
async def test_not_before_the_day_of_the_session(client, cast, days, status):
    _, address = await a_page(cast, days=days)
    await client.sign_in(cast.jelena)
    assert (await client.get(address)).status_code == 200
    assert (await client.post(address, GIVEN)).status_code == status


async def test_a_cancelled_session_has_no_minutes(client, cast):
    _, address = await a_page(cast, cancelled_at=clock.now(), cancelled_because="bolest")
    await client.sign_in(cast.jelena)
    assert "cancelled" in (await client.get(address)).text
    assert ((await client.post(address, GIVEN)).status_code, await minutes()) == (409, [])


async def test_members_read_and_who_oversees_only_sees_that_there_are_some(client, cast):
    _, address = await a_page(cast)
    await client.sign_in(cast.ilona)
    await client.post(address, GIVEN)
    await client.sign_in(cast.djurdjica)
    assert "Vežbale smo" in (await client.get(address)).text
    assert (await client.post(address, GIVEN)).status_code == 403
    for overseer in (cast.olga, cast.mira):
        await client.sign_in(overseer)
        assert (await client.get(address)).status_code == 403
        assert (await client.post(address, GIVEN)).status_code == 403


async def test_who_is_not_of_the_group_does_not_find_it(client, cast):
    _, address = await a_page(cast, cast.ilona)
    for stranger in (cast.djurdjica, cast.nada, cast.tijana):
        await client.sign_in(stranger)
        assert (await client.get(address)).status_code == 404
        assert (await client.post(address, GIVEN)).status_code == 404


async def test_without_an_audit_entry_nothing_is_kept(client, cast, broken_audit):
    _, address = await a_page(cast)
    await client.sign_in(cast.ilona)
    given = GIVEN | {"wording-0": "Napraviti listu", "csrf_token": client.csrf}
    assert (await client.http.post(address, data=given)).status_code == 500
    assert (await minutes(), await agreed()) == ([], [])


async def group_of(session):
    from staffdev.intervision.tables import Group

    return await Group.objects().get(Group.id == session.group)
