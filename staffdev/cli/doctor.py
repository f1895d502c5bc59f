"""`staffdev doctor`: what is well, and what somebody should see to."""

import argparse
import asyncio
import os
import shutil
import stat
from collections.abc import AsyncIterator
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from staffdev import clock
from staffdev.cli.printing import tell, tell_json
from staffdev.errors import Advice, StaffdevError
from staffdev.i18n import N_, P_, S_
from staffdev.settings import Settings
from staffdev.translations import gettext as _
from staffdev.translations import say

LEAST_FREE = 1024**3  # bytes
LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
OLDEST_BACKUP = timedelta(days=8)


class State(StrEnum):
    """How something is: well, to be looked at, or wrong."""

    WELL = "well"
    WARNING = "warning"
    WRONG = "wrong"


class Finding(NamedTuple):
    """What the doctor says of one thing."""

    thing: str
    state: State
    advice: Advice


MARKS = {State.WELL: "✓", State.WARNING: "!", State.WRONG: "✗"}


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("doctor", help=_("look whether this installation is healthy"))
    parser.description = _(
        "Look whether this installation is healthy: its folder, keys, database, log of changes, clock, disk, address "
        "and backups. Ends with 1 when something is wrong."
    )
    parser.add_argument("--json", action="store_true", help=_("print the findings as JSON"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    findings = asyncio.run(_all(args.settings))
    if args.json:
        tell_json([{"thing": f.thing, "state": f.state, "says": say(f.advice)} for f in findings])
    else:
        for finding in findings:
            tell(f"{MARKS[finding.state]} {say(finding.advice)}")
    if wrong := sum(finding.state is State.WRONG for finding in findings):
        raise StaffdevError(P_("%(n)s thing is wrong.", "%(n)s things are wrong.", wrong))


async def _all(settings: Settings) -> list[Finding]:
    findings = [folder(settings), disk(settings), address(settings)]
    try:
        findings += [finding async for finding in database_findings(settings)]
    except StaffdevError as error:
        findings.append(Finding("database", State.WRONG, error.advice))
    return findings


def folder(settings: Settings) -> Finding:
    """Whether the data folder is there, and its owner's alone."""
    path = settings.data
    if not path.is_dir():
        return Finding("folder", State.WRONG, S_("There is no folder %(path)s yet.", path=path))
    if not os.access(path, os.W_OK | os.X_OK):
        return Finding("folder", State.WRONG, S_("The folder %(path)s cannot be written to.", path=path))
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding("folder", State.WARNING, S_("Others can look into the folder: chmod 700 %(path)s", path=path))
    return Finding("folder", State.WELL, S_("The folder is %(path)s.", path=path))


def disk(settings: Settings) -> Finding:
    """Whether there is room to write."""
    there = next(path for path in (settings.data, *settings.data.absolute().parents, Path("/")) if path.exists())
    free = shutil.disk_usage(there).free
    if free < LEAST_FREE:
        return Finding("disk", State.WARNING, S_("Only %(mb)s MB are free on the disk.", mb=free // 1024**2))
    return Finding("disk", State.WELL, S_("%(gb)s GB are free on the disk.", gb=free // 1024**3))


def address(settings: Settings) -> Finding:
    """Whether anybody but this computer can reach it, and how safely."""
    if settings.host in LOCAL:
        return Finding("address", State.WELL, N_("Only this computer can reach it."))
    if settings.secure_cookies:
        return Finding("address", State.WELL, S_("Others reach it at %(url)s.", url=settings.url))
    return Finding(
        "address",
        State.WARNING,
        N_("Others can reach it without encryption. Put it behind HTTPS and set STAFFDEV_URL."),
    )


async def database_findings(settings: Settings) -> AsyncIterator[Finding]:
    """Keys, database, log, clock and backups; a StaffdevError ends the list."""
    from staffdev.audit.sentences import fault
    from staffdev.audit.verification import verify
    from staffdev.cli.office import OLDER, office
    from staffdev.db.database import bound, pending
    from staffdev.vault.backup import snapshot

    async with office(settings, old_database=True):
        yield Finding("keys", State.WELL, N_("The keys are there, and their owner's alone."))
        if await pending():
            yield Finding("version", State.WARNING, OLDER)
            return
        async with snapshot(bound()) as rows:
            problem = await rows.problem()
        if problem:
            yield Finding("database", State.WRONG, S_("The database is damaged: %(what)s.", what=problem))
        else:
            yield Finding("database", State.WELL, N_("The database is whole, and of this version."))
        report = await verify()
        if report.is_sound:
            sound = P_(
                "%(n)s entry in the log, none tampered with.", "%(n)s entries, none tampered with.", report.entries
            )
            yield Finding("audit", State.WELL, sound)
        else:
            yield Finding("audit", State.WRONG, fault(report.found[0]))
        yield await clock_finding()
        yield await backup_finding()


async def clock_finding() -> Finding:
    """Whether the computer's clock went backwards since something was last recorded."""
    from staffdev.audit.tables import AuditEntry

    newest = await AuditEntry.select(AuditEntry.at).order_by(AuditEntry.seq, ascending=False).first()
    if newest and newest["at"] > clock.now() + timedelta(minutes=1):
        return Finding(
            "clock", State.WRONG, S_("The clock is wrong: something was already recorded at %(at)s.", at=newest["at"])
        )
    return Finding("clock", State.WELL, S_("It is %(at)s.", at=clock.now()))


async def backup_finding() -> Finding:
    """When somebody last made a backup."""
    from staffdev.audit.events import Event
    from staffdev.audit.tables import AuditEntry

    made = AuditEntry.select(AuditEntry.at).where(AuditEntry.event == Event.VAULT_BACKUP_CREATE.value)
    newest = await made.order_by(AuditEntry.seq, ascending=False).first()
    if newest is None:
        return Finding("backup", State.WARNING, N_("There is no backup yet. Make one with: staffdev backup FILE"))
    if newest["at"] < clock.now() - OLDEST_BACKUP:
        return Finding("backup", State.WARNING, S_("The newest backup is of %(at)s. Make another.", at=newest["at"]))
    return Finding("backup", State.WELL, S_("The newest backup is of %(at)s.", at=newest["at"]))
