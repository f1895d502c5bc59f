import statistics
import time

import pytest
from argon2 import PasswordHasher

from staffdev import clock
from staffdev.accounts import passwords
from staffdev.accounts.sessions import find_session
from staffdev.accounts.tables import Account, SignInTry, WebSession
from staffdev.audit.tables import AuditEntry
from tests.cast import PASSWORD

WRONG = {"username": "jelena", "password": "not the right one"}
RIGHT = {"username": "jelena", "password": PASSWORD}


async def test_it_signs_in_and_says_who_she_is(client, cast):
    answer = await client.post("/sign-in", RIGHT)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    signed_in = await find_session(client.token)
    assert signed_in is not None
    assert signed_in.actor == cast.jelena.actor
    assert await events() == ["accounts:session:start"]


@pytest.mark.parametrize("username", ["Jelena", " JELENA ", "Јелена"])
async def test_her_name_may_be_typed_in_either_script(client, cast, username):
    assert (await client.post("/sign-in", RIGHT | {"username": username})).status_code == 303


@pytest.mark.parametrize(
    "typed",
    [
        WRONG,
        RIGHT | {"username": "nobody"},
        RIGHT | {"username": "' or 1=1 --"},
        RIGHT | {"password": PASSWORD.upper()},
        RIGHT | {"password": f"{PASSWORD}!"},
    ],
)
async def test_a_wrong_name_and_a_wrong_password_look_the_same(client, cast, typed):
    answer = await client.post("/sign-in", typed)
    assert answer.status_code == 422
    assert "do not belong together" in answer.text
    assert typed["password"] not in answer.text
    assert await WebSession.count() == 0
    assert await events() == ["accounts:session:fail"]


async def test_a_closed_account_looks_like_a_wrong_password(client, cast):
    await Account.update({Account.disabled_at: clock.now()}).where(Account.id == cast.jelena.account.id)
    answer = await client.post("/sign-in", RIGHT)
    assert answer.status_code == 422
    assert "do not belong together" in answer.text


@pytest.mark.parametrize("missing", ["username", "password"])
async def test_it_says_what_is_missing(client, cast, missing):
    answer = await client.post("/sign-in", RIGHT | {missing: ""})
    assert answer.status_code == 422
    assert f'href="#{missing}"' in answer.text
    assert await events() == []


async def test_a_password_of_ten_thousand_letters_costs_no_hash(client, cast):
    answer = await client.post("/sign-in", RIGHT | {"password": "p" * 10_000})
    assert answer.status_code == 422
    assert await SignInTry.count() == 0


async def test_an_unknown_name_takes_as_long_as_a_known_one(cast):
    """Medians of real Argon2id hashes at a cost that shows."""
    hasher = PasswordHasher(time_cost=2, memory_cost=2048, parallelism=1)
    passwords.hold(hasher)
    try:
        kept = hasher.hash(PASSWORD)
        await passwords.is_right("warm", None)
        known, unknown = [], []
        for _ in range(40):
            known.append(await seconds(kept))
            unknown.append(await seconds(None))
    finally:
        passwords.hold(passwords.CHEAP)
    assert 0.5 < statistics.median(known) / statistics.median(unknown) < 2


async def seconds(kept):
    begun = time.perf_counter()
    assert not await passwords.is_right("not the right one", kept)
    return time.perf_counter() - begun


async def test_a_hash_made_at_another_cost_is_made_anew(client, cast):
    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    await Account.update({Account.password_hash: old}).where(Account.id == cast.jelena.account.id)
    assert (await client.post("/sign-in", RIGHT)).status_code == 303
    account = await Account.objects().where(Account.id == cast.jelena.account.id).first()
    assert account is not None
    assert account.password_hash != old
    assert not passwords.is_outdated(account.password_hash)
    assert await passwords.is_right(PASSWORD, account.password_hash)


@pytest.mark.parametrize(
    ("given", "leads_to"),
    [
        ("/people", "/people"),
        ("/people?page=2", "/people?page=2"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("evil", "/"),
        ("", "/"),
    ],
)
async def test_afterwards_she_is_only_sent_to_pages_of_ours(client, cast, given, leads_to):
    answer = await client.post("/sign-in", RIGHT | {"next": given})
    assert answer.headers["location"] == leads_to
    answer = await client.get("/sign-in", params={"next": given})
    assert answer.headers["location"] == leads_to


async def test_without_an_audit_entry_nobody_gets_in(client, cast, broken_audit):
    with pytest.raises(AssertionError, match="failed"):
        await client.post("/sign-in", RIGHT)
    assert await WebSession.count() == 0


async def test_signing_out_ends_the_session_and_nothing_is_kept(client, cast):
    await client.sign_in(cast.jelena)
    page = await client.get("/account")
    assert page.headers["cache-control"] == "no-store"
    old = client.token
    answer = await client.post("/sign-out")
    assert (answer.headers["location"], answer.headers["clear-site-data"]) == ("/sign-in", '"cache"')
    assert client.token != old
    assert "You are signed out." in (await client.follow(answer)).text
    client.token = old
    assert (await client.get("/account")).headers["location"] == "/sign-in?next=/account"
    assert await events() == ["accounts:session:end"]


async def test_nobody_signed_in_may_sign_out_too(client, cast):
    assert (await client.post("/sign-out")).status_code == 303
    assert await events() == []


async def events():
    return [row["event"] for row in await AuditEntry.select(AuditEntry.event).order_by(AuditEntry.seq)]
