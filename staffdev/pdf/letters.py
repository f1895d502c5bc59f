"""The letters of every paper: DejaVu Sans, embedded, with a visible stand-in for what it does not have."""

import unicodedata
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "DejaVuSans"
BOLD = "DejaVuSans-Bold"
FILES = Path(__file__).with_name("fonts")  # filled when the package is built

STAND_IN = "□"
INVISIBLE = {"Cc", "Cf", "Cs"}  # controls, directions, joiners, half pairs: no ink in any font
VARIANTS = range(0xFE00, 0xFE10)


def printable(text: str) -> str:
    """Give `text` as the font can draw it: composed, without invisible characters, □ for each missing letter."""
    return unicodedata.normalize("NFC", text).translate(_stand_ins())


def markup(text: str) -> str:
    """Give `text` for a paragraph: printable, literal (a typed `<b>` stays a `<b>`), line breaks kept."""
    return escape(printable(text)).replace("\n", "<br/>")


@cache
def register_fonts() -> None:
    """Make both faces known to ReportLab, once in a process."""
    for face in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(face, FILES / f"{face}.ttf"))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


class _StandIns(dict[int, str]):
    """What each character prints as, found out when it is first met."""

    def __init__(self, drawn: frozenset[int]) -> None:
        super().__init__({ord("\n"): "\n", ord("\t"): " ", 0x2028: "\n", 0x2029: "\n"})
        self.drawn = drawn

    def __missing__(self, point: int) -> str:
        self[point] = found = self._found(point)
        return found

    def _found(self, point: int) -> str:
        letter = chr(point)
        if unicodedata.category(letter) in INVISIBLE or point in VARIANTS:
            return ""
        if point in self.drawn:
            return letter
        return " " if letter.isspace() else STAND_IN


@cache
def _stand_ins() -> _StandIns:
    register_fonts()
    regular, bold = (_drawn_by(face) for face in (REGULAR, BOLD))
    return _StandIns(regular & bold)


def _drawn_by(name: str) -> frozenset[int]:
    font = pdfmetrics.getFont(name)
    return frozenset(font.face.charToGlyph if isinstance(font, TTFont) else ())
