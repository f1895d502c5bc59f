"""`staffdev remind`: make this week's reminders for everybody who has none yet."""

import argparse
import sys
from typing import Any

from staffdev.errors import NotFound, StaffdevError
from staffdev.i18n import S_
from staffdev.translations import gettext as _


def register(subparsers: Any) -> None:
    words = _("make this week's reminders; a second time nothing happens")
    parser = subparsers.add_parser("remind", help=words, description=f"{words[0].upper()}{words[1:]}.")
    parser.add_argument("--organisation", metavar=_("CODE"), help=_("only this organisation; else every provider"))
    parser.add_argument("--json", action="store_true", help=_("print what was made as JSON"))
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace) -> None:
    from staffdev.reminders.running import remind_everybody  # the rulebook and the tables only for this command

    try:
        made = await remind_everybody(args.settings, args.organisation)
    except NotFound:
        raise StaffdevError(S_("There is no organisation %(code)s.", code=args.organisation or "–")) from None
    rows = [(one.organisation, one.digests, one.reminders, mailed) for one, mailed in made]
    if args.json:
        import msgspec

        names = ("organisation", "digests", "reminders", "mailed")
        sys.stdout.write(msgspec.json.encode([dict(zip(names, row, strict=True)) for row in rows]).decode() + "\n")
        return
    from staffdev.cli.printing import tell_rows

    tell_rows([(_("Organisation"), _("People"), _("Reminders"), _("By mail")), *(tuple(map(str, row)) for row in rows)])
