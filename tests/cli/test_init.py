import asyncio
import sys

import pytest

from staffdev.accounts.tables import Account
from staffdev.audit.tables import AuditEntry
from staffdev.db.database import database
from staffdev.settings import Settings
from tests.cli.conftest import PASSWORD

ANSWERS = ["SOS Ravnica", "ravnica", "Novi Sad", "", "Snežana", "Lazić", "1.3.2024.", "", "", "snezana"]


async def stored(office):
    async with database(Settings(data=office, database=str(office / "staffdev.sqlite"))):
        return await Account.select(Account.username, Account.name), await AuditEntry.count()


@pytest.fixture
def terminal(monkeypatch):
    """A terminal at which somebody types these lines and passwords."""

    def types(lines, passwords):
        asked = []

        def answering(answers):
            def answer(words):
                asked.append(words)
                return next(answers)

            return answer

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", answering(iter(lines)))
        monkeypatch.setattr("getpass.getpass", answering(iter(passwords)))
        return asked

    return types


def test_it_sets_the_place_up(set_up, office):
    assert set_up.splitlines() == ["Snežana Lazić can sign in as snezana.", "Let people in with: staffdev serve"]
    accounts, entries = asyncio.run(stored(office))
    assert accounts == [{"username": "snezana", "name": "Snežana Lazić"}]
    assert entries == 4
    assert sorted(file.name for file in office.iterdir()) == ["staffdev.keys", "staffdev.sqlite"]


def test_a_place_is_set_up_once(set_up, staffdev, tmp_path):
    again = ["--organisation", "x", "--code", "x", "--seat", "x", "--first-name", "x", "--last-name", "x"]
    more = ["--responsible-since", "1.1.2024.", "--username", "xxx", "--password-file", tmp_path / "password"]
    code, _, err = staffdev("init", *again, *more)
    assert (code, err) == (1, "staffdev: This installation is already set up. Sign in.\n")


def test_without_a_terminal_it_says_which_options_are_missing(staffdev, tmp_path):
    (tmp_path / "password").write_text(PASSWORD, "utf-8")
    code, _, err = staffdev("init", "--code", "ravnica", "--password-file", tmp_path / "password")
    assert code == 2
    assert "--organisation, --seat, --first-name, --last-name, --responsible-since, --username" in err
    code, _, err = staffdev("init", "--code", "ravnica")
    assert (code, "--password-file" in err) == (2, True)


def test_what_has_to_be_corrected_is_said_and_nothing_is_set_up(staffdev, tmp_path, office):
    (tmp_path / "password").write_text("lozinka", "utf-8")
    code, _, err = staffdev(
        "init", "--organisation", "SOS", "--code", "Ravnica!", "--seat", "x", "--first-name", "S", "--last-name", "L",
        "--responsible-since", "31.2.2024.", "--username", "s", "--password-file", tmp_path / "password",
    )  # fmt: skip
    assert code == 1
    assert "code: Use small letters" in err
    assert "responsible-since: " in err
    assert "username: " in err
    assert asyncio.run(stored(office)) == ([], 0)


def test_it_asks_for_what_no_option_says(staffdev, terminal, office):
    asked = terminal(ANSWERS[1:], [PASSWORD, PASSWORD])
    code, out, err = staffdev("init", "--organisation", "SOS Ravnica")
    assert (code, err) == (0, "")
    assert "Name of the organisation: " not in asked
    assert "Number of the helpline (optional): " in asked
    assert PASSWORD not in out


def test_it_asks_again_for_what_has_to_be_corrected(staffdev, terminal, office):
    wrong = [*ANSWERS[:6], "31.2.2024.", *ANSWERS[7:], "1.3.2024."]
    terminal(wrong, ["lozinka", "lozinka", PASSWORD, "another one", PASSWORD, PASSWORD])
    code, _, err = staffdev("init")
    assert code == 0
    assert "Type the same password twice." in err
    assert len(asyncio.run(stored(office))[0]) == 1


def test_a_password_file_that_cannot_be_read_is_named(staffdev, tmp_path):
    code, _, err = staffdev("init", "--password-file", tmp_path / "none")
    assert (code, "cannot be read" in err) == (1, True)
