"""No other site, and no other session, can make her browser change anything."""

import pytest

from staffdev.accounts.sessions import find_session
from staffdev.accounts.tables import Account
from staffdev.web.csrf import FIELD

CHANGE = {"language": "sr-Cyrl", "next": "/account"}


@pytest.fixture
async def jelena(client, cast):
    return await client.sign_in(cast.jelena)


async def language():
    row = await Account.select(Account.language).where(Account.username == "jelena").first()
    assert row is not None
    return row["language"]


async def test_her_own_form_is_accepted(jelena):
    assert (await jelena.post("/language", CHANGE)).status_code == 303
    assert await language() == "sr-Cyrl"


@pytest.mark.parametrize("token", [None, "", "x", "ж" * 43, "A" * 10_000])
async def test_without_her_token_nothing_is_changed(jelena, token):
    answer = await jelena.post("/language", CHANGE, csrf=token)
    assert answer.status_code == 403
    assert "out of date" in answer.text
    assert await language() is None


async def test_another_sessions_token_is_worth_nothing(jelena, cast):
    ilona = await jelena.another().sign_in(cast.ilona)
    assert (await jelena.post("/language", CHANGE, csrf=ilona.csrf)).status_code == 403
    assert (await jelena.post("/language", CHANGE, csrf=jelena.another().csrf)).status_code == 403
    assert await language() is None


async def test_a_token_from_before_signing_out_cannot_be_replayed(jelena):
    old_token, old_csrf = jelena.token, jelena.csrf
    await jelena.post("/sign-out")
    assert (await jelena.post("/language", CHANGE, csrf=old_csrf)).status_code == 403
    jelena.token = old_token  # even the old cookie beside it signs nobody in
    await jelena.post("/language", CHANGE, csrf=old_csrf)
    assert await language() is None


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "nonsense"])
async def test_a_request_from_another_site_is_refused(jelena, site):
    answer = await jelena.post("/language", CHANGE, headers={"sec-fetch-site": site})
    assert answer.status_code == 403
    assert "another site" in answer.text
    assert await language() is None


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9000", "http://127.0.0.1"])
async def test_without_sec_fetch_site_the_origin_decides(jelena, origin):
    del jelena.http.headers["sec-fetch-site"]
    assert (await jelena.post("/language", CHANGE, headers={"origin": origin})).status_code == 403
    assert (await jelena.post("/language", CHANGE, headers={"origin": "http://127.0.0.1:8000"})).status_code == 303


@pytest.mark.parametrize("media_type", ["text/plain", "application/json", "application/octet-stream"])
async def test_a_body_that_is_no_form_is_refused(jelena, media_type):
    body = f'{{"{FIELD}": "{jelena.csrf}", "language": "sr-Cyrl"}}'
    answer = await jelena.request("POST", "/language", content=body, headers={"content-type": media_type})
    assert answer.status_code == 403
    assert await language() is None


async def test_nobody_can_be_signed_in_from_another_site(client, cast):
    typed = {"username": "jelena", "password": "whatever it is"}
    assert (await client.post("/sign-in", typed, csrf=None)).status_code == 403
    assert (await client.post("/sign-in", typed, headers={"sec-fetch-site": "cross-site"})).status_code == 403


@pytest.mark.parametrize("path", ["/sign-out", "/language", "/acting-organisation", "/account/sessions/closure"])
async def test_a_link_changes_nothing(jelena, path):
    assert (await jelena.get(path)).status_code in {404, 405}
    assert await find_session(jelena.token) is not None
