"""The outer half of the demonstration: makes its folder, starts its server, and removes the folder whatever happens.

The server is a process of its own, joined to this one by a pipe. This one closes the pipe to stop it; and when this one
is killed the pipe closes too, so that the server stops and removes the folder itself.
"""

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from staffdev.cli.serving import SECONDS_TO_FINISH
from staffdev.errors import StaffdevError
from staffdev.i18n import N_
from staffdev.settings import Settings
from staffdev.translations import current_language

STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
CRASHED = N_("The demonstration stopped by itself. Start it again.")


def keep(settings: Settings) -> int:
    """Show the demonstration until Ctrl-C, and say how it ended."""
    code = 0
    with _told_to_stop() as signals, suppress(_StopError), _folder() as folder:
        server = subprocess.Popen(_command(folder, settings), stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own words
        try:
            code = server.wait()
        finally:
            _stop(server)
    if code < 0 and not signals:
        raise StaffdevError(CRASHED)
    return code


def _command(folder: Path, settings: Settings) -> list[str]:
    return [sys.executable, "-m", "staffdev.demo", str(folder), settings.host, str(settings.port), current_language()]


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="staffdev-demo-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _StopError(Exception):
    """Somebody pressed Ctrl-C, or asked the process to end."""


@contextmanager
def _told_to_stop() -> Iterator[list[int]]:
    """Inside the block the first signal raises _StopError, further ones are only noted in the list."""
    signals: list[int] = []

    def note(number: int, _frame: object) -> None:
        signals.append(number)
        if len(signals) == 1:
            raise _StopError

    before = {number: signal.signal(number, note) for number in STOPPING}
    try:
        yield signals
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Let the server finish what is under way; kill it where that takes too long."""
    if server.stdin:
        with suppress(OSError):
            server.stdin.close()
    try:
        server.wait(SECONDS_TO_FINISH + 3)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
