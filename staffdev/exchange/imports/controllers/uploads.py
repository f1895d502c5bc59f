"""A file that a browser sent, read into memory and opened aside, so that nobody else waits for it."""

import asyncio
import hashlib
from collections.abc import Sequence
from io import BytesIO
from itertools import islice
from pathlib import PurePath
from typing import Any

from litestar.datastructures import UploadFile

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.exchange.imports import queries
from staffdev.exchange.imports.staging import MOST_ROWS_ON_THE_WEB, stage
from staffdev.exchange.tables import ImportBatch
from staffdev.exchange.vocabulary import BatchState
from staffdev.forms import clean
from staffdev.i18n import N_
from staffdev.sheets.reading import Row, Sheet, open_workbook

NO_FILE = N_("Choose a file: a spreadsheet (.xlsx, .ods) or a table as text (.csv).")


async def bring_in(posted: Any, *, actor: Actor) -> tuple[ImportBatch, bool]:
    """The import of the uploaded file, and whether it was being prepared already; Invalid where it cannot be read."""
    name, content = await uploaded(posted)
    sha256 = hashlib.sha256(content).hexdigest()
    known = await queries.same_file(actor, sha256)
    if known is not None and known.state == BatchState.DRAFT:
        return known, True
    sheets = await asyncio.to_thread(_opened, content, name)
    return await stage(sheets, name, sha256, actor=actor, most_rows=MOST_ROWS_ON_THE_WEB), False


async def uploaded(posted: Any) -> tuple[str, bytes]:
    """Name and content of the file in the field `file`; Invalid where there is none."""
    file = posted.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Invalid({"file": NO_FILE})
    name = clean(PurePath(file.filename.replace("\\", "/")).name) or "?"
    return name, await file.read()


def _opened(content: bytes, name: str) -> Sequence[Sheet]:
    """The sheets with their rows in memory, at most one row more than may be taken."""
    return [_held(sheet) for sheet in open_workbook(BytesIO(content), name)]


def _held(sheet: Sheet) -> Sheet:
    rows: list[Row] = list(islice(sheet.rows, MOST_ROWS_ON_THE_WEB + 1))
    return Sheet(sheet.name, lambda: iter(rows), sheet.is_hidden, sheet.encoding)
