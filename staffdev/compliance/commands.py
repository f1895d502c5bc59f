"""`staffdev compliance`: every duty judged, for any day, period, organisation and state of knowledge."""

import argparse
import sys
from typing import Any

from staffdev import clock
from staffdev.errors import Invalid, NotFound, StaffdevError
from staffdev.i18n import S_
from staffdev.translations import gettext as _
from staffdev.translations import say

OPTIONS = ("as_of", "period", "as_recorded_on", "obligation")


def register(subparsers: Any) -> None:
    words = _("judge every duty of the rulebook, for any day")
    parser = subparsers.add_parser("compliance", help=words, description=f"{words[0].upper()}{words[1:]}.")
    parser.add_argument("--as-of", metavar=_("DAY"), help=_("how things stood then, such as 2025-12-31; else today"))
    parser.add_argument("--period", metavar=_("DAYS"), help=_("2025, or 2025-07-01..2025-12-31; else the day's year"))
    parser.add_argument("--as-recorded-on", metavar=_("INSTANT"), help=_("only what was recorded by 2026-01-03T12:00"))
    parser.add_argument("--organisation", metavar=_("CODE"), help=_("only this organisation; else every provider"))
    parser.add_argument("--obligation", metavar="ID", help=_("only this duty, such as RS-SOS-18.2"))
    parser.add_argument("--json", action="store_true", help=_("print a JSON array, one finding in each line"))
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace) -> None:
    from staffdev.compliance.asking import read_asked  # the rulebook and the tables only for this command
    from staffdev.compliance.queries import findings_of, providers
    from staffdev.rulebook.loader import load

    try:
        asked = read_asked({name: getattr(args, name) for name in OPTIONS}, today=clock.today(), pack=load())
    except Invalid as invalid:
        args.parser.error(" ".join(f"--{_option(name)}: {say(why)}" for name, why in invalid.problems.items()))
    try:
        organisations = await providers(args.organisation)
    except NotFound:
        raise StaffdevError(S_("There is no organisation %(code)s.", code=args.organisation or "–")) from None
    found = findings_of(organisations, asked)
    await (_print_json(found) if args.json else _print_table(found, organisations))


def _option(name: str) -> str:
    return name.replace("_", "-")


async def _print_json(found: Any) -> None:
    """Print an array whose findings stand one in each line, as they are judged: memory stays small."""
    import msgspec

    from staffdev.compliance.finding_json import finding_json

    before = b"[\n"
    async for one in found:
        sys.stdout.buffer.write(before + msgspec.json.encode(finding_json(one)))
        before = b",\n"
    sys.stdout.buffer.write(b"\n]\n" if before == b",\n" else b"[]\n")
    sys.stdout.flush()


async def _print_table(found: Any, organisations: dict[int, str]) -> None:
    """Print what people read: duty, whom it is about, how it stands, and why."""
    from staffdev.cli.printing import tell_rows
    from staffdev.compliance.queries import names_in, titles_in
    from staffdev.compliance.view.sentences import summary
    from staffdev.compliance.words import level_word
    from staffdev.web.statuses import status_word

    names: dict[str, str] = {}
    for organisation in organisations:
        names |= await names_in(organisation) | await titles_in(organisation)
    rows = [[_("Organisation"), _("Duty"), _("Who"), _("State"), _("Why")]]
    async for one in found:
        who = names.get(one.person or one.subject or "") or one.person or level_word(one.level.value)
        rows.append([one.organisation, one.obligation, who, status_word(one.verdict.status), summary(one)])
    tell_rows(rows)
