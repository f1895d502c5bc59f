import contextlib
import json
import sqlite3


def tamper(office, statement):
    with contextlib.closing(sqlite3.connect(office / "staffdev.sqlite")) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


def test_a_sound_log(staffdev, set_up):
    code, out, err = staffdev("audit", "verify")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "4 entries, none tampered with."
    assert staffdev("audit", "anchor")[1].strip() in out


def test_an_edited_entry_is_named_and_the_command_fails(staffdev, set_up, office):
    tamper(office, "UPDATE audit_entry SET at = '2020-01-01 00:00:00.000000+00:00' WHERE seq = 2")
    code, out, err = staffdev("audit", "verify")
    assert (code, out) == (1, "Entry 2 was changed after it was written.\n")
    assert err == "staffdev: The log of changes is not sound: 1 fault.\n"
    assert json.loads(staffdev("audit", "verify", "--json")[1])["found"] == [{"fault": "edited", "first": 2, "last": 2}]


def test_an_anchor_from_the_paper_book(staffdev, set_up):
    anchor = staffdev("audit", "anchor")[1].strip()
    assert staffdev("audit", "verify", "--anchor", anchor)[0] == 0
    wrong = anchor[:-1] + ("0" if anchor[-1] != "0" else "1")
    code, out, _ = staffdev("audit", "verify", "--anchor", wrong)
    assert (code, "Entry 4 is not the one that was written down" in out) == (1, True)
    code, out, err = staffdev("audit", "verify", "--anchor", "yesterday")
    assert (code, "anchor as it was printed" in err) == (1, True)


def test_the_key_file_of_another_installation(staffdev, set_up, office):
    from staffdev.vault.keys import Keyring

    (office / "staffdev.keys").write_text(Keyring.new().as_text())
    code, out, _ = staffdev("audit", "verify")
    assert (code, "Not one of the entries was written with this key" in out) == (1, True)
