from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from staffdev import clock
from staffdev.errors import StaffdevError
from staffdev.settings import Settings


def test_nothing_has_to_be_set():
    settings = Settings.from_env({"XDG_DATA_HOME": "/data/of/mine", "LOCALAPPDATA": "/data/of/mine"})
    assert settings.database == str(settings.data / "staffdev.sqlite")
    assert (settings.host, settings.port, settings.url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert set(settings.allowed_hosts) == {"127.0.0.1", "localhost"}
    assert (settings.secure_cookies, settings.demo, settings.secret, settings.uses_postgres) == (False,) * 2 + (
        None,
        False,
    )


def test_everything_can_be_set():
    settings = Settings.from_env(
        {
            "STAFFDEV_DATA": "/srv/staffdev",
            "STAFFDEV_DATABASE": "postgresql://staffdev@db/staffdev",
            "STAFFDEV_HOST": "0.0.0.0",  # noqa: S104
            "STAFFDEV_PORT": "80",
            "STAFFDEV_URL": "https://evidencija.sos.rs/",
            "STAFFDEV_ALLOWED_HOSTS": "evidencija.sos.rs, www.sos.rs",
            "STAFFDEV_SECRET": "tajna",
            "STAFFDEV_DEMO": "true",
            "STAFFDEV_MAX_UPLOAD_MB": "2",
        }
    )
    assert (settings.data, settings.uses_postgres) == (Path("/srv/staffdev"), True)
    assert (settings.port, settings.url) == (80, "https://evidencija.sos.rs")
    assert settings.allowed_hosts == ("evidencija.sos.rs", "www.sos.rs")
    assert (settings.secret, settings.demo, settings.max_upload) == ("tajna", True, 2 * 1024 * 1024)


@pytest.mark.parametrize(
    ("url", "given", "secure"),
    [
        ("https://sos.rs", None, True),
        ("http://sos.rs", None, False),
        ("https://sos.rs", "false", False),
        ("http://sos.rs", "true", True),
    ],
)
def test_cookies_are_secure_where_the_address_is(url, given, secure):
    environ = {"STAFFDEV_URL": url} | ({"STAFFDEV_SECURE_COOKIES": given} if given else {})
    assert Settings.from_env(environ).secure_cookies is secure


@pytest.mark.parametrize("value", ["yes", "1", "True", "on", "tru"])
def test_true_and_false_are_the_only_answers(value):
    with pytest.raises(StaffdevError, match="Write STAFFDEV_DEMO as true or false"):
        Settings.from_env({"STAFFDEV_DEMO": value})


@pytest.mark.parametrize("value", ["0", "65536", "-1", "eighty", "8000.5", "٨٠"])
def test_a_port_is_a_number_that_exists(value):
    with pytest.raises(StaffdevError, match="STAFFDEV_PORT as a number from 1 to 65535"):
        Settings.from_env({"STAFFDEV_PORT": value})


@pytest.mark.parametrize("name", ["SECRET", "DATABASE"])
def test_a_secret_may_stand_in_a_file(tmp_path, name):
    file = tmp_path / "secret"
    file.write_text("postgresql://x:y@db/z\n", "utf-8")
    settings = Settings.from_env({f"STAFFDEV_{name}_FILE": str(file)})
    assert getattr(settings, name.lower()) == "postgresql://x:y@db/z"
    with pytest.raises(StaffdevError, match=f"STAFFDEV_{name}_FILE cannot be read"):
        Settings.from_env({f"STAFFDEV_{name}_FILE": str(tmp_path / "nowhere")})


@pytest.mark.parametrize("name", ["STAFFDEV_DATABSE", "STAFFDEV_PORT_FILE", "STAFFDEV_"])
def test_a_misspelt_setting_is_named(name):
    with pytest.raises(StaffdevError, match=f"{name} is not a setting"):
        Settings.from_env({name: "x"})


def test_what_is_meant_for_others_is_left_alone():
    assert Settings.from_env({"PORT": "1", "STAFFDEV_TEST_PG": "postgresql:///x"}).port == 8000


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2025, 12, 31, 22, 59, 59, tzinfo=UTC), date(2025, 12, 31)),
        (datetime(2025, 12, 31, 23, 0, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_serbia(instant, day):
    with clock.stopped_at(instant):
        assert (clock.now(), clock.today()) == (instant, day)


def test_the_clock_goes_on_after_it_was_stopped():
    with clock.stopped_at(datetime(2020, 1, 1, tzinfo=UTC)):
        pass
    assert clock.now() > datetime(2026, 1, 1, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_a_clock_is_not_stopped_at_a_time_of_nowhere():
    with pytest.raises(ValueError, match="time zone"), clock.stopped_at(datetime(2020, 1, 1)):  # noqa: DTZ001
        pass
