# ruff: noqa: S603 - it is our own command that is run
import os
import subprocess
import sys

import pytest

from staffdev.cli.commands import COMMANDS
from staffdev.cli.running import _language_of
from staffdev.i18n import Language

HELP = [sys.executable, "-m", "staffdev", "--help"]
MINE = ["init", "serve", "backup", "restore", "audit", "user", "doctor"]


def test_it_names_every_command(staffdev):
    code, out, _ = staffdev("--help")
    assert code == 0
    assert all(f"  {command.name} " in out for command in COMMANDS)


@pytest.mark.parametrize("command", MINE)
def test_every_command_explains_itself(staffdev, command):
    code, out, err = staffdev(command, "--help")
    assert (code, err) == (0, "")
    assert f"usage: staffdev {command}" in out


def test_a_backup_says_that_it_holds_the_keys(staffdev):
    assert "the keys included" in " ".join(staffdev("backup", "--help")[1].split())


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["backuo"],
        ["backup"],
        ["backup", "a", "b"],
        ["audit"],
        ["audit", "verify", "--anker", "1"],
        ["user", "add", "Mira", "--role", "queen"],
        ["serve", "--port", "eight"],
        ["--language", "de", "doctor"],
        ["--language"],
        ["init", "--password", "tajna"],
    ],
)
def test_bad_usage_ends_with_2(staffdev, arguments):
    code, out, err = staffdev(*arguments)
    assert (code, out) == (2, "")
    assert err.strip()


@pytest.mark.parametrize("command", [["doctor"], ["audit", "verify"], ["backup", "x"], ["user", "list"]])
def test_a_failure_is_one_line(staffdev, command):
    code, _, err = staffdev(*command)
    assert code == 1
    assert err.startswith("staffdev: ")
    assert err.count("\n") == 1


def test_a_misspelt_setting_is_named(staffdev, monkeypatch):
    monkeypatch.setenv("STAFFDEV_DATEBASE", "x")
    assert staffdev("doctor") == (1, "", "staffdev: STAFFDEV_DATEBASE is not a setting. Check its spelling.\n")


def test_nothing_is_made_by_looking(staffdev, office):
    assert staffdev("audit", "verify")[2] == "staffdev: Nothing is set up here yet. Start with: staffdev init\n"
    assert not office.exists()


def test_what_nobody_expected_is_still_one_line(staffdev, set_up, monkeypatch):
    def fail(*_):
        raise RuntimeError("first\nsecond")

    monkeypatch.setattr("staffdev.audit.verification.verify", fail)
    assert staffdev("audit", "verify")[2] == "staffdev: Something went wrong: RuntimeError: first second\n"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, Language.SERBIAN_LATIN),
        ({"LANG": "C.UTF-8"}, Language.SERBIAN_LATIN),
        ({"LANG": "sr_RS.UTF-8"}, Language.SERBIAN_CYRILLIC),
        ({"LANG": "sr_RS.UTF-8@latin"}, Language.SERBIAN_LATIN),
        ({"LANG": "sr_RS", "LC_ALL": "en_GB.UTF-8"}, Language.ENGLISH),
        ({"LANG": "en_GB", "STAFFDEV_LANGUAGE": "sr-Cyrl"}, Language.SERBIAN_CYRILLIC),
    ],
)
def test_it_speaks_the_language_of_the_terminal(environ, language):
    assert _language_of(environ) is language


@pytest.mark.parametrize(
    "arguments", [["--language", "sr-Latn", "user", "list"], ["user", "list", "--language=sr-Latn"]]
)
def test_the_language_may_stand_anywhere(staffdev, arguments):
    assert staffdev(*arguments)[0] == 1


def test_help_needs_neither_the_database_nor_the_web():
    command = [sys.executable, "-X", "importtime", *HELP[1:]]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    imported = {line.rpartition("|")[2].strip() for line in said.splitlines()}
    assert "staffdev.cli.running" in imported
    assert not imported & {"piccolo", "litestar", "uvicorn", "asyncpg", "cryptography", "asyncio", "openpyxl"}


def test_output_that_nobody_reads_is_no_error():
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(HELP, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert ended.stderr == b""
