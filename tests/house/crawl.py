"""Every form that anybody finds on any page of the furnished house."""

from typing import Any

import httpx

from tests.client import Client, said
from tests.house.addresses import addresses_of
from tests.house.conftest import House
from tests.house.forms import PageForm, encoded, forms_of, multipart
from tests.markup import problems_with

SHOWCASE = {"/components"}  # its forms lead nowhere
WORKED_OUT = str(7919 * 7907)  # what a template engine makes of {{ 7919*7907 }}


async def forms_found(house: House) -> list[tuple[Any, PageForm]]:
    """Who found it, and the form; each kind of form once, from the first who sees it."""
    found: dict[Any, tuple[Any, PageForm]] = {}
    cast = house.cast
    for member in (cast.snezana, cast.jelena, cast.ilona, cast.mira, None):
        browser = house.browser(member)
        for address in addresses_of(house.app):
            if address.method == "GET" and address.path not in SHOWCASE:
                page = address.filled(house.estate, cast.ravnica)
                answer = await browser.http.get(page)
                if answer.is_success and answer.headers["content-type"].startswith("text/html"):
                    for form in forms_of(answer.text, page):
                        found.setdefault(form.key, (member, form))
    return list(found.values())


async def send(browser: Client, form: PageForm, values: dict[str, list[str]], **options: Any) -> httpx.Response:
    """What the browser does when somebody presses the button."""
    if form.method == "GET":
        return await browser.http.get(f"{form.action}?{encoded(values, '').decode()}")
    if form.is_multipart:
        files = options.pop("files", None) or form.attached()
        return await browser.http.post(form.action, **multipart(values, files, browser.csrf), **options)
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return await browser.http.post(form.action, content=encoded(values, browser.csrf), headers=headers, **options)


async def shown(browser: Client, answer: httpx.Response) -> httpx.Response:
    """The page that somebody sees at the end."""
    while answer.status_code == httpx.codes.SEE_OTHER:
        answer = await browser.http.get(answer.headers["location"])
    return answer


def faults(answer: httpx.Response, what: str, *, check: bool) -> list[str]:
    """What is wrong with an answer to hostile input, whatever else it says."""
    if answer.is_server_error:
        return [f"{what} breaks the server"]
    if WORKED_OUT in answer.text:
        return [f"{what} is worked out"]
    if not check or not answer.headers.get("content-type", "").startswith("text/html"):
        return []
    problems = {problem for problem in problems_with(answer.text) if not problem.startswith("left over")}  # as typed
    return [f"{what}: {problem}; it says {said(answer)[:80]}" for problem in sorted(problems)]
