"""What a start does without: each of these costs time or memory, and few requests need it."""

import subprocess
import sys

import pytest

START = """
import sys
from staffdev.app import create_app
from staffdev.cli import serving
from staffdev.settings import Settings

create_app(Settings.from_env({"STAFFDEV_DATA": sys.argv[1]}))
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The modules an application has loaded that is ready to serve."""
    command = [sys.executable, "-c", START, tmp_path_factory.mktemp("office")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 - our own


@pytest.mark.parametrize(
    "slow",
    [
        "PIL",
        "attr",
        "icalendar",
        "openpyxl",
        "piccolo.apps.migrations.commands",
        "pydantic",
        "reportlab",
        "smtplib",
        "staffdev.intervision.rules.identity.given_names",
        "staffdev.intervision.slots.rules.shapes",
        "xlsxwriter",
    ],
)
def test_serving_does_not_load_what_few_requests_need(loaded, slow):
    assert "staffdev.people.controllers" in loaded
    assert slow not in loaded
