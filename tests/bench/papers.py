"""Papers that grow: the transcript of ten years against that of one, a matrix of five hundred people against fifty."""

import time
from collections.abc import AsyncIterator, Callable

from staffdev.i18n import Language
from staffdev.pdf.cells import Minutes
from staffdev.rulebook.model import Status
from tests.bench.report import Line, ratio
from tests.pdf import samples


async def measure() -> AsyncIterator[Line]:
    """How many times a short paper a long one costs: ten times the rows, at most twelve times the work."""
    ten_years = samples.records_of_ten_years()
    one_year = ten_years[: len(ten_years) // 10]
    long, short = cpu(lambda: samples.personal(records=ten_years)), cpu(lambda: samples.personal(records=one_year))
    yield ratio(f"Transcript of {len(ten_years)} records / of a tenth, CPU ms", long, short, 12)
    yield ratio("Matrix of 500 people / of 50, CPU ms", cpu(lambda: matrix(500)), cpu(lambda: matrix(50)), 12)


def matrix(people: int) -> bytes:
    states = list(Status)
    rows = tuple((f"Консултанткиња {n:03}", states[n % len(states)], Minutes(n)) for n in range(people))
    paper: bytes = samples.matrix(Language.ENGLISH, rows=rows)
    return paper


def cpu(work: Callable[[], object]) -> float:
    """Milliseconds; the best of four."""
    taken = []
    for _ in range(4):
        before = time.process_time()
        work()
        taken.append((time.process_time() - before) * 1000)
    return min(taken)
