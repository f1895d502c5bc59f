"""What every answer says to the browser: pages, errors, files, redirects and static files alike."""

from http import HTTPStatus

import pytest

from staffdev.web.assets import asset
from staffdev.web.csrf import FIELD
from staffdev.web.headers import HEADERS, POLICY
from tests.house.addresses import addresses_of

KEPT = {
    "GET /breathing",  # the same for everybody, and it must open with the cable out
    "GET /feeds/{token}/intervision.ics",  # a calendar keeps it and asks each time whether it is still so
}
PAGES = ("text/html", "application/problem+json")
EXPECTED = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def test_the_headers_are_what_was_decided():
    assert HEADERS == EXPECTED
    assert EXPECTED["content-security-policy"] == POLICY


def problems_of(answer) -> list[str]:
    sandboxed = answer.headers.get("content-security-policy", "").startswith("sandbox")
    own = {"content-security-policy"} if sandboxed else set()
    found = [name for name in EXPECTED.keys() - own if answer.headers.get_list(name) != [EXPECTED[name]]]
    return found + [name for name in ("server", "x-powered-by") if name in answer.headers]


async def test_every_page_has_them(house):
    wrong = []
    for member in (None, house.cast.snezana, house.cast.ilona, house.cast.nada):
        browser = house.browser(member)
        for address in addresses_of(house.app):
            answer = await browser.http.request(address.method, address.filled(house.estate, house.cast.ravnica))
            if problems := problems_of(answer):
                wrong.append(f"{address.name} → {answer.status_code}: {problems}")
            if address.name not in KEPT and "no-store" not in answer.headers.get("cache-control", ""):
                wrong.append(f"{address.name} → {answer.status_code}: may be kept by the browser")
    assert not wrong, "\n".join(sorted(set(wrong)))


async def test_every_other_answer_has_them(house):
    browser = house.browser(house.cast.jelena)
    form = {FIELD: browser.csrf}
    big = {"file": ("big.csv", b"x" * (20 * 1024 * 1024), "text/csv")}
    answers = {
        404: await browser.http.get("/nothing-here"),
        405: await browser.http.request("DELETE", "/people"),
        413: await browser.http.post("/people", data=form, files=big),
        400: await browser.http.get("/people", headers={"host": "evil.example"}),
        422: await browser.http.post("/people", data=form),
        401: await house.browser(None).http.get("/api/compliance"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status, f"{status} expected: {answer.status_code}"
        assert not problems_of(answer), f"{status}: {problems_of(answer)}"


async def test_only_what_never_changes_may_be_kept_by_the_browser(house):
    browser = house.browser(None)
    for name in ("sd.css", "app.js", "vendor/icons.svg", "vendor/tabler.min.css"):
        answer = await browser.http.get(asset(name))
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable", name
        again = await browser.http.get(asset(name), headers={"if-none-match": answer.headers["etag"]})
        assert again.headers["cache-control"] == answer.headers["cache-control"]
    for path in ("/static/sd.css", "/static/nothing.css?v=1", "/sign-in?v=1", "/static"):
        assert (await browser.http.get(path)).headers["cache-control"] == "no-store", path


async def test_static_files_have_them_too(house):
    browser = house.browser(None)
    for path in (asset("sd.css"), asset("app.js"), asset("vendor/icons.svg"), "/static/nothing.css", "/static"):
        assert not problems_of(await browser.http.get(path)), path


@pytest.mark.parametrize("method", ["OPTIONS", "HEAD", "TRACE", "CONNECT", "PROPFIND", "XXX"])
async def test_odd_methods_are_answered_like_any_other(house, method):
    """Nothing is shown or changed, nothing breaks, and the headers are there."""
    browser = house.browser(house.cast.snezana)
    for address in addresses_of(house.app):
        if method in address.handler.http_methods:
            assert address.name in KEPT, f"{method} {address.path} answers"
            continue
        answer = await browser.http.request(method, address.filled(house.estate, house.cast.ravnica))
        assert not answer.is_server_error, address.name
        assert not answer.is_success, f"{method} {address.path} answers {answer.status_code}"
        assert not answer.text or answer.headers["content-type"].startswith(PAGES), address.name
        assert not problems_of(answer), f"{address.name}: {problems_of(answer)}"


async def test_methods_a_route_does_not_have_are_refused(house):
    browser = house.browser(house.cast.snezana)
    taken: dict[str, set[str]] = {}
    for address in addresses_of(house.app):
        taken.setdefault(address.filled(house.estate, house.cast.ravnica), set()).add(address.method)
    for path, methods in taken.items():
        for method in {"POST", "PUT", "PATCH", "DELETE"} - methods:
            answer = await browser.http.request(method, path, data={FIELD: browser.csrf})
            assert answer.status_code in {404, 405}, f"{method} {path} answers {answer.status_code}"
            if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                assert set(answer.headers["allow"].split(", ")) >= methods, f"{method} {path}"
