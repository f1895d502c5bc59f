"""Where the browser of the tests is. A test that needs one fails without it, and says how to install it."""

import os
import shutil

NAMES = (
    "chromium-headless-shell",  # the same without its windows: a quarter faster
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
)
MISSING = (
    "Chromium is missing. Install it with `apt-get install chromium-headless-shell` (Debian), `apt-get install "
    "chromium` (Ubuntu) or `brew install chromium`, or let STAFFDEV_TEST_CHROMIUM name its program."
)


def chromium() -> str:
    """The program; an AssertionError says how to install it."""
    named = os.environ.get("STAFFDEV_TEST_CHROMIUM")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, MISSING
    return found
