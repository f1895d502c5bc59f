"""A browser that costs nothing: one request straight into the application, so that what is measured is the server."""

import gc
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from staffdev.web import visit

FORM = b"application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


async def request(
    app: Any,
    method: str,
    path: str,
    *,
    token: str = "",
    form: dict[str, str] | None = None,
    headers: Sequence[tuple[bytes, bytes]] = (),
) -> Answer:
    """One request with her session, answered to the end."""
    body = urlencode(form or {}).encode()
    where, _, query = path.partition("?")
    sent_headers = [(b"host", b"127.0.0.1"), (b"cookie", f"{visit.COOKIE}={token}; lang=en".encode()), *headers]
    if form is not None:
        sent_headers += [(b"content-type", FORM), (b"content-length", str(len(body)).encode())]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": where,
        "raw_path": where.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": sent_headers,
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8000),
        "state": dict(getattr(app.state, "_state", {})),
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return Answer(sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:]))


async def cpu(work: Callable[[], Awaitable[Any]], *, rounds: int = 12, batch: int = 8) -> float:
    """Milliseconds of this process's CPU one call costs: the best of several batches, all threads counted."""
    for _ in range(3):
        await work()
    best = []
    for _ in range(rounds):
        gc.collect()
        before = time.process_time()
        for _ in range(batch):
            await work()
        best.append((time.process_time() - before) * 1000 / batch)
    return min(best)


async def interleaved(works: list[Callable[[], Awaitable[Any]]], *, rounds: int = 10, batch: int = 8) -> list[float]:
    """The same for several pieces of work, turn by turn, so that a busy moment of the machine hits all of them."""
    taken: list[list[float]] = [[] for _ in works]
    for work in works:
        await work()
    for _ in range(rounds):
        for number, work in enumerate(works):
            taken[number].append(await cpu(work, rounds=1, batch=batch))
    return [min(times) for times in taken]


def median(values: list[float]) -> float:
    return statistics.median(values)
