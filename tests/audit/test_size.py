import tracemalloc

from staffdev.audit.actions import Happening, record_many
from staffdev.audit.events import Event
from staffdev.audit.verification import verify
from staffdev.db.transactions import transaction


async def test_a_long_log_is_verified_in_little_memory(db, mira):
    happening = Happening(Event.TRAINING_RECORD_LOG, None, None, {"title": "Osnovna obuka" * 10})
    for _ in range(10):
        async with transaction():
            await record_many([happening] * 2000, actor=mira)
    tracemalloc.start()
    report = await verify()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (report.is_sound, report.entries) == (True, 20_000)
    assert peak < 8 * 1024 * 1024, "one page of entries, not all of them"
