"""Programs as people start them: processes of their own, waited for, and ended whatever happens."""

import multiprocessing
import os
import socket
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager
from itertools import count
from urllib.request import urlopen

import psutil

from staffdev.cli.commands import COMMANDS
from tests.conftest import SECRET

SECONDS_TO_START = 90  # the machine may be busy; on an idle one it takes three
SECONDS_TO_STOP = 20
NUMBERS = count(1)
LOADED = multiprocessing.get_context("forkserver")
LOADED.set_forkserver_preload(["tests.processes", "staffdev.app", *(one.module for one in COMMANDS)])


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def environment(**own: str) -> dict[str, str]:
    """What a shell has, nothing of ours but `own`, and a port that is free; programs speak English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STAFFDEV_", "LC_", "LANG"))}
    return {**kept, "STAFFDEV_PORT": str(free_port()), "STAFFDEV_LANGUAGE": "en", **own}


def command(settings, *words):
    """The command `words` of the installation of `settings`: call it with arguments for `code, out, err`.

    Each time a process of its own, born of one that has loaded the program already: starting it takes longer than
    what it does. That it starts from nothing too is for tests/cli to show.
    """

    def run(*arguments):
        own = {"DATA": str(settings.data), "DATABASE": settings.database, "SECRET": SECRET}
        environ = environment(**{f"STAFFDEV_{name}": value for name, value in own.items()})
        del environ["STAFFDEV_LANGUAGE"]  # the language is the computer's
        environ |= {"LANG": "en_GB.UTF-8"}
        said = [settings.data / f"{name}-of-{next(NUMBERS)}" for name in ("out", "err")]
        process = LOADED.Process(target=become, args=([*words, *arguments], environ, *map(str, said)))
        process.start()
        process.join()
        out, err = (path.read_text("utf-8") for path in said)
        assert "Traceback" not in err, err
        return process.exitcode, out, err

    return run


def become(arguments, environ, out, err):
    """The program with these arguments, in a process where nothing else happens any more."""
    from staffdev.cli import main  # where this runs it is loaded

    os.environ.clear()
    os.environ.update(environ)
    for path, stream in ((out, sys.stdout), (err, sys.stderr)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), stream.fileno())
    warnings.simplefilter("error")
    sys.exit(main(arguments))


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
