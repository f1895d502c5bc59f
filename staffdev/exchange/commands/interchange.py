"""`staffdev export FILE.json`, `staffdev import FILE.json`, `staffdev schema`."""

import argparse
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from staffdev.access import COMMAND_LINE
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.cli.office import organisation_named
from staffdev.cli.printing import tell, tell_json
from staffdev.db.transactions import transaction
from staffdev.errors import StaffdevError
from staffdev.exchange.interchange.reading import bring_in
from staffdev.exchange.interchange.schema import schema
from staffdev.exchange.interchange.writing import document
from staffdev.i18n import N_, P_, S_


async def write_document(args: argparse.Namespace) -> None:
    """Write the document into a new file."""
    organisation = await organisation_named(args.organisation) if args.organisation else None
    with new_file(args.file) as stream:
        async with transaction():
            scope = organisation.id if organisation else None
            async for piece in document(scope, attachments=args.attachments, private=True):
                stream.write(piece)
            detail: dict[str, Any] = {"name": args.file.name, "code": args.organisation}
            uid = organisation.uid if organisation else None
            await audit.record(
                Event.EXCHANGE_DOCUMENT_EXPORT, about=None, actor=COMMAND_LINE, organisation=uid, **detail
            )
    tell(S_("%(file)s is written. It holds names and personal data: keep it locked.", file=args.file))


async def read_document(args: argparse.Namespace) -> None:
    """Add what the document has and this installation lacks."""
    try:
        content = args.file.read_bytes()
    except OSError as error:
        raise StaffdevError(S_("%(file)s cannot be read: %(why)s", file=args.file, why=error.strerror)) from None
    added = await bring_in(content, actor=COMMAND_LINE)
    if args.json:
        tell_json({"added": added})
        return
    total = sum(added.values())
    tell(
        P_("%(n)s record was added.", "%(n)s records were added.", total)
        if total
        else N_("Everything was here already.")
    )


def print_schema() -> None:
    """The schema as JSON."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n")


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that did not exist; it is gone again where writing fails."""
    try:
        stream = path.open("xb")
    except FileExistsError:
        raise StaffdevError(S_("%(file)s exists already. Choose another name.", file=path)) from None
    except OSError as error:
        raise StaffdevError(S_("%(file)s cannot be written: %(why)s", file=path, why=error.strerror)) from None
    try:
        with stream:
            yield stream
    except BaseException:
        path.unlink(missing_ok=True)
        raise
