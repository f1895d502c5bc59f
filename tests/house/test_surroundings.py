"""What is sent around the pages: odd addresses, odd hosts, bodies that are no form."""

import pytest

from tests.house.crawl import faults
from tests.house.forms import CODE

TRAVERSALS = (
    "/static/../settings.py",
    "/static/%2e%2e/%2e%2e/settings.py",
    "/static/..%2f..%2fsettings.py",
    "/static/..%5c..%5csettings.py",
    "/static//etc/passwd",
    "/static/vendor/%00",
    "/static/vendor/../../../../../../etc/passwd",
    "/static/" + "a/" * 500,
)


@pytest.mark.parametrize("path", TRAVERSALS)
async def test_static_files_come_from_their_folder_only(house, path):
    answer = await house.browser(None).http.get(path)
    assert answer.status_code in {400, 404}, f"{path} answers {answer.status_code}"
    assert "root:" not in answer.text
    assert "class Settings" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost:99999@evil.example", "[::1"])
async def test_only_our_own_name_is_answered(house, host):
    answer = await house.browser(house.cast.snezana).http.get("/people", headers={"host": host})
    assert answer.status_code == 400
    assert "Ilona" not in answer.text


@pytest.mark.parametrize(
    "path", ["/x%00", "/%ED%A0%80", "/people/%2e%2e/account", "/" + "a" * 10_000, "/people//", "/%"]
)
async def test_odd_addresses_are_pages_too(house, path):
    answer = await house.browser(house.cast.snezana).http.get(path)
    assert not faults(answer, path, check=True)
    assert answer.status_code in {200, 400, 404, 405}


@pytest.mark.parametrize("body", [b"{}", b"[" * 3000, b'{"a": NaN}', b"\x80\x81", b""])
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", "", "a/b"])
async def test_a_body_that_is_no_form_is_refused(house, body, kind):
    browser = house.browser(house.cast.snezana)
    for headers in ({}, {"x-csrf-token": browser.csrf}):
        answer = await browser.http.post("/people", content=body, headers={"content-type": kind, **headers})
        assert answer.status_code in {400, 403, 422}, f"{kind} {body[:10]!r} answers {answer.status_code}"


def test_codes_are_recognised():
    assert CODE.fullmatch("00000000-0000-0000-0000-000000000000")


@pytest.mark.parametrize("path", ["/nothing-here", "/people/abc", "/years/xx", "/static/nothing.css"])
async def test_where_nothing_is_she_stays_signed_in_and_is_answered_in_her_language(house, path):
    browser = house.browser(house.cast.snezana)
    browser.speak("sr-Cyrl")
    answer = await browser.http.get(path)
    assert answer.status_code == 404
    assert "Ова страница не постоји" in answer.text
    assert house.cast.snezana.name in answer.text
    stranger = await house.browser(None).http.get(path)
    assert stranger.status_code == 404
    assert house.cast.snezana.name not in stranger.text
