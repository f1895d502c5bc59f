"""What the log keeps of training records that came or went by the thousand: one entry answers for all of them."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from staffdev.audit.actions import Happening
from staffdev.audit.events import Event
from staffdev.exchange.tables import ImportBatch

Records = Sequence[Mapping[str, Any]]
SAID = ("code", "person", "title", "kind", "organiser", "held_on", "minutes", "topics", "is_basic", "evidence")


def records_imported(batch: ImportBatch, records: Records) -> Happening:
    """The entry about these records, as they are about to be written."""
    proof = {"codes": [record["code"] for record in records], "sha256": sum_of(records)}
    detail = {"filename": batch.filename, "rows": len(records), **proof}
    return Happening(Event.TRAINING_RECORDS_IMPORT, batch.code, detail=detail)


def records_withdrawn(batch: ImportBatch, codes: Sequence[Any], because: str) -> Happening:
    """The entry about records that are taken back."""
    detail = {"filename": batch.filename, "rows": len(codes), "because": because, "codes": codes}
    return Happening(Event.TRAINING_RECORDS_WITHDRAW, batch.code, detail=detail)


def sum_of(records: Records) -> str:
    """SHA-256 over what the records say, in their order; the same for rows read back, so that a change shows."""
    said = [[record[name] for name in SAID] for record in records]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()
