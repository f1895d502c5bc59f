"""Any register or matrix on landscape pages: a title, columns, rows, notes."""

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from staffdev.i18n import Sentence
from staffdev.pdf import styles
from staffdev.pdf.cells import Cell
from staffdev.pdf.grids import Column, grid
from staffdev.pdf.paper import LANDSCAPE, Imprint, pdf
from staffdev.pdf.parts import opening, text
from staffdev.translations import gettext, say, speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A table to print. `str` cells are printed as typed, every other kind in the paper's language."""

    imprint: Imprint
    title: Sentence
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    subtitle: Sentence | None = None
    notes: tuple[Sentence, ...] = ()


def register(paper: Register) -> bytes:
    """Write the register; headings repeat on each page, and an empty one says so."""
    with speaking(paper.imprint.language):
        title = say(paper.title)
        story: list[Flowable] = opening(paper.imprint.letterhead, title, say(paper.subtitle) if paper.subtitle else "")
        if paper.rows:
            story.append(grid(paper.columns, paper.rows, LANDSCAPE.width))
        else:
            story.append(text(gettext("There is nothing to list."), styles.BODY))
        story += [Spacer(0, 4 * mm), *(text(say(note), styles.MUTED_SMALL) for note in paper.notes)]
        return pdf(story, title=title, imprint=paper.imprint, look=LANDSCAPE)
