from datetime import date, timedelta

import pytest

from staffdev import clock
from staffdev.access import Role
from staffdev.accounts import second_factors
from staffdev.accounts.sessions import find_session, open_session
from staffdev.accounts.tables import Account, Invitation, RoleGrant
from staffdev.audit.tables import AuditEntry
from tests.cast import create_account, create_member, grant


@pytest.fixture
async def snezana(client, cast):
    return await client.sign_in(cast.snezana)


async def grant_of(member, role=None):
    hers = RoleGrant.account == member.account.id
    found = await RoleGrant.objects().where(hers & (RoleGrant.role == role) if role else hers)
    return found[-1]


async def events():
    return [row["event"] for row in await AuditEntry.select(AuditEntry.event).order_by(AuditEntry.seq)]


async def test_the_list_names_everybody_of_the_organisation_and_nobody_else(snezana, cast):
    page = await snezana.get("/accounts")
    assert all(member.name in page.text for member in cast.of_ravnica)
    assert not any(member.name in page.text for member in cast.of_korak)


async def test_a_role_is_given_from_a_day_to_a_day(snezana, cast):
    old = await open_session(cast.ilona.account)
    typed = {"role": "auditor", "from_on": "1.1.2026.", "until_on": "31.12.2030."}
    answer = await snezana.post(f"/accounts/{cast.ilona.code}/roles", typed)
    assert answer.headers["location"] == f"/accounts/{cast.ilona.code}"
    made = await grant_of(cast.ilona, Role.AUDITOR)
    assert (made.from_on, made.until_on, made.granted_by) == (date(2026, 1, 1), date(2030, 12, 31), cast.snezana.code)
    assert await find_session(old) is None
    new = await find_session(await open_session(cast.ilona.account))
    assert new is not None
    assert new.actor.roles == {Role.CONSULTANT, Role.AUDITOR}
    assert await events() == ["accounts:role:grant"]
    assert "Ilona" in (await snezana.follow(answer)).text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"role": "owner", "from_on": "1.1.2026."}, "role"),
        ({"role": "auditor", "from_on": ""}, "from_on"),
        ({"role": "auditor", "from_on": "31.02.2025"}, "from_on"),
        ({"role": "auditor", "from_on": "2.1.2026.", "until_on": "1.1.2026."}, "until_on"),
        ({"role": "consultant", "from_on": "1.1.2026."}, "role"),
    ],
)
async def test_it_says_what_to_correct_and_gives_nothing(snezana, cast, typed, field):
    before = await RoleGrant.count()
    answer = await snezana.post(f"/accounts/{cast.ilona.code}/roles", typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert await RoleGrant.count() == before
    assert await events() == []


async def test_nobody_changes_her_own_roles(snezana, cast):
    page = await snezana.get(f"/accounts/{cast.snezana.code}")
    assert "Nobody decides about her own roles" in page.text
    assert "<h2" in page.text
    assert "Give the role" not in page.text
    typed = {"role": "auditor", "from_on": "1.1.2026."}
    assert (await snezana.post(f"/accounts/{cast.snezana.code}/roles", typed)).status_code == 403
    own = await grant_of(cast.snezana)
    assert (await snezana.post(f"/roles/{own.code}/end")).status_code == 403
    for way in ("disablement", "enablement", "second-factor-removal"):
        assert (await snezana.post(f"/accounts/{cast.snezana.code}/{way}")).status_code == 403
    assert await events() == []


@pytest.mark.parametrize("who", ["jelena", "ilona", "djurdjica", "mira", "olga"])
async def test_nobody_else_decides_about_roles(client, cast, who):
    await client.sign_in(getattr(cast, who))
    ilonas = await grant_of(cast.ilona)
    ways = (
        *(f"/accounts/{cast.ilona.code}/{way}" for way in ("roles", "disablement", "enablement", "password-link")),
        f"/roles/{ilonas.code}/end",
    )
    for path in ways:
        assert (await client.post(path, {"role": "auditor", "from_on": "1.1.2026."})).status_code == 403
    assert await events() == []


async def test_what_belongs_to_another_organisation_does_not_exist(snezana, cast):
    tijanas = await grant_of(cast.tijana)
    ways = ("", "/roles", "/disablement", "/enablement", "/password-link", "/second-factor-removal")
    for path in (*(f"/accounts/{cast.tijana.code}{way}" for way in ways[1:]), f"/roles/{tijanas.code}/end"):
        assert (await snezana.post(path, {"role": "auditor", "from_on": "1.1.2026."})).status_code == 404
    assert (await snezana.get(f"/accounts/{cast.tijana.code}")).status_code == 404
    assert (await snezana.get(f"/roles/{tijanas.code}/end")).status_code == 404
    assert await events() == []


async def test_a_role_ends_at_once(snezana, cast):
    old = await open_session(cast.ilona.account)
    ilonas = await grant_of(cast.ilona)
    assert (await snezana.get(f"/roles/{ilonas.code}/end")).status_code == 200
    assert (await snezana.post(f"/roles/{ilonas.code}/end")).status_code == 303
    assert await find_session(old) is None
    new = await find_session(await open_session(cast.ilona.account))
    assert new is not None
    assert new.actor.roles == frozenset()
    assert (await snezana.post(f"/roles/{ilonas.code}/end")).status_code == 409
    assert await events() == ["accounts:role:end"]


async def test_a_role_ends_with_a_day_to_come(snezana, cast):
    ilonas = await grant_of(cast.ilona)
    tomorrow = clock.today() + timedelta(days=1)
    typed = {"until_on": f"{tomorrow:%d.%m.%Y.}"}
    assert (await snezana.post(f"/roles/{ilonas.code}/end", typed)).status_code == 303
    ended = await grant_of(cast.ilona)
    assert (ended.until_on, ended.revoked_at) == (tomorrow, None)


@pytest.mark.parametrize("typed", ["1.1.2020.", "yesterday"])
async def test_it_does_not_end_in_the_past(snezana, cast, typed):
    ilonas = await grant_of(cast.ilona)
    answer = await snezana.post(f"/roles/{ilonas.code}/end", {"until_on": typed})
    assert answer.status_code == 422
    assert 'href="#until_on"' in answer.text
    assert (await grant_of(cast.ilona)).until_on is None


async def test_without_an_audit_entry_nothing_ends(snezana, cast, broken_audit):
    ilonas = await grant_of(cast.ilona)
    with pytest.raises(AssertionError, match="failed"):
        await snezana.post(f"/roles/{ilonas.code}/end")
    assert (await grant_of(cast.ilona)).revoked_at is None


@pytest.mark.parametrize("day", ["", "1.1.2030."])
async def test_an_organisation_keeps_a_responsible_person(client, cast, day):
    """Vida is responsible for a week only: without Snežana nobody would be, afterwards."""
    account = await create_account("Vida Marin")
    await grant(account, cast.ravnica, Role.RESPONSIBLE_PERSON, until_on=clock.today() + timedelta(days=7))
    client.token = await open_session(account, organisation_id=cast.ravnica.id)
    answer = await client.post(f"/roles/{(await grant_of(cast.snezana)).code}/end", {"until_on": day})
    assert answer.status_code == 409
    assert "Invite her successor first" in answer.text
    assert (await client.post(f"/accounts/{cast.snezana.code}/disablement")).status_code == 409
    unchanged = await grant_of(cast.snezana)
    assert unchanged.until_on is None
    assert unchanged.revoked_at is None
    assert await events() == []


@pytest.mark.parametrize(("begins", "status"), [(6, 303), (7, 303), (8, 409)])
async def test_a_successor_may_begin_the_day_after_and_no_later(client, cast, begins, status):
    for name, since, until in (("Vida Marin", 0, 30), ("Dunja Pap", begins, None)):
        account = await create_account(name)
        await grant(
            account,
            cast.ravnica,
            Role.RESPONSIBLE_PERSON,
            from_on=clock.today() + timedelta(days=since),
            until_on=clock.today() + timedelta(days=until) if until else None,
        )
        client.token = client.token if until is None else await open_session(account)
    last_day = {"until_on": f"{clock.today() + timedelta(days=6):%d.%m.%Y.}"}
    answer = await client.post(f"/roles/{(await grant_of(cast.snezana)).code}/end", last_day)
    assert answer.status_code == status


async def test_a_successor_ends_the_role_of_the_one_before(client, cast):
    vida = await create_member(cast.ravnica, "Vida Marin", Role.RESPONSIBLE_PERSON)
    await client.sign_in(vida)
    snezanas = await grant_of(cast.snezana)
    assert (await client.post(f"/roles/{snezanas.code}/end")).status_code == 303


async def test_her_open_invitations_end_with_her_role(client, cast):
    await client.sign_in(cast.snezana)
    await client.post("/invitations", {"name": "Dunja", "roles": "responsible_person"})
    vida = await create_member(cast.ravnica, "Vida Marin", Role.RESPONSIBLE_PERSON)
    await client.sign_in(vida)
    await client.post(f"/roles/{(await grant_of(cast.snezana)).code}/end")
    assert (await Invitation.objects())[0].revoked_at is not None
    assert (await events())[-1] == "accounts:invitation:revoke"


async def test_a_closed_account_can_be_opened_again(snezana, cast):
    old = await open_session(cast.ilona.account)
    assert (await snezana.post(f"/accounts/{cast.ilona.code}/disablement")).status_code == 303
    assert await find_session(old) is None
    assert await find_session(await open_session(cast.ilona.account)) is None
    assert "closed" in (await snezana.get("/accounts")).text
    assert (await snezana.post(f"/accounts/{cast.ilona.code}/enablement")).status_code == 303
    assert await find_session(await open_session(cast.ilona.account)) is not None
    assert await events() == ["accounts:account:disable", "accounts:account:enable"]


async def test_nobody_decides_alone_about_an_account_that_works_elsewhere_too(snezana, cast):
    await grant(cast.ilona.account, cast.korak, Role.CONSULTANT)
    page = await snezana.get(f"/accounts/{cast.ilona.code}")
    assert "She also works for another organisation" in page.text
    for way in ("disablement", "enablement", "password-link", "second-factor-removal"):
        assert (await snezana.post(f"/accounts/{cast.ilona.code}/{way}")).status_code == 403
    here = RoleGrant.account == cast.ilona.account.id
    ilonas = (await RoleGrant.objects().where(here & (RoleGrant.organisation == cast.ravnica.id)))[0]
    assert (await snezana.post(f"/roles/{ilonas.code}/end")).status_code == 303
    assert await Account.exists().where((Account.id == cast.ilona.account.id) & Account.disabled_at.is_null())


async def test_a_lost_second_factor_can_be_taken_off(snezana, cast):
    account = cast.ilona.account
    account.totp_secret = second_factors.sealed(second_factors.new_secret(), account)
    account.totp_confirmed_at = clock.now()
    await account.save()
    assert "Turn her second step off" in (await snezana.get(f"/accounts/{cast.ilona.code}")).text
    assert (await snezana.post(f"/accounts/{cast.ilona.code}/second-factor-removal")).status_code == 303
    stored = await Account.objects().where(Account.id == account.id).first()
    assert stored is not None
    assert not stored.totp_secret
    assert not stored.totp_confirmed_at
    assert (await snezana.post(f"/accounts/{cast.ilona.code}/second-factor-removal")).status_code == 409
