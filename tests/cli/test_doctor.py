import json
from datetime import UTC, datetime

import pytest

from staffdev import clock
from tests.cli.test_audit import tamper

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what the doctor warns of


def states(staffdev):
    _, out, _ = staffdev("doctor", "--json")
    return {finding["thing"]: finding["state"] for finding in json.loads(out)}


def test_all_is_well(staffdev, set_up, office, tmp_path):
    staffdev("backup", tmp_path / "office.backup")
    assert set(states(staffdev).values()) == {"well"}
    code, out, err = staffdev("doctor")
    assert (code, err) == (0, "")
    assert all(line.startswith("✓ ") for line in out.splitlines())


def test_a_backup_is_missing(staffdev, set_up):
    assert states(staffdev)["backup"] == "warning"
    assert staffdev("doctor")[0] == 0


def test_others_can_look_into_the_folder(staffdev, set_up, office):
    office.chmod(0o755)
    assert states(staffdev)["folder"] == "warning"


def test_others_can_read_the_keys(staffdev, set_up, office):
    (office / "staffdev.keys").chmod(0o644)
    code, out, err = staffdev("doctor")
    assert (code, err) == (1, "staffdev: 1 thing is wrong.\n")
    assert "chmod 600" in out


def test_the_key_file_is_gone(staffdev, set_up, office):
    (office / "staffdev.keys").unlink()
    assert states(staffdev)["database"] == "wrong"


def test_the_log_was_tampered_with(staffdev, set_up, office):
    tamper(office, "DELETE FROM audit_entry WHERE seq = 2")
    assert states(staffdev)["audit"] == "wrong"


def test_a_row_points_at_nothing(staffdev, set_up, office):
    tamper(office, "UPDATE account SET person = 99")
    assert states(staffdev)["database"] == "wrong"


def test_the_clock_went_back(staffdev, set_up):
    with clock.stopped_at(datetime(2020, 1, 1, tzinfo=UTC)):
        assert states(staffdev)["clock"] == "wrong"


@pytest.mark.parametrize(
    ("environ", "state"),
    [
        ({"STAFFDEV_HOST": EVERYWHERE}, "warning"),
        ({"STAFFDEV_HOST": EVERYWHERE, "STAFFDEV_URL": "https://sos.rs"}, "well"),
    ],
)
def test_others_can_reach_it(staffdev, set_up, monkeypatch, environ, state):
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert states(staffdev)["address"] == state


def test_nothing_is_set_up(staffdev, office):
    found = states(staffdev)
    assert (found["folder"], found["database"]) == ("wrong", "wrong")
    assert not office.exists()
