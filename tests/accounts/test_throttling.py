import asyncio
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest

from staffdev import clock
from staffdev.accounts.browsers import mark, marked_by
from staffdev.accounts.tables import SignInTry, WebSession
from staffdev.accounts.throttling import by_address, by_name, count_try
from staffdev.audit.tables import AuditEntry
from staffdev.errors import Throttled
from tests.cast import PASSWORD

WRONG = {"username": "jelena", "password": "not the right one"}
RIGHT = {"username": "jelena", "password": PASSWORD}


@contextmanager
def later(**ahead):
    with clock.stopped_at(clock.now() + timedelta(**ahead)):
        yield


async def fail(client, times, typed=WRONG):
    return [(await client.post("/sign-in", typed)).status_code for _ in range(times)]


async def test_the_fourth_try_has_to_wait_and_the_page_says_how_long(client, cast):
    with later(seconds=0):
        assert await fail(client, 4) == [422, 422, 422, 429]
        answer = await client.post("/sign-in", RIGHT)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "1"
    assert "Try again in 1 second." in answer.text
    assert await WebSession.count() == 0


async def test_the_wait_grows_to_a_minute_and_no_further(client, cast):
    waits, ahead = [], 0
    for _ in range(12):
        with later(seconds=ahead):
            await fail(client, 1)
            answer = await client.post("/sign-in", WRONG)
            waits.append(int(answer.headers.get("retry-after", 0)))
            ahead += waits[-1] + 1
    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]


async def test_she_is_never_locked_out(client, cast):
    begun = clock.now()
    for minute in range(8):
        with clock.stopped_at(begun + timedelta(minutes=minute)):
            await fail(client, 5)
    with clock.stopped_at(begun + timedelta(minutes=8, seconds=1)):
        assert (await client.post("/sign-in", RIGHT)).status_code == 303
        assert await SignInTry.count().where(SignInTry.digest == by_name("jelena").digest) == 0


async def test_trying_while_one_has_to_wait_does_not_make_it_longer(client, cast):
    begun = clock.now()
    with clock.stopped_at(begun):
        await fail(client, 30)
    with clock.stopped_at(begun + timedelta(seconds=2)):
        assert (await client.post("/sign-in", RIGHT)).status_code == 303


async def test_failures_are_forgotten_with_time(client, cast):
    begun = clock.now()
    with clock.stopped_at(begun):
        await fail(client, 3)
    with clock.stopped_at(begun + timedelta(minutes=31)):
        assert await fail(client, 3) == [422, 422, 422]


async def test_an_unknown_name_waits_like_a_known_one(client, cast):
    with later(seconds=0):
        assert await fail(client, 4, WRONG | {"username": "nobody"}) == [422, 422, 422, 429]


async def test_nobody_can_keep_her_waiting_in_her_own_browser(client, cast):
    """She has signed in here before; strangers who try her name elsewhere are counted apart."""
    assert (await client.post("/sign-in", RIGHT)).status_code == 303
    await client.post("/sign-out")
    stranger = client.another(address="127.0.0.9")
    with later(seconds=0):
        assert (await fail(stranger, 30))[-1] == 429
        assert await fail(client.another(address="127.0.0.8"), 1, RIGHT) == [429]
        assert (await client.post("/sign-in", RIGHT)).status_code == 303


async def test_in_her_own_browser_guessing_has_to_wait_too(client, cast):
    await client.post("/sign-in", RIGHT)
    await client.post("/sign-out")
    with later(seconds=0):
        assert await fail(client, 4) == [422, 422, 422, 429]


@pytest.mark.parametrize("cookie", ["", "x", ".", "0" * 32 + ".0", f"{'0' * 32}.{'ж' * 64}"])
async def test_a_mark_that_was_not_made_here_is_nobodys(cookie):
    assert marked_by(cookie) is None
    code = uuid4()
    assert marked_by(mark(code)) == code
    assert marked_by(mark(code).replace(code.hex, uuid4().hex)) is None


async def test_another_name_waits_only_when_its_address_failed_a_lot(client, cast):
    with later(seconds=0):
        for number in range(10):
            assert await fail(client, 1, WRONG | {"username": f"nobody{number}"}) == [422]
        assert (await client.post("/sign-in", RIGHT)).status_code == 429
        assert (await client.another(address="127.0.0.9").post("/sign-in", RIGHT)).status_code == 303


async def test_signing_in_does_not_forgive_an_address(client, cast):
    with later(seconds=0):
        for number in range(9):
            await fail(client, 1, WRONG | {"username": f"nobody{number}"})
            await client.post("/sign-in", RIGHT | {"username": "ilona"})
        assert await fail(client, 2, WRONG | {"username": "nobody"}) == [422, 429]


async def test_twenty_at_once_are_not_twenty_free_tries(cast):
    sources = by_name("jelena"), by_address("127.0.0.1")
    answers = await asyncio.gather(*(count_try(*sources) for _ in range(20)), return_exceptions=True)
    assert sum(not isinstance(answer, Throttled) for answer in answers) == 3


async def test_a_failed_try_stays_in_the_log_and_what_was_typed_does_not(client, cast):
    await client.post("/sign-in", {"username": "my secret password", "password": "typed in the wrong field"})
    assert await AuditEntry.count() == 1
    row = await SignInTry.select().first()
    assert "secret" not in str(row)


async def test_the_password_of_a_signed_in_account_cannot_be_guessed_either(client, cast):
    await client.sign_in(cast.jelena)
    typed = {"current": "not hers", "password": "tri modra vedra kiše", "password_again": "tri modra vedra kiše"}
    with later(seconds=0):
        statuses = [(await client.post("/account/password", typed)).status_code for _ in range(4)]
    assert statuses == [422, 422, 422, 429]


async def test_old_tries_are_not_kept(client, cast):
    await fail(client, 1, WRONG | {"username": "nobody"})
    with later(days=2):
        await client.post("/sign-in", RIGHT)
    assert await SignInTry.count() == 0
