"""Verdicts of a small provider with a long past, and of a whole country."""

import gc
import time
import tracemalloc
from collections.abc import AsyncIterator
from datetime import date

from staffdev import clock
from staffdev.access import Role
from staffdev.compliance.asking import Asked
from staffdev.compliance.queries import findings_of
from staffdev.people.vocabulary import EngagementRole
from tests.bench.places import populate, sqlite_place
from tests.bench.report import Line
from tests.cast import coordinator, create_member, create_organisation

YEARS = 10


async def measure() -> AsyncIterator[Line]:
    """60 people and ten years; then 100, 1,000 and 10,000 people of many providers in one year."""
    today = clock.today()
    async with sqlite_place() as place:
        cast = place.cast
        await populate(cast.ravnica, 60, 15, year=today.year, years=YEARS, verifier=cast.jelena)
        taken, _ = await judged({cast.ravnica.id: "ravnica"}, today)
        yield Line("Verdicts: 60 people × 10 years", "CPU ms", taken * 1000, "≤ 60", taken <= 0.06)
    async with sqlite_place():
        known: dict[int, str] = {}
        each: list[float] = []
        for total in (2, 20, 200):
            await found(known, total, today.year)
            taken, memory = await judged(known, today)
            each.append(taken / total)
            what = f"Verdicts: {total * 50:,} people in {total} providers, one year"
            yield Line(what, "CPU s", taken, "≤ 6", taken <= 6)
        yield Line("Verdicts: memory at 10,000 people", "MB at most", memory, "≤ 300", memory <= 300)
        growth = each[-1] / each[0]
        what = "Verdicts: cost a provider, 10,000 against 100 people"
        yield Line(what, "times", growth, "≤ 1.5 (linear)", growth <= 1.5)


async def found(known: dict[int, str], total: int, year: int) -> None:
    """Found providers of 50 people until there are `total`."""
    while len(known) < total:
        number = len(known)
        organisation = await create_organisation(f"p{number:03}", f"SOS {number}")
        member = await create_member(
            organisation, f"Vera{number} Tomin", Role.COORDINATOR, engaged_as=EngagementRole.PROFESSIONAL
        )
        await populate(organisation, 50, 15, year=year, verifier=await coordinator(member))
        known[organisation.id] = organisation.code


async def judged(providers: dict[int, str], today: date) -> tuple[float, float]:
    """CPU seconds (the best of five) and the most memory, in MB, that judging these providers takes."""
    taken = []
    for _ in range(5):
        gc.collect()
        before = time.process_time()
        count = 0
        async for _finding in findings_of(providers, Asked(as_of=today)):
            count += 1
        taken.append(time.process_time() - before)
        assert count, "nothing was judged"
    tracemalloc.start()
    async for _finding in findings_of(providers, Asked(as_of=today)):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return min(taken), peak / 1_000_000
