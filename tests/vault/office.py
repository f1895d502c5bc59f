"""An office with some of everything a database can hold, for tests of what leaves it and comes back."""

import hashlib
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from staffdev.audit.actions import record
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.registry import TABLES
from staffdev.db.transactions import transaction
from staffdev.evidence.tables import Attachment
from staffdev.exchange.tables import ImportBatch
from staffdev.exchange.vocabulary import BatchState
from staffdev.people.tables import Leave
from staffdev.people.vocabulary import LeaveKind
from staffdev.training.tables import Course, CourseSession
from staffdev.training.vocabulary import TrainingKind
from tests.cast import create_cast

AT = datetime(2025, 12, 31, 22, 59, 59, 999_999, tzinfo=UTC)
ALL_BYTES = bytes(range(256)) * 5
ODD_JSON = '{"b" :1,\n "a": [ "Đ", "ђ", "\\u0000", 1e2, 12345678901234567890 ], "a":2}'
ODD_TEXT = "Ћирилица, đačka; \"navodnici\" 'i' \\ \t\n – 🌧 e\u0301"


async def furnish():
    cast = await create_cast()
    organisation = cast.ravnica.id
    async with transaction():
        leave = await facts.record(
            Leave, by=uuid4(), at=AT, person=cast.ilona.person.id, organisation=organisation,
            kind=LeaveKind.SICK, from_on=date(2025, 1, 1),
        )  # fmt: skip
        await facts.supersede(leave, by=None, at=AT, until_on=date(2025, 12, 31))
        await facts.withdraw(leave, by=uuid4(), at=AT, because=ODD_TEXT)
        await Attachment(
            code=UUID(int=1), organisation=organisation, about_kind="leave", about=leave.code, filename=ODD_TEXT,
            media_type="application/pdf", size=len(ALL_BYTES), sha256=hashlib.sha256(ALL_BYTES).hexdigest(),
            content=ALL_BYTES, recorded_at=AT,
        ).save()  # fmt: skip
        await ImportBatch(
            code=uuid4(), organisation=organisation, filename="", sha256="", state=BatchState.DRAFT, sheets=ODD_JSON,
            created_at=AT,
        ).save()  # fmt: skip
        course = Course(
            code=uuid4(), organisation=organisation, title=ODD_TEXT, search_key="", kind=TrainingKind.COURSE, topics="",
            created_at=AT, capacity=-1,
        )  # fmt: skip
        await course.save()
        await facts.record(
            CourseSession, by=None, at=AT, organisation=organisation, course=course.id, held_on=date(9999, 12, 31),
            starts_at=time(9, 30), ends_at=time(23, 59, 59), minutes=0,
        )  # fmt: skip
        await record(Event.PEOPLE_LEAVE_WITHDRAW, about=leave.code, actor=cast.jelena.actor, note=ODD_TEXT)
        await record(Event.EVIDENCE_ATTACHMENT_ADD, about=UUID(int=1), actor=cast.ilona.actor, size=len(ALL_BYTES))


async def everything():
    """Every row of every table that a backup keeps, by table."""
    left_out = {"web_session", "sign_in_try"}
    tables: list[Any] = [table for table in TABLES if table._meta.tablename not in left_out]
    return {table._meta.tablename: await table.select().order_by(table.id) for table in tables}
