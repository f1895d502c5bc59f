import json
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from staffdev.db.database import database
from staffdev.errors import StaffdevError
from staffdev.settings import Settings
from staffdev.vault.keys import Keyring, held, hold, key_file, load_keyring, read_keys, write_keys
from staffdev.vault.traces import database_is_in_use

SECRET = "long enough to be a secret of an office"


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", database=str(tmp_path / "data" / "staffdev.sqlite"))


def test_the_first_start_makes_keys_that_only_their_owner_can_read(settings):
    keyring = load_keyring(settings)
    assert stat.S_IMODE(key_file(settings).stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.data.stat().st_mode) == 0o700
    assert [len(key) for key in keyring.each()] == [32] * 4
    assert len(set(keyring.each())) == 4
    assert load_keyring(settings) == keyring
    assert [file.name for file in settings.data.iterdir()] == ["staffdev.keys"]


def test_two_installations_have_nothing_in_common(tmp_path):
    keys = {key for _ in range(10) for key in Keyring.new().each()}
    assert len(keys) == 40


def test_ten_first_starts_at_once_agree(settings):
    with ThreadPoolExecutor(10) as pool:
        keyrings = list(pool.map(load_keyring, [settings] * 10))
    assert len({keyring.fingerprint for keyring in keyrings}) == 1


def test_a_keyring_is_not_printed(settings):
    assert load_keyring(settings).audit_key.hex() not in repr(load_keyring(settings))
    assert "audit_key" not in repr(load_keyring(settings))


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_keys_that_others_can_read_are_refused(settings, mode):
    load_keyring(settings)
    key_file(settings).chmod(mode)
    with pytest.raises(StaffdevError, match="chmod 600"):
        load_keyring(settings)


def test_a_damaged_key_file_is_refused_whatever_character_was_changed(settings):
    load_keyring(settings)
    text = key_file(settings).read_text()
    for place in range(len(text)):
        if text[place].isspace():
            continue
        changed = "A" if text[place] != "A" else "B"
        key_file(settings).write_text(text[:place] + changed + text[place + 1 :])
        with pytest.raises(StaffdevError, match="damaged"):
            load_keyring(settings)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"staffdev_keys": 1}', "\0", "č", '{"staffdev_keys": 2}'])
def test_a_file_that_is_no_key_file_is_refused(settings, text):
    load_keyring(settings)
    key_file(settings).write_text(text, "utf-8")
    with pytest.raises(StaffdevError, match="damaged"):
        load_keyring(settings)


def test_a_short_key_is_refused(settings):
    keyring = load_keyring(settings)
    written = json.loads(keyring.as_text())
    key_file(settings).write_text(json.dumps({**written, "audit_key": "AAAA"}))
    with pytest.raises(StaffdevError, match="damaged"):
        load_keyring(settings)


def test_a_folder_in_place_of_the_file_is_named(settings):
    key_file(settings).mkdir(parents=True)
    with pytest.raises(StaffdevError, match="cannot be read"):
        load_keyring(settings)


async def test_keys_are_never_made_anew_beside_a_database(db_settings):
    assert database_is_in_use(db_settings)
    with pytest.raises(StaffdevError, match=r"its key file .* is missing"):
        load_keyring(db_settings)
    assert not key_file(db_settings).exists()


async def test_a_file_that_is_no_database_counts_as_one(settings):
    settings.data.mkdir()
    (settings.data / "staffdev.sqlite").write_text("datum;ime")
    with pytest.raises(StaffdevError, match="is missing"):
        load_keyring(settings)


async def test_an_empty_file_does_not(settings):
    settings.data.mkdir()
    (settings.data / "staffdev.sqlite").touch()
    load_keyring(settings)


def test_a_server_that_cannot_be_reached_is_named(tmp_path):
    settings = Settings(data=tmp_path, database="postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StaffdevError, match="database server cannot be reached"):
        load_keyring(settings)


def test_a_secret_stands_for_the_file(settings):
    settings = replace(settings, secret=SECRET)
    assert load_keyring(settings) == load_keyring(settings) == Keyring.derived_from(SECRET)
    assert load_keyring(replace(settings, secret=SECRET + ".")) != load_keyring(settings)
    assert len(set(load_keyring(settings).each())) == 4
    assert not settings.data.exists()


def test_a_short_secret_is_refused(settings):
    with pytest.raises(StaffdevError, match="at least 32"):
        load_keyring(replace(settings, secret="tajna"))


def test_a_secret_beside_other_keys_is_refused(settings):
    load_keyring(settings)
    with pytest.raises(StaffdevError, match="hold different keys"):
        load_keyring(replace(settings, secret=SECRET))


def test_keys_that_are_there_are_never_replaced(settings):
    before = load_keyring(settings)
    write_keys(Keyring.new(), key_file(settings))
    assert read_keys(key_file(settings)) == before


def test_whoever_asks_for_keys_before_they_are_held_is_told(monkeypatch):
    from staffdev.vault import keys

    monkeypatch.setattr(keys, "_held", {})
    with pytest.raises(RuntimeError, match="no keys are held"):
        held()
    hold(Keyring.new())
    assert held() is held()


async def test_the_database_opens_beside_its_keys(sqlite_office):
    async with database(sqlite_office):
        assert load_keyring(sqlite_office) == held()
