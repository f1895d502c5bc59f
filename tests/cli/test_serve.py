import asyncio
import contextlib
import gc
import http.client
import signal
import socket
import subprocess
import sys

import pytest

from staffdev.cli.serve import listening, prepare
from staffdev.cli.serving import Server
from staffdev.settings import Settings

LIMIT, PROMPTLY = 20, 5
THOUSANDS = 100_000


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def server(office, port):
    """Starts `staffdev serve`; the value is the process, once it has said where it is."""
    command = [sys.executable, "-m", "staffdev", "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    assert process.stdout is not None
    process.greeting = process.stdout.readline()  # type: ignore[attr-defined] # for the tests
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate(timeout=LIMIT)


def answer(port, path):
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT)) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read(), response.headers


def test_it_serves_an_empty_place_and_says_where(server, office, port):
    assert server.greeting == f"StaffDev is at http://127.0.0.1:{port} – stop it with Ctrl-C.\n"
    status, body, headers = answer(port, "/health")
    assert (status, body) == (200, b"ok")
    assert "server" not in headers
    assert (office / "staffdev.keys").exists()


async def test_an_answer_does_not_wait_for_the_packet_before_it(tmp_path, port):
    """Else each page takes 40 ms longer than it should."""
    said = asyncio.get_running_loop().create_future()
    settings = Settings(data=tmp_path, database=str(tmp_path / "none.sqlite"), port=port)
    with listening(settings) as listener:
        server = await asyncio.start_server(lambda _, writer: said.set_result(writer), sock=listener)
        with socket.create_connection(("127.0.0.1", port)):
            writer = await said
            connected = writer.get_extra_info("socket")
            assert connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            writer.close()
        server.close()
        await server.wait_closed()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(server, office, number):
    server.send_signal(number)
    _, err = server.communicate(timeout=PROMPTLY)
    assert (server.returncode, err) == (0, "")
    assert sorted(file.name for file in office.iterdir()) == ["staffdev.keys", "staffdev.sqlite"]


async def test_what_is_loaded_stays_and_what_pages_leave_behind_is_collected(office, port):
    """A start collects nothing, so the server has to begin with it."""
    settings = Settings.from_env({"STAFFDEV_DATA": str(office), "STAFFDEV_PORT": str(port)})
    is_set_up = await prepare(settings)
    gc.disable()
    try:
        with listening(settings) as listener:
            server = Server(settings, is_set_up=is_set_up)
            server.config.load()
            server.lifespan = server.config.lifespan_class(server.config)
            await server.startup([listener])
            assert gc.isenabled()
            assert gc.get_freeze_count() > THOUSANDS
            await server.shutdown([listener])
    finally:
        gc.enable()
        gc.unfreeze()


def test_a_port_that_is_taken_is_one_clear_line(staffdev, office, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        code, _, err = staffdev("serve", "--port", port)
    assert (code, err.count("\n")) == (1, 1)
    assert f"127.0.0.1:{port} cannot be used" in err
    assert not office.exists()


def test_an_address_that_is_not_ours_is_one_clear_line(staffdev):
    code, _, err = staffdev("serve", "--host", "203.0.113.1")
    assert (code, "203.0.113.1:8000 cannot be used" in err) == (1, True)


def test_a_database_of_a_newer_version_is_left_alone(staffdev, set_up, office, port):
    from tests.cli.test_audit import tamper

    tamper(office, "INSERT INTO migration (name, app_name) VALUES ('2031-01-01T00:00:00:000000', 'staffdev')")
    for command in (["serve", "--port", port], ["backup", office / "x"], ["audit", "verify"], ["user", "list"]):
        code, _, err = staffdev(*command)
        assert (code, "newer version" in err) == (1, True)
