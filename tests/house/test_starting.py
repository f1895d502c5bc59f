"""What a start does without: each of these costs a tenth of a second or more, and few requests need it."""

import subprocess
import sys

import pytest

LOADED = "import sys; from staffdev.web.routes import all_of_them; all_of_them(); print(*sys.modules)"


@pytest.mark.parametrize(
    "slow", ["reportlab", "PIL", "openpyxl", "piccolo.apps.migrations.commands", "icalendar", "smtplib"]
)
def test_serving_does_not_load_what_few_requests_need(slow):
    loaded = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own
    assert "staffdev.people.controllers" in loaded.split()
    assert slow not in loaded.split()
