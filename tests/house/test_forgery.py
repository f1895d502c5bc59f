"""No other site, no older page and no link makes anybody's browser change anything, on any route."""

import hashlib

import pytest

from staffdev.db.registry import TABLES
from staffdev.web import visit
from staffdev.web.csrf import FIELD
from tests.house.addresses import SAFE, addresses_of

FORGED = {
    "no token": ({}, {}),
    "an empty token": ({FIELD: ""}, {}),
    "somebody's token": ({FIELD: "c29tZWJvZHkgZWxzZSdzIHRva2VuIGhlcmUgYW5kIG5vdyE"}, {}),
    "from another site": ("own", {"sec-fetch-site": "cross-site"}),
    "from a neighbour": ("own", {"sec-fetch-site": "same-site"}),
}


@pytest.mark.parametrize(("data", "headers"), FORGED.values(), ids=FORGED.keys())
async def test_every_change_is_refused(house, data, headers):
    browser, accepted = house.browser(house.cast.snezana), []
    form = {FIELD: browser.csrf} if data == "own" else data
    for address in addresses_of(house.app):
        if address.method not in SAFE:
            path = address.filled(house.estate, house.cast.ravnica)
            answer = await browser.http.request(address.method, path, data=form, headers=headers)
            if answer.status_code != 403:
                accepted.append(f"{address.name} answers {answer.status_code}")
    assert not accepted, "\n".join(accepted)


async def test_a_token_from_before_signing_out_is_worth_nothing(house):
    browser, accepted = house.browser(house.cast.snezana), []
    stale = browser.csrf
    assert (await browser.post("/sign-out")).status_code == 303
    await browser.sign_in(house.cast.snezana)
    for address in addresses_of(house.app):
        if address.method not in SAFE:
            path = address.filled(house.estate, house.cast.ravnica)
            answer = await browser.http.request(address.method, path, data={FIELD: stale})
            if answer.status_code != 403:
                accepted.append(f"{address.name} answers {answer.status_code}")
    assert not accepted, "\n".join(accepted)


async def test_a_session_nobody_opened_opens_nothing(house):
    """A cookie that an attacker chose shows no page, and signing in replaces it."""
    browser, opened = house.browser(None), []
    browser.token = "chosen-by-an-attacker"
    for address in addresses_of(house.app):
        if address.has_code:
            answer = await browser.http.request(address.method, address.filled(house.estate, house.cast.ravnica))
            if answer.status_code not in {303, 401, 403}:
                opened.append(f"{address.name} answers {answer.status_code}")
    assert not opened, "\n".join(opened)
    assert browser.token == "chosen-by-an-attacker", "a cookie that is only looked at stays as it is"


async def test_looking_changes_nothing(house):
    """Every page of every role, and not a row of any table is another; only the log tells of what was read."""
    before = await fingerprints()
    for member in house.cast.of_ravnica:
        browser = house.browser(member)
        for address in addresses_of(house.app):
            if address.method == "GET":
                await browser.http.get(address.filled(house.estate, house.cast.ravnica))
    changed = [name for name, digest in (await fingerprints()).items() if digest != before[name]]
    assert not changed, f"a link changes {', '.join(changed)}"


SEEN = {"audit_head", "audit_entry", "audit_payload", "web_session"}  # who looked when


async def fingerprints() -> dict[str, str]:
    tables = [table for table in TABLES if table._meta.tablename not in SEEN]
    return {table._meta.tablename: digest(await table.select().order_by(table.id)) for table in tables}  # type: ignore[attr-defined] # every table has one


def digest(rows: object) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()


async def test_the_cookie_is_out_of_reach_of_scripts(house):
    answer = await house.browser(None).http.get("/sign-in", headers={"cookie": ""})
    cookies = answer.headers.get_list("set-cookie")
    assert any(cookie.startswith(f"{visit.COOKIE}=") for cookie in cookies)
    assert all("HttpOnly" in cookie and "SameSite=lax" in cookie for cookie in cookies)
