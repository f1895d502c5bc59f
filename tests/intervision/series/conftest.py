"""It is noon on 22 November 2026 in these tests, so that holidays and clock changes lie where they are looked for."""

from datetime import UTC, datetime

import pytest

from staffdev import clock

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def noon():
    with clock.stopped_at(NOON):
        yield
