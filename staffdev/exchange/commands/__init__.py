"""`staffdev import`, `staffdev export` and `staffdev schema`."""

import argparse
from pathlib import Path
from typing import Any

from staffdev.translations import gettext as _

SHEETS = ("ledger", "people", "offices")


def register(subparsers: Any) -> None:
    _register_import(subparsers)
    _register_export(subparsers)
    words = _("print the schema of the interchange document")
    schema = subparsers.add_parser("schema", help=words, description=f"{words[0].upper()}{words[1:]}.")
    schema.set_defaults(run=run_schema)


def _register_import(subparsers: Any) -> None:
    parser = subparsers.add_parser("import", help=_("bring in office files, or an interchange document"))
    parser.description = _(
        "Bring in a spreadsheet or a table as text: every row is shown with what becomes of it. With --yes what is "
        "certain or was assumed is agreed to, and recorded at once. An interchange document (.json) is read as a whole."
    )
    parser.add_argument("file", type=Path, nargs="?", metavar=_("FILE"), help=_(".xlsx, .ods, .csv or .json"))
    parser.add_argument("--organisation", metavar=_("CODE"), help=_("whose file it is; else the only organisation"))
    parser.add_argument("--dry-run", action="store_true", help=_("show what --yes would do, and do nothing"))
    parser.add_argument("--yes", action="store_true", help=_("agree to what is certain or was assumed, and record it"))
    parser.add_argument(
        "--mapping", type=Path, metavar=_("FILE"), help=_("JSON that says how sheets, names and rows are read")
    )
    parser.add_argument("--undo", metavar=_("CODE"), help=_("take back the import with this code"))
    parser.add_argument("--json", action="store_true", help=_("print what becomes of every row as JSON"))
    parser.set_defaults(run=run_import)


def _register_export(subparsers: Any) -> None:
    parser = subparsers.add_parser("export", help=_("write the interchange document, or a sheet"))
    parser.description = _(
        "Write everything as one interchange document (FILE.json), or with --what one register as a sheet."
    )
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the new file; one that exists is never replaced"))
    parser.add_argument("--organisation", metavar=_("CODE"), help=_("only this organisation"))
    parser.add_argument(
        "--attachments", action="store_true", help=_("put certificates and other papers into the document")
    )
    parser.add_argument("--what", choices=SHEETS, help=_("which register to write as a sheet"))
    parser.add_argument("--format", choices=("xlsx", "csv"), help=_("of a sheet; else as the file is called"))
    parser.set_defaults(run=run_export)


async def run_import(args: argparse.Namespace) -> int | None:
    from staffdev.exchange.commands.imports import bring_in, take_back  # the tables only for this command

    if args.undo:
        await take_back(args)
    elif args.file is None:
        args.parser.error(_("name the file to bring in, or an import to take back with --undo"))
    elif args.file.suffix.lower() == ".json":
        from staffdev.exchange.commands.interchange import read_document

        await read_document(args)
    else:
        await bring_in(args)
    return None


async def run_export(args: argparse.Namespace) -> None:
    if args.what is None:
        from staffdev.exchange.commands.interchange import write_document

        await write_document(args)
    else:
        from staffdev.exchange.commands.exports import write_sheet

        await write_sheet(args)


def run_schema(_args: argparse.Namespace) -> None:
    from staffdev.exchange.commands.interchange import print_schema

    print_schema()
