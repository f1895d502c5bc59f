"""From the command to its help and to the first page, and what an idle server holds in memory."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from tests.bench.report import Line


async def measure() -> AsyncIterator[Line]:
    """The second start of an installation: its database is there and up to date."""
    took = min(help_shown() for _ in range(5))
    yield Line("Help of the command", "seconds", took, "≤ 0.3", took <= 0.3)
    with tempfile.TemporaryDirectory() as folder:
        start(folder)
        taken, memory = start(folder)
    yield Line("Start to first page", "seconds", taken, "≤ 1.5", taken <= 1.5)
    yield Line("Idle memory", "MB", memory, "≤ 120", memory <= 120)


def help_shown() -> float:
    """Seconds of computing."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "staffdev", "--help"], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def start(folder: str) -> tuple[float, float]:
    """Seconds to the first page, and resident megabytes a moment later."""
    port = free_port()
    environment = {**os.environ, "STAFFDEV_DATA": folder, "STAFFDEV_PORT": str(port)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an office keeps what the first start compiled
    before = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "staffdev", "serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        while not answers(port):
            time.sleep(0.01)
        taken = time.perf_counter() - before
        time.sleep(1)
        return taken, psutil.Process(process.pid).memory_info().rss / 1_000_000
    finally:
        process.terminate()
        process.wait(10)


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=1) as page:
            return bool(page.read())
    except (URLError, ConnectionError, TimeoutError):
        return False


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
