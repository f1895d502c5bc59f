"""A QR code as the outline of its dark squares, for an SVG that needs neither style nor script."""

from dataclasses import dataclass
from typing import Any

QUIET = 4  # empty squares on every side, without which readers fail


@dataclass(frozen=True, slots=True)
class Square:
    """`side` is the length of the whole code in its own units, `path` the SVG outline of what is dark."""

    side: int
    path: str


def qr_code(text: str) -> Square:
    """`text` as a QR code that survives a smudge (level M)."""
    from reportlab.graphics.barcode.qr import QrCodeWidget  # slow to import and rarely needed

    widget: Any = QrCodeWidget(text, barLevel="M")
    code = widget.qr
    code.make()
    rows = enumerate(code.modules, QUIET)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in rows for x, dark in enumerate(row, QUIET) if dark)
    return Square(len(code.modules) + 2 * QUIET, path)
