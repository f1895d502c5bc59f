"""`staffdev audit verify` and `staffdev audit anchor`."""

import argparse
from typing import Any

from staffdev.cli.printing import tell, tell_json
from staffdev.errors import StaffdevError
from staffdev.i18n import N_, P_, S_
from staffdev.translations import gettext as _


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("audit", help=_("verify the log of changes, or print its anchor"))
    verbs = parser.add_subparsers(dest="verb", metavar=_("VERB"), required=True)

    verify = verbs.add_parser("verify", help=_("read the whole log and name every entry that was tampered with"))
    verify.description = _(
        "Read the whole log and name every entry that was changed, moved, put in or taken out. Only an anchor that was "
        "written down on paper shows whether the newest entries were cut off without a trace: give it with --anchor."
    )
    verify.add_argument("--anchor", help=_("an anchor from the paper book, such as 1289:9f0c44d1be02a377"))
    verify.add_argument("--json", action="store_true", help=_("print the findings as JSON"))
    verify.set_defaults(run=run_verify, old_database=True)

    anchor = verbs.add_parser("anchor", help=_("print where the log ends now, to be written down on paper"))
    anchor.add_argument("--json", action="store_true", help=_("print it as JSON"))
    anchor.set_defaults(run=run_anchor, old_database=True)


async def run_verify(args: argparse.Namespace) -> None:
    from staffdev.audit.sentences import fault
    from staffdev.audit.verification import verify

    report = await verify(args.anchor)
    if args.json:
        tell_json({**report._asdict(), "found": [found._asdict() for found in report.found]})
    for found in report.found if not args.json else ():
        tell(fault(found))
    if not report.is_sound:
        raise StaffdevError(
            P_(
                "The log of changes is not sound: %(n)s fault.",
                "The log of changes is not sound: %(n)s faults.",
                report.faults,
            )
        )
    if not args.json:
        tell(P_("%(n)s entry, none tampered with.", "%(n)s entries, none tampered with.", report.entries))
        tell(S_("The log ends at %(anchor)s.", anchor=report.anchor or "0"))


async def run_anchor(args: argparse.Namespace) -> None:
    from staffdev.audit.verification import anchor

    place = await anchor()
    if args.json:
        tell_json({"anchor": place})
    else:
        tell(place or N_("Nothing has been written into the log yet."))
