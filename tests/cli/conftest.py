import shutil

import pytest

from staffdev.cli import main
from staffdev.i18n import DEFAULT_LANGUAGE
from staffdev.translations import set_language
from staffdev.vault.keys import held, hold

PASSWORD = "tri vedra kiše na Fruškoj"


@pytest.fixture(autouse=True)
def as_it_was():
    before = held()
    yield
    hold(before)
    set_language(DEFAULT_LANGUAGE)


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An empty place; the value is its folder."""
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STAFFDEV_LANGUAGE", "en")
    monkeypatch.setenv("STAFFDEV_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def staffdev(office, capsys):
    """Runs a command line: `code, out, err = staffdev("audit", "anchor")`."""

    def run(*arguments):
        capsys.readouterr()
        try:
            code = main(list(map(str, arguments)))
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return run


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """What the first place that was set up held, and what was printed; the next ones are copies of it."""
    return tmp_path_factory.mktemp("kept"), []


@pytest.fixture
def set_up(staffdev, office, tmp_path, kept):
    """Sets the place up; the value is what was printed."""
    folder, printed = kept
    (tmp_path / "password").write_text(f"{PASSWORD}\n", "utf-8")
    if not printed:
        printed.append(init(staffdev, tmp_path))
        shutil.copytree(office, folder / "data")
    else:
        shutil.copytree(folder / "data", office)
    return printed[0]


def init(staffdev, tmp_path):
    """`staffdev init` with all its options."""
    code, out, err = staffdev(
        "init", "--organisation", "SOS Ravnica", "--code", "ravnica", "--seat", "Novi Sad",
        "--first-name", "Snežana", "--last-name", "Lazić", "--responsible-since", "1.3.2024.",
        "--username", "Snežana", "--password-file", tmp_path / "password",
    )  # fmt: skip
    assert (code, err) == (0, "")
    return out
