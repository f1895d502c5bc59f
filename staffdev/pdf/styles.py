"""How papers look: one ink, one accent that survives a black-and-white printer, few sizes."""

from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from staffdev.pdf.letters import BOLD, REGULAR
from staffdev.rulebook.model import Status

INK = HexColor("#1b2430")
MUTED = HexColor("#56606e")
LINE = HexColor("#c5ccd6")
TINT = HexColor("#f2f4f7")
ACCENT = HexColor("#0b4fb3")
STATUS_COLOURS: dict[Status, Color] = {
    Status.MET: HexColor("#12682f"),
    Status.NOT_MET: HexColor("#b01c14"),
    Status.AT_RISK: HexColor("#8a4b00"),
    Status.NOT_YET_APPLICABLE: MUTED,
}

MARGIN = 18 * mm


def _style(name: str, size: float, leading: float, parent: ParagraphStyle | None = None, **more: Any) -> ParagraphStyle:
    face: dict[str, Any] = {"fontName": REGULAR, "bulletFontName": REGULAR, "textColor": INK} if parent is None else {}
    return ParagraphStyle(name, parent, fontSize=size, leading=leading, **face, **more)


BODY = _style("body", 9.5, 13.5, spaceAfter=4)
SMALL = _style("small", 8, 11)
MUTED_SMALL = _style("muted-small", 8, 11, SMALL, textColor=MUTED)
TINY = _style("tiny", 7, 9.2, SMALL, textColor=MUTED)
TINY_RIGHT = _style("tiny-right", 7, 9.2, TINY, alignment=TA_RIGHT)

TITLE = _style("title", 17, 22, BODY, fontName=BOLD, spaceBefore=2, spaceAfter=3)
SUBTITLE = _style("subtitle", 10.5, 15, BODY, textColor=MUTED, spaceAfter=8)
HEADING = _style("heading", 11.5, 15, BODY, fontName=BOLD, spaceBefore=11, spaceAfter=4)
SUBHEADING = _style("subheading", 9.5, 13, BODY, fontName=BOLD, spaceBefore=7, spaceAfter=3)

CELL = _style("cell", 8, 10.6)
CELL_RIGHT = _style("cell-right", 8, 10.6, CELL, alignment=TA_RIGHT, rightIndent=6)
CELL_HEAD = _style("cell-head", 7.5, 10, CELL, fontName=BOLD, textColor=MUTED)
CELL_HEAD_RIGHT = _style("cell-head-right", 7.5, 10, CELL_HEAD, alignment=TA_RIGHT, rightIndent=6)

LETTERHEAD = _style("letterhead", 11, 14.5, BODY, fontName=BOLD, spaceAfter=0)
LEGAL = _style("legal", 9.5, 13.4, BODY, alignment=TA_JUSTIFY, spaceAfter=5)
LEGAL_ITEM = _style(
    "legal-item", 9.5, 13.4, LEGAL, alignment=TA_LEFT, leftIndent=8 * mm, bulletFontSize=9.5, spaceAfter=1.5
)
LEGAL_ARTICLE = _style(
    "legal-article", 9.5, 13.4, LEGAL, fontName=BOLD, alignment=TA_CENTER, spaceBefore=5, spaceAfter=2, keepWithNext=1
)
LEGAL_TITLE = _style("legal-title", 18, 23, BODY, fontName=BOLD, alignment=TA_CENTER, spaceBefore=6, spaceAfter=0)
LEGAL_SUBTITLE = _style("legal-subtitle", 11.5, 16, BODY, fontName=BOLD, alignment=TA_CENTER, spaceAfter=6)

CENTRED = _style("centred", 10, 14.5, BODY, alignment=TA_CENTER, spaceAfter=2)
CENTRED_STRONG = _style("centred-strong", 12, 16, CENTRED, fontName=BOLD)
CENTRED_SMALL = _style("centred-small", 8.5, 12, CENTRED, textColor=MUTED)
AWARD = _style("award", 27, 34, CENTRED, fontName=BOLD, textColor=ACCENT, spaceAfter=2)
AWARDED_TO = _style("awarded-to", 23, 30, CENTRED, fontName=BOLD, spaceBefore=5, spaceAfter=5)
AWARDED_FOR = _style("awarded-for", 14.5, 19.5, CENTRED, fontName=BOLD, spaceBefore=4, spaceAfter=6)
CODE = _style("code", 10.5, 14, BODY, fontName=BOLD, spaceAfter=0)
VERDICT = _style("verdict", 9, 12.5, BODY, spaceBefore=3, spaceAfter=1)
VERDICT_NOTE = _style("verdict-note", 8, 11, SMALL, leftIndent=4 * mm)
ARTICLE = _style("article", 7.5, 10.4, SMALL, textColor=MUTED, leftIndent=4 * mm, spaceBefore=1)
