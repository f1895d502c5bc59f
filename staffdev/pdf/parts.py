"""The parts that papers are put together from: words, headings, letterhead, signature lines."""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Paragraph, Spacer, Table

from staffdev.pdf import styles
from staffdev.pdf.grids import padded
from staffdev.pdf.letters import markup
from staffdev.pdf.paper import Letterhead
from staffdev.translations import gettext


def text(words: str, style: ParagraphStyle = styles.BODY) -> Paragraph:
    """Set `words`, already in the paper's language or typed by a person, as one paragraph."""
    return Paragraph(markup(words), style)


def heading(words: str, style: ParagraphStyle = styles.HEADING) -> list[Flowable]:
    """Head a section, on the next page if only a line or two would follow it here."""
    return [CondPageBreak(ROOM_UNDER_HEADING), text(words, style)]


ROOM_UNDER_HEADING, ROOM_TO_SIGN = 32 * mm, 36 * mm


def opening(letterhead: Letterhead, title: str, subtitle: str = "") -> list[Flowable]:
    """Open a paper: whose it is, a rule, its title."""
    parts = [*letterhead_lines(letterhead), rule(), text(title, styles.TITLE)]
    return [*parts, text(subtitle, styles.SUBTITLE)] if subtitle else parts


def letterhead_lines(letterhead: Letterhead) -> list[Flowable]:
    """Set the organisation's name, seat and numbers."""
    numbers = (
        (gettext("Registration number: %(number)s"), letterhead.registration_number),
        (gettext("Tax number: %(number)s"), letterhead.tax_number),
    )
    details = [letterhead.seat, *(sentence % {"number": number} for sentence, number in numbers if number)]
    line = " · ".join(detail for detail in details if detail)
    name = text(letterhead.name, styles.LETTERHEAD)
    return [name, text(line, styles.MUTED_SMALL)] if line else [name]


def rule() -> Flowable:
    return HRFlowable(width="100%", thickness=1.2, color=styles.ACCENT, spaceBefore=4, spaceAfter=9)


def signature_lines(lines: Sequence[tuple[str, str]], width: float, *, stamp: bool = False) -> list[Flowable]:
    """Set lines to sign on, each a caption and a name under it; `stamp` marks its place before the last line."""
    columns: list[list[Flowable]] = [_signature(caption, name) for caption, name in lines]
    place = text(gettext("Place of the stamp"), styles.CENTRED_SMALL)
    between: list[Flowable] = [Spacer(0, 14 * mm), place] if stamp else []
    columns = [[], *columns] if len(columns) == 1 else columns
    columns = [*columns[:-1], between, columns[-1]]
    table = Table([columns], [width / len(columns)] * len(columns), style=padded(sides=6, ends=0))
    return [CondPageBreak(ROOM_TO_SIGN), Spacer(0, 5 * mm), table]


def _signature(caption: str, name: str) -> list[Flowable]:
    line = HRFlowable(width="100%", thickness=0.6, color=styles.INK, spaceBefore=11 * mm, spaceAfter=2)
    return [text(caption, styles.CENTRED_SMALL), line, text(name or " ", styles.CENTRED)]
