import re
from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.access import Role
from staffdev.accounts.sessions import find_session
from staffdev.accounts.tables import Account, Invitation, RoleGrant
from staffdev.audit.tables import AuditEntry
from staffdev.web.visit import digest
from tests.cast import create_person

NEW = "nov vidik preko reke"
TYPED = {"username": "Vida", "password": NEW, "password_again": NEW}
ASKED = {"name": "Vida Marin", "roles": ["consultant", "coordinator"]}


@pytest.fixture
async def snezana(client, cast):
    return await client.sign_in(cast.snezana)


async def link(client, **asked):
    answer = await client.post("/invitations", ASKED | asked)
    assert answer.status_code == 201
    found = re.search(r"http://127\.0\.0\.1:8000(/invitation/[\w-]{43})<", answer.text)
    assert found
    return found[1]


async def only(table, where):
    (row,) = await table.objects().where(where)
    return row


async def test_whoever_is_asked_in_makes_her_own_account(snezana, cast):
    path = await link(snezana)
    vida = snezana.another()
    page = await vida.get(path)
    assert "Vida Marin" in page.text
    assert "SOS Ravnica" in page.text
    assert (await vida.post(path, TYPED)).headers["location"] == "/"
    signed_in = await find_session(vida.token)
    assert signed_in is not None
    assert signed_in.actor.roles == {Role.CONSULTANT, Role.COORDINATOR}
    assert (signed_in.actor.name, signed_in.organisation_name) == ("Vida Marin", "SOS Ravnica")
    grant = (await RoleGrant.objects().where(RoleGrant.account == signed_in.actor.account_id))[0]
    assert (grant.granted_by, grant.from_on) == (cast.snezana.code, clock.today())
    assert grant.until_on is None
    assert await events() == [
        "accounts:invitation:create",
        "accounts:account:create",
        "accounts:invitation:accept",
        "accounts:role:grant",
        "accounts:role:grant",
        "accounts:session:start",
    ]


async def test_the_link_is_kept_as_a_digest_only(snezana, cast):
    path = await link(snezana)
    row = (await Invitation.select())[0]
    assert row["digest"] == digest(path.rpartition("/")[2])
    assert path.rpartition("/")[2] not in str(row) + (await snezana.get("/invitations")).text


async def test_it_may_be_tied_to_somebody_of_the_register(snezana, cast):
    person = await create_person(cast.ravnica, "Vida Marin")
    page = await snezana.get("/invitations/new")
    assert str(person.code) in page.text
    assert str(cast.ilona.person.code) not in page.text
    assert str(cast.tijana.person.code) not in page.text
    vida = snezana.another()
    await vida.post(await link(snezana, person=str(person.code)), TYPED)
    signed_in = await find_session(vida.token)
    assert signed_in is not None
    assert signed_in.actor.person_id == person.id


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"name": ""}, "name"),
        ({"roles": []}, "roles"),
        ({"roles": ["owner"]}, "roles"),
        ({"roles": ["consultant", "owner"]}, "roles"),
        ({"person": "not a code"}, "person"),
    ],
)
async def test_it_says_what_to_correct_and_asks_nobody_in(snezana, cast, asked, field):
    answer = await snezana.post("/invitations", ASKED | asked)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert await Invitation.count() == 0


async def test_whoever_has_a_role_here_needs_no_invitation_and_neither_does_she_herself(snezana, cast):
    for member in (cast.ilona, cast.snezana):
        answer = await snezana.post("/invitations", ASKED | {"person": str(member.person.code)})
        assert answer.status_code == 422
    assert await Invitation.count() == 0


async def test_somebody_of_another_organisation_does_not_exist(snezana, cast):
    assert (await snezana.post("/invitations", ASKED | {"person": str(cast.tijana.person.code)})).status_code == 404
    await snezana.sign_in(cast.zorka)
    await link(snezana)
    row = (await Invitation.objects())[0]
    await snezana.sign_in(cast.snezana)
    assert (await snezana.post(f"/invitations/{row.code}/revocation")).status_code == 404
    assert "Vida" not in (await snezana.get("/invitations")).text


@pytest.mark.parametrize("who", ["jelena", "ilona", "djurdjica", "mira", "olga"])
async def test_nobody_else_may_invite(client, cast, who):
    await client.sign_in(getattr(cast, who))
    for path in ("/invitations", "/invitations/new", "/accounts", f"/accounts/{cast.ilona.code}"):
        assert (await client.get(path)).status_code == 403
    assert (await client.post("/invitations", ASKED)).status_code == 403
    assert await Invitation.count() == 0


async def test_a_link_works_once(snezana, cast):
    path = await link(snezana)
    assert (await snezana.another().post(path, TYPED)).status_code == 303
    late = snezana.another()
    assert (await late.get(path)).status_code == 404
    assert (await late.post(path, TYPED | {"username": "another"})).status_code == 404
    assert await Account.count() == 10


async def test_a_link_works_for_seven_days(snezana, cast):
    path = await link(snezana)
    begun = clock.now()
    with clock.stopped_at(begun + timedelta(days=6, hours=23)):
        assert (await snezana.another().get(path)).status_code == 200
    with clock.stopped_at(begun + timedelta(days=7, seconds=1)):
        assert (await snezana.another().get(path)).status_code == 404


async def test_a_withdrawn_link_does_not_work(snezana, cast):
    path = await link(snezana)
    row = (await Invitation.objects())[0]
    assert "Vida Marin" in (await snezana.get("/invitations")).text
    assert (await snezana.post(f"/invitations/{row.code}/revocation")).status_code == 303
    assert (await snezana.another().get(path)).status_code == 404
    assert (await snezana.post(f"/invitations/{row.code}/revocation")).status_code == 409


@pytest.mark.parametrize("token", ["x", "A" * 43, "..%2F.."])
async def test_an_invented_link_is_not_found(client, cast, token):
    assert (await client.get(f"/invitation/{token}")).status_code == 404
    assert (await client.post(f"/invitation/{token}", TYPED)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"username": "Jelena"}, "username"),
        ({"username": "Јелена"}, "username"),
        ({"username": ""}, "username"),
        ({"username": "<script>"}, "username"),
        ({"password": "Vida Marin 2026", "password_again": "Vida Marin 2026"}, "password"),
        ({"password_again": "something else entirely"}, "password_again"),
    ],
)
async def test_coming_in_says_what_to_correct_and_uses_nothing_up(snezana, cast, typed, field):
    path = await link(snezana)
    vida = snezana.another()
    answer = await vida.post(path, TYPED | typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert await Account.count() == 9
    assert (await vida.post(path, TYPED)).status_code == 303


async def test_more_roles_than_she_was_given_cannot_be_posted(snezana, cast):
    path = await link(snezana, roles=["consultant"])
    vida = snezana.another()
    await vida.post(path, TYPED | {"roles": "responsible_person", "role": "auditor", "organisation": "korak"})
    signed_in = await find_session(vida.token)
    assert signed_in is not None
    assert signed_in.actor.roles == {Role.CONSULTANT}
    assert signed_in.actor.organisation_code == "ravnica"


async def test_somebody_with_an_account_adds_the_roles_to_it(snezana, cast):
    path = await link(snezana, roles=["auditor"])
    nada = await snezana.another().sign_in(cast.nada)
    assert cast.nada.name in (await nada.get(path)).text
    assert (await nada.post(f"{path}/acceptance")).status_code == 303
    signed_in = await find_session(nada.token)
    assert signed_in is not None
    assert [choice["code"] for choice in signed_in.organisations] == ["korak", "ravnica"]
    assert await Account.count() == 9
    assert (await nada.post(f"{path}/acceptance")).status_code == 404


async def test_nobody_gives_herself_a_role(snezana, cast):
    path = await link(snezana, roles=["auditor"])
    assert (await snezana.post(f"{path}/acceptance")).status_code == 403
    signed_in = await find_session(snezana.token)
    assert signed_in is not None
    assert signed_in.actor.roles == {Role.RESPONSIBLE_PERSON}


async def test_without_an_audit_entry_nobody_is_asked_in(snezana, cast, broken_audit):
    with pytest.raises(AssertionError, match="failed"):
        await snezana.post("/invitations", ASKED)
    assert await Invitation.count() == 0


async def test_without_an_audit_entry_nobody_comes_in(db, snezana, cast):
    path = await link(snezana)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    with pytest.raises(AssertionError, match="failed"):
        await snezana.another().post(path, TYPED)
    assert await Account.count() == 9
    assert (await only(Invitation, Invitation.id > 0)).used_at is None


async def events():
    return [row["event"] for row in await AuditEntry.select(AuditEntry.event).order_by(AuditEntry.seq)]
