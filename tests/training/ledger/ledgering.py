"""What tests of the ledger write: trainings as a consultant types them, rows as they are stored, the clock stopped."""

from datetime import UTC, date, datetime
from uuid import uuid4

from staffdev import clock
from staffdev.db.facts import current, record
from staffdev.db.transactions import transaction
from staffdev.training.tables import TrainingRecord
from staffdev.training.verifying import UNVERIFIED
from staffdev.training.vocabulary import RecordSource, RecordState, TrainingKind

WORKSHOP = {
    "title": "Radionica o traumi",
    "kind": "workshop",
    "organiser": "Ženski centar",
    "evidence": "12/2026",
    "day-0": "10.5.2026.",
    "hours-0": "4,5",
}
PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
PAPER = {"papers": ("potvrda.pdf", PDF, "application/pdf")}


def on(year, month, day, hour=10):
    """Let it be that day, in the morning."""
    return clock.stopped_at(datetime(year, month, day, hour, tzinfo=UTC))


async def written(member, *, held_on=date(2026, 5, 10), minutes=120, title="Radionica o traumi", **values):
    """A row of hers as it is stored, waiting for verification unless said otherwise."""
    content = {
        "person": member.person.id,
        "organisation": member.organisation.id,
        "entry": uuid4(),
        "title": title,
        "kind": TrainingKind.WORKSHOP,
        "held_on": held_on,
        "minutes": minutes,
        "topics": "",
        "is_basic": False,
        "evidence": "1",
        "source": RecordSource.WEB,
        **UNVERIFIED,
    }
    async with transaction():
        at = values.pop("at", datetime(2026, 5, 12, 9, tzinfo=UTC))
        return await record(TrainingRecord, by=member.code, at=at, **content | values)


async def current_rows():
    return await TrainingRecord.objects().where(current(TrainingRecord)).order_by(TrainingRecord.held_on)


async def state_of(row):
    stored = await first(TrainingRecord.objects().where(TrainingRecord.id == row.id))
    return RecordState(stored.state)


def of(row, tail=""):
    return f"/training-records/{row.code}{tail}"


async def first(query):
    """The first row that `query` finds; there has to be one."""
    row = await query.first()
    assert row is not None
    return row
