import re
from datetime import timedelta

import pyotp
import pytest

from staffdev import clock
from staffdev.accounts import second_factors
from staffdev.accounts.sessions import find_pending, find_session, open_session
from staffdev.accounts.tables import Account, RecoveryCode
from staffdev.audit.tables import AuditEntry
from tests.cast import PASSWORD

RIGHT = {"username": "jelena", "password": PASSWORD}


@pytest.fixture
async def now():
    """The clock stands still, at the beginning of a half minute."""
    at = clock.now().replace(second=0, microsecond=0)
    with clock.stopped_at(at):
        yield at


@pytest.fixture
async def secret(client, cast, now):
    """Jelena turns it on through the pages; her browser is signed in."""
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post("/account/second-factor", {"current": PASSWORD}))
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page.text)
    assert found
    answer = await client.post("/account/second-factor/confirmation", {"code": code(found[1], now)})
    assert answer.status_code == 200
    client.codes = re.findall(r"<code>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</code>", answer.text)
    return found[1]


def code(secret, at, *, ahead=0):
    return pyotp.TOTP(secret).at(int(at.timestamp()) + ahead)


async def account():
    found = await Account.objects().where(Account.username == "jelena").first()
    assert found is not None
    return found


async def test_turning_it_on_shows_ten_codes_and_ends_other_sessions(client, cast, now):
    elsewhere = await open_session(cast.jelena.account)
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post("/account/second-factor", {"current": PASSWORD}))
    secret = second_factors.secret_of(await account())
    assert secret in page.text
    assert "<svg" in page.text
    assert (await account()).totp_confirmed_at is None
    page = await client.post("/account/second-factor/confirmation", {"code": code(secret, now)})
    assert len(re.findall(r"<li><code>", page.text)) == 10
    assert await find_session(elsewhere) is None
    assert await find_session(client.token) is not None
    assert (await account()).totp_confirmed_at == now


async def test_the_secret_is_sealed_and_the_codes_are_digests(client, secret):
    stored = await account()
    rows = await RecoveryCode.select()
    assert secret not in stored.totp_secret
    assert len(client.codes) == len(rows) == 10
    assert not any(code in str(rows) for code in client.codes)


async def test_it_needs_her_password(client, cast):
    await client.sign_in(cast.jelena)
    assert (await client.post("/account/second-factor", {"current": "not hers"})).status_code == 422
    assert (await account()).totp_secret is None


async def test_a_wrong_first_code_does_not_turn_it_on(client, cast, now):
    await client.sign_in(cast.jelena)
    await client.post("/account/second-factor", {"current": PASSWORD})
    for typed in ("", "000000", "12345", "abcdef"):
        assert (await client.post("/account/second-factor/confirmation", {"code": typed})).status_code == 422
    assert (await account()).totp_confirmed_at is None
    assert await RecoveryCode.count() == 0


async def test_with_it_the_password_alone_opens_nothing(client, cast, secret):
    browser = client.another()
    answer = await browser.post("/sign-in", RIGHT | {"next": "/account"})
    assert answer.headers["location"] == "/second-factor?next=/account"
    assert (await browser.follow(answer)).status_code == 200
    assert await find_session(browser.token) is None
    assert await find_pending(browser.token) is not None
    assert (await browser.get("/account")).headers["location"] == "/sign-in?next=/account"


@pytest.mark.parametrize(("ahead", "accepted"), [(-60, False), (-30, False), (0, False), (30, True), (60, False)])
async def test_a_code_is_good_for_half_a_minute_around_now_and_never_again(client, now, secret, ahead, accepted):
    """The one of now was used to turn it on, and so every earlier one is used up too."""
    browser = client.another()
    await browser.post("/sign-in", RIGHT)
    answer = await browser.post("/second-factor", {"code": code(secret, now, ahead=ahead)})
    assert (answer.status_code == 303) is accepted
    assert (await find_session(browser.token) is not None) is accepted


async def test_a_code_cannot_be_replayed_in_another_browser(client, now, secret):
    first, second = client.another(), client.another()
    await first.post("/sign-in", RIGHT)
    await second.post("/sign-in", RIGHT)
    typed = {"code": code(secret, now, ahead=30)}
    before = first.token
    assert (await first.post("/second-factor", typed)).status_code == 303
    assert first.token != before
    assert await find_pending(before) is None
    assert (await second.post("/second-factor", typed)).status_code == 422


async def test_a_recovery_code_lets_her_in_once(client, secret):
    browser = client.another()
    await browser.post("/sign-in", RIGHT)
    typed = {"code": f" {client.codes[0].upper().replace('-', ' ')} ", "next": "/account"}
    assert (await browser.post("/second-factor", typed)).headers["location"] == "/account"
    another = client.another()
    await another.post("/sign-in", RIGHT)
    assert (await another.post("/second-factor", typed)).status_code == 422
    assert "accounts:recovery_code:use" in await events()


async def test_new_recovery_codes_replace_the_old(client, secret):
    page = await client.post("/account/recovery-codes", {"current": PASSWORD})
    assert len(re.findall(r"<li><code>", page.text)) == 10
    browser = client.another()
    await browser.post("/sign-in", RIGHT)
    assert (await browser.post("/second-factor", {"code": client.codes[1]})).status_code == 422
    assert (await client.post("/account/recovery-codes", {"current": "not hers"})).status_code == 422


async def test_guessing_codes_has_to_wait(client, secret):
    browser = client.another()
    await browser.post("/sign-in", RIGHT)
    statuses = [(await browser.post("/second-factor", {"code": "000000"})).status_code for _ in range(4)]
    assert statuses == [422, 422, 422, 429]
    assert (await events()).count("accounts:second_factor:fail") == 3


async def test_the_second_step_has_five_minutes(client, now, secret):
    browser = client.another()
    await browser.post("/sign-in", RIGHT)
    with clock.stopped_at(now + timedelta(minutes=5)):
        assert (await browser.get("/second-factor")).headers["location"] == "/sign-in"
        answer = await browser.post("/second-factor", {"code": code(secret, now, ahead=300)})
        assert answer.status_code == 401


async def test_nobody_without_a_password_sees_the_second_step(client, cast):
    assert (await client.get("/second-factor")).headers["location"] == "/sign-in"
    assert (await client.post("/second-factor", {"code": "000000"})).status_code == 401


async def test_turning_it_off_needs_her_password(client, secret):
    assert (await client.get("/account/second-factor")).status_code == 200
    assert (await client.post("/account/second-factor/removal", {"current": "not hers"})).status_code == 422
    assert (await account()).totp_confirmed_at is not None
    assert (await client.post("/account/second-factor/removal", {"current": PASSWORD})).status_code == 303
    assert (await account()).totp_secret is None
    assert await RecoveryCode.count() == 0
    assert (await client.another().post("/sign-in", RIGHT)).headers["location"] == "/"


async def test_it_cannot_be_started_twice_or_confirmed_before_it_is_started(client, cast, secret):
    assert (await client.post("/account/second-factor", {"current": PASSWORD})).status_code == 409
    assert (await client.post("/account/second-factor/confirmation", {"code": "000000"})).status_code == 409
    await client.sign_in(cast.ilona)
    assert (await client.post("/account/second-factor/confirmation", {"code": "000000"})).status_code == 409
    assert (await client.post("/account/recovery-codes", {"current": PASSWORD})).status_code == 409


async def events():
    return [row["event"] for row in await AuditEntry.select(AuditEntry.event).order_by(AuditEntry.seq)]
