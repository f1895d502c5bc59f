"""A browser for tests: the real application in this event loop, on the database of the `db` fixture.

    await client.sign_in(cast.jelena)                 opens a session, without the form
    answer = await client.post("/people", {"first_name": "Vida"})     with her CSRF token
    answer = await client.post("/people", {…}, csrf=None)             without one
    page = await client.follow(answer)                what a 303 leads to

Every HTML page it receives is checked (tests/markup.py), and a failure of the server fails the test.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Self

import httpx
from litestar import Litestar

from staffdev.accounts.sessions import open_session
from staffdev.i18n import DEFAULT_LANGUAGE
from staffdev.web import visit
from staffdev.web.csrf import FIELD
from tests.cast import Member
from tests.markup import problems_with

ADDRESS = "http://127.0.0.1:8000"
OWN = "own"
Values = Mapping[str, Any]
Files = Mapping[str, Any] | Sequence[tuple[str, Any]]


def said(answer: httpx.Response) -> str:
    """The words of a page's main part, for the message of a failing test."""
    main = answer.text.partition("<main")[2] or answer.text
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())[:500]


class Client:
    """One browser with its own cookies; it reads English unless told otherwise."""

    def __init__(self, app: Litestar, *, address: str = "127.0.0.1") -> None:
        self.app = app
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=(address, 50_000))  # type: ignore[arg-type] # Litestar's ASGI types are stricter
        self.http = httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers={"sec-fetch-site": "same-origin"})
        self.speak("en")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()

    def another(self, *, address: str = "127.0.0.1") -> "Client":
        """Another browser, in which nobody has signed in."""
        return Client(self.app, address=address)

    def speak(self, language: str) -> None:
        """Choose the language the way the browser keeps it."""
        self.http.cookies.set(visit.LANGUAGE_COOKIE, language, domain="127.0.0.1")

    @property
    def token(self) -> str:
        """The session token this browser holds; a visitor's before anybody signs in."""
        held = next((cookie.value for cookie in self.http.cookies.jar if cookie.name == visit.COOKIE), None)
        if held is None:
            held = self.token = visit.new_token()
        return held

    @token.setter
    def token(self, token: str) -> None:
        for cookie in [cookie for cookie in self.http.cookies.jar if cookie.name == visit.COOKIE]:
            self.http.cookies.jar.clear(cookie.domain, cookie.path, cookie.name)
        self.http.cookies.set(visit.COOKIE, token, domain="127.0.0.1")

    @property
    def csrf(self) -> str:
        return visit.Visit(self.token, visit.NO_SESSION, DEFAULT_LANGUAGE).csrf

    async def sign_in(self, member: Member) -> "Client":
        """Give this browser a session of hers."""
        self.token = await open_session(member.account, organisation_id=member.organisation.id)
        return self

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.request("GET", path, **options)

    async def post(
        self,
        path: str,
        data: Values | None = None,
        *,
        csrf: str | None = OWN,
        files: Files | None = None,
        **options: Any,
    ) -> httpx.Response:
        """Send a form, with this browser's CSRF token unless another one, or None, is given."""
        token = {} if csrf is None else {FIELD: self.csrf if csrf == OWN else csrf}
        return await self.request("POST", path, data={**token, **(data or {})}, files=files, **options)

    async def follow(self, answer: httpx.Response) -> httpx.Response:
        """The page that a redirect leads to, with all that stands on it."""
        assert answer.status_code == httpx.codes.SEE_OTHER, f"{answer.status_code} is no way to go: {said(answer)}"
        return await self.get(answer.headers["location"])

    async def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        answer = await self.http.request(method, path, **options)
        assert not answer.is_server_error, f"{method} {path} failed; the log below says why"
        if answer.headers.get("content-type", "").startswith("text/html") and answer.text:
            problems = problems_with(answer.text)
            assert not problems, f"{method} {path} answers with a page that has {problems}"
        return answer


async def questions_of(client: Client, statements: Any, paths: Sequence[str]) -> list[int]:
    """How many statements each page sends to the database; `statements` is the fixture."""
    found = []
    for path in paths:
        with statements() as ran:
            assert (await client.get(path)).status_code == httpx.codes.OK
        found.append(len(ran))
    return found
