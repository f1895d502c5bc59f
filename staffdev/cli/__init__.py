"""The command line: `staffdev COMMAND …`. Reads arguments, calls one action, prints.

Exit codes: 0 done, 1 failed with one clear line on stderr, 2 bad usage. A package brings its commands in `commands.py`:

    def register(subparsers):
        parser = subparsers.add_parser("schema", help=_("Print the schema …"))
        parser.set_defaults(run=run)

    async def run(args) -> int | None: …    # the database is open, the keys are held, the language is set
    def run(args) -> int | None: …          # nothing is open; `args.settings` says where things are

Its names stand in `staffdev/cli/commands.py`, so that only the one module that is needed gets imported.
"""

from staffdev.cli.running import main

__all__ = ["main"]
