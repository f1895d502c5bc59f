"""`staffdev export --what ledger|people|offices FILE`."""

import argparse

from staffdev.cli.office import acting_for, organisation_named
from staffdev.cli.printing import tell
from staffdev.exchange.commands.interchange import new_file
from staffdev.exchange.exports.sheets import SheetFormat, written
from staffdev.exchange.vocabulary import What
from staffdev.i18n import S_
from staffdev.translations import gettext as _


async def write_sheet(args: argparse.Namespace) -> None:
    """Write one register into a new file."""
    shape = args.format or args.file.suffix.lower().lstrip(".")
    if shape not in set(SheetFormat):
        args.parser.error(_("say with --format whether the sheet is xlsx or csv"))
    actor = acting_for(await organisation_named(args.organisation))
    with new_file(args.file) as stream:
        stream.write((await written(What(args.what), SheetFormat(shape), actor=actor)).content)
    tell(S_("%(file)s is written. It holds names and personal data: keep it locked.", file=args.file))
