"""The frame that every paper shares: A4, running head, foot with page x of y, language, day of making."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import TimeStamp
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from staffdev.i18n import Language
from staffdev.pdf import styles
from staffdev.pdf.letters import REGULAR, markup, printable, register_fonts
from staffdev.translations import day, gettext

LONGEST_RUNNING_HEAD = 90  # letters; the whole name stands in the letterhead
FIRST_HEAD_ROOM, HEAD_ROOM, FOOT_ROOM = 13 * mm, 21 * mm, 21 * mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Whose paper it is, as she typed it; empty parts are left out."""

    name: str
    seat: str = ""
    registration_number: str = ""
    tax_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What is the same for all papers: whose, in which language, printed on which day."""

    letterhead: Letterhead
    language: Language
    printed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What differs between papers: `locked` adds the note of Article 21(2), `bare` leaves out head and foot."""

    is_landscape: bool = False
    locked: bool = True
    bare: bool = False

    @property
    def size(self) -> tuple[float, float]:
        return landscape(A4) if self.is_landscape else A4

    @property
    def width(self) -> float:
        """Points between the margins."""
        return self.size[0] - 2 * styles.MARGIN


PORTRAIT, LANDSCAPE = Look(), Look(is_landscape=True)


def pdf(story: Sequence[Flowable], *, title: str, imprint: Imprint, look: Look = PORTRAIT) -> bytes:
    """Lay `story` out and give the file; equal arguments give equal bytes. Call it while speaking its language."""
    register_fonts()
    made = BytesIO()
    template = _Template(made, title=printable(title), imprint=imprint, look=look)
    template.build(list(story), canvasmaker=template.canvas)
    return made.getvalue()


class _Template(BaseDocTemplate):
    def __init__(self, file: BytesIO, *, title: str, imprint: Imprint, look: Look) -> None:
        self.imprint, self.look = imprint, look
        super().__init__(
            file,
            pagesize=look.size,
            title=title,
            author=printable(imprint.letterhead.name),
            subject=title,
            creator="staffdev",
            producer="staffdev",
            lang=imprint.language.value,
            invariant=1,
            initialFontName=REGULAR,
            displayDocTitle=True,
        )
        first = PageTemplate("first", [_frame(look, FIRST_HEAD_ROOM)], autoNextPageTemplate="later")
        self.addPageTemplates([first, PageTemplate("later", [_frame(look, HEAD_ROOM)])])

    def canvas(self, *args: Any, **settings: Any) -> Canvas:
        """Start the file's canvas; this is what ReportLab calls for it."""
        return _Canvas(*args, imprint=self.imprint, look=self.look, running_title=str(self.title), **settings)


def _frame(look: Look, head_room: float) -> Frame:
    width, height = look.size
    if look.bare:
        return Frame(0, 0, width, height, 0, 0, 0, 0)
    return Frame(styles.MARGIN, FOOT_ROOM, look.width, height - FOOT_ROOM - head_room, 0, 0, 0, 0)


class _Canvas(Canvas):
    """A canvas that holds its pages back until it knows how many there are."""

    def __init__(self, *args: Any, imprint: Imprint, look: Look, running_title: str, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._doc._timeStamp = _stamp(imprint.printed_on)  # type: ignore[attr-defined]  # noqa: SLF001 - ReportLab has no setter for the day
        self._imprint, self._look, self._running_title = imprint, look, running_title
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's own name
        self._held.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # the stubs know only the public half of a canvas

    def save(self) -> None:
        for number, page in enumerate(self._held, start=1):
            self.__dict__.update(page)
            if not self._look.bare:
                self._draw_head(number)
                self._draw_foot(number, len(self._held))
            super().showPage()
        super().save()

    def _draw_head(self, number: int) -> None:
        """Draw organisation and title on every page but the first, which has the letterhead."""
        if number == 1:
            return
        top = self._look.size[1] - 13 * mm
        half = self._look.width / 2 - 3 * mm
        self._place(_shortened(self._imprint.letterhead.name), styles.TINY, styles.MARGIN, top, half)
        right = styles.MARGIN + self._look.width - half
        self._place(_shortened(self._running_title), styles.TINY_RIGHT, right, top, half)
        self._rule(top - 2 * mm)

    def _draw_foot(self, number: int, count: int) -> None:
        base = 12.5 * mm
        page = gettext("Page %(number)s of %(count)s") % {"number": number, "count": count}
        printed = gettext("Printed on %(day)s") % {"day": day(self._imprint.printed_on)}
        self._rule(base + 4 * mm)
        right = styles.MARGIN + self._look.width - 60 * mm
        self._place(f"{printed} · {page}", styles.TINY_RIGHT, right, base, 60 * mm)
        if self._look.locked:
            note = gettext(
                "Keep this print-out locked: only authorised helpline staff may have access (Article 21(2))."
            )
            self._place(note, styles.TINY, styles.MARGIN, base, self._look.width - 62 * mm)

    def _place(self, text: str, style: Any, x: float, y: float, width: float) -> None:
        """Draw `text` with its first line at height `y`."""
        paragraph = Paragraph(markup(text), style)
        _, height = paragraph.wrapOn(self, width, 40 * mm)
        paragraph.drawOn(self, x, y - height + style.leading)

    def _rule(self, y: float) -> None:
        self.setStrokeColor(styles.LINE)
        self.setLineWidth(0.5)
        self.line(styles.MARGIN, y, styles.MARGIN + self._look.width, y)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_RUNNING_HEAD else f"{text[: LONGEST_RUNNING_HEAD - 1].rstrip()}…"


def _stamp(made_on: date) -> TimeStamp:
    noon = datetime.combine(made_on, time(12), UTC)
    stamp = TimeStamp(invariant=1)
    stamp.t, stamp.lt, stamp.YMDhms = noon.timestamp(), noon.utctimetuple(), noon.utctimetuple()[:6]
    return stamp
