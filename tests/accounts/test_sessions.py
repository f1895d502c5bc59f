from datetime import date, timedelta

import pytest

from staffdev import clock
from staffdev.access import Role
from staffdev.accounts.sessions import find_session, open_session
from staffdev.accounts.tables import Account, RoleGrant, WebSession
from staffdev.web.visit import digest, new_token
from tests.cast import PASSWORD, create_member, grant

RIGHT = {"username": "jelena", "password": PASSWORD}


async def test_only_the_digest_of_a_token_is_kept(cast):
    token = await open_session(cast.jelena.account, browser="x" * 500)
    row = await WebSession.select().first()
    assert row is not None
    assert row["digest"] == digest(token)
    assert token not in str(row)
    assert len(row["browser"]) == 200


async def test_an_unknown_token_is_nobodys(client, cast):
    assert await find_session(new_token()) is None
    assert await find_session("") is None
    client.token = "chosen-by-somebody-else"
    assert (await client.get("/account")).headers["location"] == "/sign-in?next=/account"


async def test_a_token_held_before_signing_in_is_never_adopted(client, cast):
    client.token = planted = "chosen-by-somebody-else"
    assert (await client.post("/sign-in", RIGHT)).status_code == 303
    assert client.token != planted
    assert await find_session(planted) is None


async def test_signing_in_again_ends_the_session_before(client, cast):
    await client.post("/sign-in", RIGHT)
    before = client.token
    await client.post("/sign-in", RIGHT | {"username": "ilona"})
    assert await find_session(before) is None
    assert await WebSession.count() == 1


async def test_a_closed_account_has_no_sessions_any_more(cast):
    token = await open_session(cast.jelena.account)
    await Account.update({Account.disabled_at: clock.now()}).where(Account.id == cast.jelena.account.id)
    assert await find_session(token) is None


@pytest.mark.parametrize(("minutes", "alive"), [(29, True), (31, False)])
async def test_it_ends_after_half_an_hour_of_silence(cast, minutes, alive):
    token = await open_session(cast.jelena.account)
    with clock.stopped_at(clock.now() + timedelta(minutes=minutes)):
        assert (await find_session(token) is not None) is alive


async def test_whoever_works_stays_signed_in_but_not_for_more_than_twelve_hours(cast):
    begun = clock.now()
    token = await open_session(cast.jelena.account)
    for minutes in range(25, 12 * 60, 25):
        with clock.stopped_at(begun + timedelta(minutes=minutes)):
            assert await find_session(token) is not None
    with clock.stopped_at(begun + timedelta(hours=12, minutes=1)):
        assert await find_session(token) is None


async def test_being_seen_is_written_down_every_five_minutes_only(cast):
    begun = clock.now()
    token = await open_session(cast.jelena.account)
    first = await seen_at()
    for minutes, written in ((4, False), (6, True), (10, False)):
        with clock.stopped_at(begun + timedelta(minutes=minutes)):
            before = await seen_at()
            await find_session(token)
            assert (await seen_at() != before) is written
    assert await seen_at() > first


async def seen_at():
    row = await WebSession.select(WebSession.seen_at).first()
    assert row is not None
    return row["seen_at"]


async def test_a_role_that_ends_is_gone_at_once(cast):
    token = await open_session(cast.jelena.account)
    hers = RoleGrant.account == cast.jelena.account.id
    await RoleGrant.update({RoleGrant.until_on: clock.today()}).where(hers)
    assert (await found(token)).actor.roles == {Role.COORDINATOR}
    await RoleGrant.update({RoleGrant.until_on: clock.today() - timedelta(days=1)}).where(hers)
    assert (await found(token)).actor.roles == frozenset()
    await RoleGrant.update({RoleGrant.until_on: None, RoleGrant.revoked_at: clock.now()}).where(hers)
    assert (await found(token)).actor.roles == frozenset()
    await RoleGrant.update({RoleGrant.revoked_at: None, RoleGrant.from_on: date(2999, 1, 1)}).where(hers)
    nobody_here = (await found(token)).actor
    assert (nobody_here.roles, nobody_here.organisation_id, nobody_here.is_signed_in) == (frozenset(), -1, True)


async def found(token):
    signed_in = await find_session(token)
    assert signed_in is not None
    return signed_in


async def test_she_acts_for_one_organisation_at_a_time(client, cast):
    await grant(cast.jelena.account, cast.korak, Role.AUDITOR)
    await client.sign_in(cast.jelena)
    assert (await found(client.token)).actor.roles == {Role.COORDINATOR}
    answer = await client.post("/acting-organisation", {"organisation": "korak", "next": "/account"})
    assert answer.headers["location"] == "/account"
    signed_in = await found(client.token)
    assert (signed_in.actor.roles, signed_in.organisation_name) == ({Role.AUDITOR}, "SOS Korak")
    assert [choice["code"] for choice in signed_in.organisations] == ["korak", "ravnica"]


@pytest.mark.parametrize("code", ["korak", "nowhere", ""])
async def test_an_organisation_she_has_no_role_in_does_not_exist(client, cast, code):
    await client.sign_in(cast.jelena)
    assert (await client.post("/acting-organisation", {"organisation": code})).status_code in {404, 422}
    assert (await found(client.token)).actor.organisation_code == "ravnica"


async def test_it_takes_two_statements_however_many_roles_she_has(db, cast, statements):
    busy = await create_member(cast.ravnica, "Vida Busy", *Role)
    token = await open_session(busy.account)
    with statements() as counted:
        await found(token)
    assert len(counted) == 2
