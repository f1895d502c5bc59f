"""Programs as people start them: processes of their own, waited for, and ended whatever happens."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import urlopen

import psutil

from tests.conftest import SECRET

SECONDS_TO_START = 90  # the machine may be busy; on an idle one it takes three
SECONDS_TO_STOP = 20


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def environment(**own: str) -> dict[str, str]:
    """What a shell has, nothing of ours but `own`, and a port that is free; programs speak English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STAFFDEV_", "LC_", "LANG"))}
    return {**kept, "STAFFDEV_PORT": str(free_port()), "STAFFDEV_LANGUAGE": "en", **own}


def command(settings, *words):
    """The command `words` of the installation of `settings`: call it with arguments for `code, out, err`."""

    def run(*arguments):
        own = {"DATA": str(settings.data), "DATABASE": settings.database, "SECRET": SECRET}
        environ = environment(**{f"STAFFDEV_{name}": value for name, value in own.items()})
        del environ["STAFFDEV_LANGUAGE"]  # the language is the computer's
        program = [sys.executable, "-m", "staffdev", *words, *arguments]
        environ |= {"LANG": "en_GB.UTF-8", "PYTHONWARNINGS": "error"}
        done = subprocess.run(program, env=environ, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout, done.stderr

    return run


class Program(subprocess.Popen[str]):
    """A program with a server on `port`."""

    def __init__(self, command, env):
        self.port = env["STAFFDEV_PORT"]
        super().__init__(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@contextmanager
def running(command, env):
    """The running program; whatever is left of it is killed afterwards."""
    process = Program(command, env)
    try:
        yield process
    finally:
        for one in family(process):
            one.kill()
        process.communicate()


def family(process):
    """The program and everything it started, the program last."""
    try:
        parent = psutil.Process(process.pid)
        return [*parent.children(recursive=True), parent]
    except psutil.NoSuchProcess:
        return []


def alive(processes):
    return [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def answer_of(process, path):
    """What the program's server answers, once it does."""
    address = f"http://127.0.0.1:{process.port}{path}"
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=10) as answer:
                return answer.read().decode()
        except OSError:
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer")
