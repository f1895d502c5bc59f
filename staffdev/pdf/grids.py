"""Tables that people read: facts side by side, and grids whose heading repeats and whose cells are never cut."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from staffdev.i18n import Sentence
from staffdev.pdf import styles
from staffdev.pdf.cells import Cell, cell_markup
from staffdev.pdf.letters import REGULAR, markup
from staffdev.translations import say

PADDING, ROW_PADDING = 4, 3
HIGHEST_ROW = 90 * mm  # a longer one goes on in the next row


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid: its heading and its share of the width."""

    heading: Sentence
    share: float
    numeric: bool = False


def facts(pairs: Iterable[tuple[str, Cell]], width: float) -> Flowable:
    """Set label and value side by side, one fact a row; a fact without a value is left out."""
    widths = [0.24 * width, 0.76 * width]
    rows: list[list[Flowable]] = [
        [Paragraph(markup(label), styles.MUTED_SMALL), Paragraph(cell_markup(value), styles.SMALL)]
        for label, value in pairs
        if value not in (None, "")
    ]
    whole = [part for row in rows for part in _whole_rows(row, widths)]
    return Table(whole, widths, style=padded(sides=0, ends=1.5)) if whole else Spacer(0, 0)


def grid(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell | Flowable]], width: float, *, lowest_row: float = 0
) -> Flowable:
    """Set a table whose heading repeats on each page; words wrap, and a row longer than a page goes on overleaf.

    `lowest_row` is the least height of a row in points, where people write by hand.
    """
    shares = sum(column.share for column in columns)
    widths = [width * column.share / shares for column in columns]
    inside = [width - 2 * PADDING for width in widths]
    set_rows = ([_set(cell, column) for cell, column in zip(row, columns, strict=True)] for row in rows)
    body = [part for row in set_rows for part in _whole_rows(row, inside)]
    heights = [None, *(max(lowest_row, _height(row, inside) + 2 * ROW_PADDING) for row in body)]
    style = padded(sides=PADDING, ends=ROW_PADDING, more=[*_LINES, *(_BOXES if lowest_row else ())])
    return Table([_headings(columns), *body], widths, heights, style=style, repeatRows=1, hAlign="LEFT")


def _headings(columns: Sequence[Column]) -> list[Flowable]:
    heads = {True: styles.CELL_HEAD_RIGHT, False: styles.CELL_HEAD}
    return [Paragraph(markup(say(column.heading)), heads[column.numeric]) for column in columns]


def _set(cell: Cell | Flowable, column: Column) -> Flowable:
    if isinstance(cell, Flowable):
        return cell
    return Paragraph(cell_markup(cell), styles.CELL_RIGHT if column.numeric else styles.CELL)


def _whole_rows(row: list[Flowable], widths: Sequence[float]) -> Iterator[list[Flowable]]:
    """Give the row, cut into several where it is too high: ReportLab loses words of rows that it splits itself."""
    while _height(row, widths) > HIGHEST_ROW:
        cut = [cell.split(width, HIGHEST_ROW) or [cell] for cell, width in zip(row, widths, strict=True)]
        yield [parts[0] for parts in cut]
        row = [parts[1] if len(parts) > 1 else Paragraph("", styles.CELL) for parts in cut]
    yield row


def _height(row: Sequence[Flowable], widths: Sequence[float]) -> float:
    """Give the height in points that the highest cell needs; known beforehand, it is not measured on every page."""
    return float(max(cell.wrap(width, A4[1])[1] for cell, width in zip(row, widths, strict=True)))


def padded(*, sides: float, ends: float, more: Sequence[tuple[Any, ...]] = ()) -> TableStyle:
    """Give a table style: everything at the top of its cell, `sides` and `ends` points away from its edges."""
    everywhere = (0, 0), (-1, -1)
    return TableStyle(
        [
            ("FONTNAME", *everywhere, REGULAR),
            ("VALIGN", *everywhere, "TOP"),
            ("LEFTPADDING", *everywhere, sides),
            ("RIGHTPADDING", *everywhere, sides),
            ("TOPPADDING", *everywhere, ends),
            ("BOTTOMPADDING", *everywhere, ends),
            *more,
        ]
    )


_LINES = (
    ("BACKGROUND", (0, 0), (-1, 0), styles.TINT),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, styles.MUTED),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, styles.LINE),
)
_BOXES = (  # around what is written by hand
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("INNERGRID", (0, 1), (-1, -1), 0.4, styles.MUTED),
    ("BOX", (0, 0), (-1, -1), 0.6, styles.MUTED),
)
