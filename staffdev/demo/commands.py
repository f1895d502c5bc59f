"""`staffdev demo`: a helpline of invented people in the browser; when it stops, nothing of it is left."""

import argparse
from dataclasses import replace
from typing import Any

from staffdev.translations import gettext as _


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("demo", help=_("show a demonstration with invented people"))
    parser.description = _(
        "Show a demonstration with invented people, made anew in a folder of its own and removed with Ctrl-C. "
        "Your own data is not touched."
    )
    parser.add_argument("--port", type=int, help=_("the port to listen on; without it 8000"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from staffdev.demo.keeping import keep  # help comes at once

    settings = args.settings
    return keep(settings if args.port is None else replace(settings, port=args.port))
