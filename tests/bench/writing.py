"""Fifty people log a training at the same moment: no error, no lost row."""

import asyncio
import time
from collections.abc import AsyncIterator

from staffdev.i18n import Language
from staffdev.training.tables import TrainingRecord
from staffdev.web.visit import NO_SESSION, Visit
from tests.bench.asgi import request
from tests.bench.places import Place, postgres_place, sqlite_place
from tests.bench.report import Line

PEOPLE, EACH = 50, 10


async def measure(server: str) -> AsyncIterator[Line]:
    """On both databases."""
    async with sqlite_place() as place:
        yield await crowd(place)
    async with postgres_place(server) as place:
        yield await crowd(place)


async def crowd(place: Place) -> Line:
    """Count what fifty writers left behind."""
    tokens = [await place.token(place.cast.ilona) for _ in range(PEOPLE)]
    before = time.perf_counter()
    statuses = await asyncio.gather(*(work(place, token, number) for number, token in enumerate(tokens)))
    taken = time.perf_counter() - before
    rows = await TrainingRecord.count()
    bad = [status for own in statuses for status in own if status != 303]
    what = f"50 people writing at once, {place.kind} ({PEOPLE * EACH / taken:.0f} a second, {len(bad)} errors)"
    return Line(what, "rows kept", rows, f"= {PEOPLE * EACH}", rows == PEOPLE * EACH and not bad)


async def work(place: Place, token: str, number: int) -> list[int]:
    csrf = Visit(token, NO_SESSION, Language.ENGLISH).csrf
    statuses = []
    for turn in range(EACH):
        day = f"{turn + 1}.{number % 10 + 1}.2026."
        form = {"title": f"Workshop {number}-{turn}", "kind": "workshop", "day-0": day, "hours-0": "2"}
        form |= {"is_another": "yes", "csrf_token": csrf}
        statuses.append((await request(place.app, "POST", "/my-training", token=token, form=form)).status)
    return statuses
