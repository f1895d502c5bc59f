"""`staffdev demo` as people run it: a process of its own, stopped by Ctrl-C, by the system, or by a crash."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import urlopen

import psutil
import pytest

SECONDS_TO_START = 60  # the machine may be busy; on an idle one it takes three
SECONDS_TO_STOP = 15


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def environment(tmp_path):
    """Nothing but what a shell has, a folder for temporary files, and a database that must not be touched."""
    (tmp_path / "tmp").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STAFFDEV_", "LC_", "LANG"))}
    own = {"STAFFDEV_DATA": str(tmp_path / "own"), "STAFFDEV_PORT": str(free_port()), "STAFFDEV_LANGUAGE": "en"}
    return {**kept, "TMPDIR": str(tmp_path / "tmp"), "PYTHONDEVMODE": "", **own}


@contextmanager
def demo(environment):
    """The running command and its address; whatever is left of it is ended afterwards."""
    command = [sys.executable, "-m", "staffdev", "demo"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process, f"http://127.0.0.1:{environment['STAFFDEV_PORT']}"
    finally:
        for one in everybody(process):
            one.kill()
        process.communicate()


def everybody(process):
    try:
        parent = psutil.Process(process.pid)
        return [*parent.children(recursive=True), parent]
    except psutil.NoSuchProcess:
        return []


def wait_until_it_answers(process, address):
    for _ in range(SECONDS_TO_START * 5):
        try:
            with urlopen(f"{address}/sign-in", timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.2)
    raise AssertionError("it did not start")


def left_behind(environment, processes):
    alive = [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
    return alive, os.listdir(environment["TMPDIR"])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_it_shows_itself_and_leaves_nothing_behind(environment, number):
    with demo(environment) as (process, address):
        assert "Sign in" in wait_until_it_answers(process, address)
        processes = everybody(process)
        assert len(os.listdir(environment["TMPDIR"])) == 1
        process.send_signal(number)
        said, complained = process.communicate(timeout=SECONDS_TO_STOP)
        assert process.returncode == 0, complained
        assert left_behind(environment, processes) == ([], [])
        assert f"StaffDev is at {address}" in said
        assert all(name in said for name in ("jasna", "ljiljana", "vesna", "radmila", "biljana", "olivera"))
        assert not os.path.exists(environment["STAFFDEV_DATA"])


def test_a_crash_of_the_server_leaves_nothing_behind(environment):
    with demo(environment) as (process, address):
        wait_until_it_answers(process, address)
        server, parent = everybody(process)
        server.kill()
        _, complained = process.communicate(timeout=SECONDS_TO_STOP)
        assert process.returncode == 1
        assert complained.strip() == "staffdev: The demonstration stopped by itself. Start it again."
        assert left_behind(environment, [server, parent]) == ([], [])


def test_killing_the_command_leaves_nothing_behind(environment):
    with demo(environment) as (process, address):
        wait_until_it_answers(process, address)
        server, parent = everybody(process)
        parent.kill()
        psutil.wait_procs([server], timeout=SECONDS_TO_STOP)
        assert left_behind(environment, [server, parent]) == ([], [])


def test_stopping_it_while_it_is_being_made_leaves_nothing_behind(environment):
    with demo(environment) as (process, _):
        assert "being made" in process.stdout.readline()
        processes = everybody(process)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS_TO_STOP)
        assert process.returncode == 0
        assert left_behind(environment, processes) == ([], [])


def test_a_taken_port_is_said_in_one_sentence(environment):
    with socket.socket() as taken, demo(environment) as (process, _):
        taken.bind(("127.0.0.1", int(environment["STAFFDEV_PORT"])))
        taken.listen()
        _, complained = process.communicate(timeout=SECONDS_TO_STOP)
        assert process.returncode == 1
        assert complained.count("\n") == 1
        assert "Choose another port with --port." in complained
        assert os.listdir(environment["TMPDIR"]) == []
