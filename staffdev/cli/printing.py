"""What commands print."""

import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from staffdev.errors import Advice
from staffdev.translations import say


def tell(advice: Advice) -> None:
    """One sentence, in the reader's language."""
    sys.stdout.write(f"{say(advice)}\n")
    sys.stdout.flush()


def warn(advice: Advice) -> None:
    """One sentence on stderr about something that does not stop the program."""
    sys.stderr.write(f"staffdev: {say(advice)}\n")
    sys.stderr.flush()


def tell_json(data: Any) -> None:
    """Data for another program: UTF-8, keys as they are, instants and days as ISO text."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n")


def tell_rows(rows: Sequence[Sequence[str]]) -> None:
    """Rows with their columns below one another; the first row is the heading."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
