"""`staffdev backup` and `staffdev restore`."""

import argparse
import asyncio
from pathlib import Path
from typing import Any

from staffdev.cli.printing import tell, tell_json
from staffdev.errors import StaffdevError
from staffdev.i18n import N_, S_
from staffdev.translations import gettext as _

LOCKED = N_(
    "The file holds everything, the keys included: whoever has it can read all of it. "
    "Keep it on a stick in a locked cabinet, and another one outside the office."
)


def register(subparsers: Any) -> None:
    saving = subparsers.add_parser("backup", help=_("write everything into one file, and check it"))
    saving.description = (
        f"{_('Write everything into one file, while others work, and read it again to check it.')} {_(LOCKED)}"
    )
    saving.add_argument("file", type=Path, metavar=_("FILE"), help=_("the new file; one that exists is never replaced"))
    saving.add_argument("--json", action="store_true", help=_("print what the backup says about itself as JSON"))
    saving.set_defaults(run=run_backup, old_database=True)

    filling = subparsers.add_parser("restore", help=_("fill an empty place from a backup"))
    filling.description = _(
        "Fill an empty place from a backup, and compare it with what was backed up. STAFFDEV_DATA names the folder, "
        "STAFFDEV_DATABASE the database; a backup of either database can be restored into either."
    )
    filling.add_argument("file", type=Path, metavar=_("FILE"), help=_("the backup"))
    filling.add_argument("--json", action="store_true", help=_("print what the backup says about itself as JSON"))
    filling.set_defaults(run=run_restore)


async def run_backup(args: argparse.Namespace) -> None:
    from staffdev.vault.backup import backup

    manifest = await backup(args.file)
    if args.json:
        tell_json(manifest)
    else:
        tell(S_("%(file)s holds %(rows)s rows and was checked.", file=args.file, rows=manifest.rows))
        tell(S_("The log of changes ends at %(anchor)s. Write that into the paper book.", anchor=manifest.audit.anchor))
        tell(LOCKED)
    if not manifest.audit.is_sound:
        raise StaffdevError(
            N_("The backup was written, but the log of changes has been tampered with. See: staffdev audit verify")
        )


def run_restore(args: argparse.Namespace) -> None:
    from staffdev.vault.restore import restore

    manifest = asyncio.run(restore(args.file, settings=args.settings))
    if args.json:
        tell_json(manifest)
        return
    tell(
        S_(
            "Restored and compared: %(rows)s rows as of %(at)s, made by version %(version)s.",
            rows=manifest.rows,
            at=manifest.created_at,
            version=manifest.version,
        )
    )
    tell(S_("The log of changes ended at %(anchor)s. Compare it with the paper book.", anchor=manifest.audit.anchor))
    tell(N_("Everybody has to sign in again."))
