"""The 100-row ledger page against its template rendered from memory; logging one training; statements at any size."""

from collections.abc import AsyncIterator
from typing import Any
from unittest.mock import patch

from litestar import Litestar, get
from litestar.connection import Request
from litestar.response import Response

from staffdev import clock, translations
from staffdev.db.database import bound
from staffdev.i18n import Language
from staffdev.web.pages import PageTemplate
from staffdev.web.visit import NO_SESSION, Visit
from tests.bench.asgi import cpu, interleaved, request
from tests.bench.places import Place, populate, postgres_place, sqlite_place
from tests.bench.report import Line, ratio

LEDGER = "/training-records?size=100"


async def measure(server: str) -> AsyncIterator[Line]:
    """Ledger page and logging, on SQLite and PostgreSQL in the same run."""
    year = clock.today().year
    async with sqlite_place() as place:
        await populate(place.cast.ravnica, 10, 15, year=year)
        few = await statements(place, LEDGER)
        floor, page = await ledger(place)
        yield Line("Ledger, 100 rows, SQLite", "server CPU ms", page, "≤ 5", page <= 5)
        yield ratio("Ledger, 100 rows, SQLite / floor", page, floor, 2)
        posted = await logging(place)
        yield Line("Log one training (POST to 303, audit)", "server CPU ms", posted, "≤ 6", posted <= 6)
        await populate(place.cast.ravnica, 9_990, 1, year=year)
        many = await statements(place, LEDGER)
        yield Line(f"Statements at 10 and 10,000 people ({few})", "statements", many, f"= {few}", many == few)
    async with postgres_place(server) as other:
        await populate(other.cast.ravnica, 10, 15, year=year)
        _, there = await ledger(other)
        yield ratio("Ledger, 100 rows, PostgreSQL / SQLite", there, page, 1.5)


async def ledger(place: Place) -> tuple[float, float]:
    return await against_floor(place, LEDGER, "training/ledger/index.html", (b"<tr", 100))


async def against_floor(place: Place, path: str, template: str, least: tuple[bytes, int]) -> tuple[float, float]:
    """CPU of the floor (a bare handler that renders the same template from memory) and of the page.

    `least` is what has to stand on the page more often than so many times.
    """
    token = await place.token(place.cast.jelena)
    html, context = await captured(place, path, token)
    assert html.count(least[0]) > least[1], "the page is emptier than it should be"
    drawing = bare(place, template, context)
    drawn = await request(drawing, "GET", "/", token=token)
    assert abs(len(drawn.body) - len(html)) < len(html) / 50, "the floor renders another page"

    async def floor() -> None:
        await request(drawing, "GET", "/", token=token)

    async def page() -> None:
        await request(place.app, "GET", path, token=token)

    low, high = await interleaved([floor, page])
    return low, high


async def logging(place: Place) -> float:
    """CPU of logging one training in the browser, from the form posted to the way to the next page."""
    member = place.cast.ilona
    token = await place.token(member)
    csrf = Visit(token, NO_SESSION, Language.ENGLISH).csrf
    number = 0

    async def log() -> None:
        nonlocal number
        number += 1
        form = {"title": f"Workshop {number}", "kind": "workshop", "hours-0": "2"}
        form |= {"day-0": f"{number % 28 + 1}.3.2026.", "is_another": "yes", "csrf_token": csrf}
        answer = await request(place.app, "POST", "/my-training", token=token, form=form)
        assert answer.status == 303, answer.body.decode()[:3000]

    return await cpu(log)


async def statements(place: Place, path: str) -> int:
    """How many statements one page sends."""
    engine: Any = bound()
    ran: list[str] = []
    send = engine.run_querystring

    async def listen(querystring: Any, *args: Any, **kwargs: Any) -> Any:
        ran.append(str(querystring))
        return await send(querystring, *args, **kwargs)

    token = await place.token(place.cast.jelena)
    await request(place.app, "GET", path, token=token)
    with patch.object(engine, "run_querystring", listen):
        answer = await request(place.app, "GET", path, token=token)
    assert answer.status == 200, answer.body.decode()[:2000]
    return len(ran)


async def captured(place: Place, path: str, token: str) -> tuple[bytes, dict[str, Any]]:
    """A page as it is served, and everything its template was given."""
    seen: dict[str, Any] = {}
    make = PageTemplate.create_template_context

    def keep(self: PageTemplate, asked: Request[Any, Any, Any]) -> dict[str, Any]:
        seen.update(make(self, asked))
        return seen

    with patch.object(PageTemplate, "create_template_context", keep):
        answer = await request(place.app, "GET", path, token=token)
    return answer.body, seen


def bare(place: Place, name: str, context: dict[str, Any]) -> Litestar:
    """An application that does nothing but draw that template from memory: the floor of its page."""
    template = place.app.template_engine.get_template(name)  # type: ignore[union-attr] # it has one

    @get("/")
    async def draw() -> Response[str]:
        with translations.speaking(context["lang"]):
            return Response(template.render(**context), media_type="text/html")

    return Litestar([draw], openapi_config=None)
