"""`staffdev demo` as people run it: stopped by Ctrl-C, by the system, or by a crash, it leaves nothing behind."""

import signal
import socket
import sys
from pathlib import Path

import psutil
import pytest

from tests.processes import SECONDS_TO_STOP, alive, answer_of, environment, family, running

COMMAND = (sys.executable, "-m", "staffdev", "demo")


@pytest.fixture
def folder(tmp_path):
    """Where temporary files go."""
    made = tmp_path / "tmp"
    made.mkdir()
    return made


@pytest.fixture
def env(folder, tmp_path):
    """Temporary files go to `folder`, and an installation of one's own would be in `own`."""
    return environment(TMPDIR=str(folder), STAFFDEV_DATA=str(tmp_path / "own"))


def names_in(folder):
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_it_shows_itself_and_leaves_nothing_behind(env, folder, number):
    with running(COMMAND, env) as process:
        assert 'name="username"' in answer_of(process, "/sign-in")
        processes = family(process)
        assert len(names_in(folder)) == 1
        process.send_signal(number)
        said, complained = process.communicate(timeout=SECONDS_TO_STOP)
        assert process.returncode == 0, complained
        assert (alive(processes), names_in(folder)) == ([], [])
        assert f"StaffDev is at http://127.0.0.1:{env['STAFFDEV_PORT']}" in said
        assert all(name in said for name in ("jasna", "ljiljana", "vesna", "radmila", "biljana", "olivera"))
        assert not Path(env["STAFFDEV_DATA"]).exists()


def test_a_crash_of_the_server_leaves_nothing_behind(env, folder):
    with running(COMMAND, env) as process:
        answer_of(process, "/sign-in")
        server, parent = family(process)
        server.kill()
        _, complained = process.communicate(timeout=SECONDS_TO_STOP)
        assert process.returncode == 1
        assert complained == "staffdev: The demonstration stopped by itself. Start it again.\n"
        assert (alive([server, parent]), names_in(folder)) == ([], [])


def test_killing_the_command_leaves_nothing_behind(env, folder):
    with running(COMMAND, env) as process:
        answer_of(process, "/sign-in")
        server, parent = family(process)
        parent.kill()
        psutil.wait_procs([server], timeout=SECONDS_TO_STOP)
        assert (alive([server, parent]), names_in(folder)) == ([], [])


def test_stopping_it_while_it_is_being_made_leaves_nothing_behind(env, folder):
    with running(COMMAND, env) as process:
        assert "being made" in process.stdout.readline()
        processes = family(process)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS_TO_STOP)
        assert process.returncode == 0
        assert (alive(processes), names_in(folder)) == ([], [])


def test_a_taken_port_is_said_in_one_sentence(env, folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(env["STAFFDEV_PORT"])))
        taken.listen()
        with running(COMMAND, env) as process:
            _, complained = process.communicate(timeout=SECONDS_TO_STOP)
            assert process.returncode == 1
            assert complained.count("\n") == 1
            assert "Choose another port with --port." in complained
            assert names_in(folder) == []
