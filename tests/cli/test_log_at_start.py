"""What `staffdev serve` says about the log of changes when it starts."""

import signal
import socket
import subprocess
import sys

import pytest

from tests.cli.test_audit import tamper

LIMIT = 20


@pytest.fixture
def started(office):
    """Starts the server and stops it again: its greeting, and what it said on stderr."""

    def run():
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "staffdev", "serve", "--port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
            assert process.stdout is not None
            greeting = process.stdout.readline()
            process.send_signal(signal.SIGINT)
            return greeting, process.communicate(timeout=LIMIT)[1]

    return run


def test_a_sound_log_is_not_spoken_of(set_up, started):
    greeting, err = started()
    assert "StaffDev is at" in greeting
    assert err == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET at = '2020-01-01 00:00:00.000000+00:00' WHERE seq = 2",
        "DELETE FROM audit_entry WHERE seq = 4",
        "DELETE FROM audit_head",
    ],
)
def test_a_broken_log_is_one_clear_line_and_it_starts_all_the_same(set_up, started, office, statement):
    tamper(office, statement)
    greeting, err = started()
    assert "StaffDev is at" in greeting
    assert err == (
        "staffdev: The log of changes has been tampered with. See what was done to it: staffdev audit verify\n"
    )
