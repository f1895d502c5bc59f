"""The matrix as a sheet, as text and as a paper, and who took it: an export of personal data is an entry of the log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from staffdev.compliance.asking import Asked
from staffdev.compliance.view.duties import Duty
from staffdev.compliance.view.matrix import Cell, Matrix
from staffdev.compliance.words import article_words
from staffdev.i18n import S_
from staffdev.sheets.cells import Cell as Written
from staffdev.sheets.writing import Column, SheetOut, write_csv, write_xlsx
from staffdev.translations import current_language, gettext, wording
from staffdev.web.statuses import status_word

if TYPE_CHECKING:
    from staffdev.pdf.cells import Cell as PaperCell
    from staffdev.pdf.paper import Letterhead

NAME_WIDTH, TEXT_WIDTH = 28, 60


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported: the whole matrix, of which question, whose, on which day."""

    matrix: Matrix
    asked: Asked
    letterhead: "Letterhead"
    made_on: date


def as_xlsx(export: Export) -> bytes:
    """Two sheets: people × duties, and the service's own duties with what is missing."""
    file = BytesIO()
    people = SheetOut(gettext("People and duties"), _columns(export.matrix), _rows(export.matrix))
    heads = (gettext("Duty"), gettext("Article"), gettext("State"), gettext("Why"), gettext("Next step"), gettext("By"))
    columns = [Column(head, TEXT_WIDTH if place in {0, 3} else 18) for place, head in enumerate(heads)]
    write_xlsx(file, [people, SheetOut(gettext("The service as a whole"), columns, _provider(export.matrix.provider))])
    return file.getvalue()


def as_csv(export: Export) -> bytes:
    """People × duties."""
    file = BytesIO()
    write_csv(file, _columns(export.matrix), _rows(export.matrix))
    return file.getvalue()


def as_pdf(export: Export) -> bytes:
    """People × duties on landscape paper, with the question it answers."""
    from staffdev.pdf.grids import Column as PaperColumn  # ReportLab is slow to import and rarely needed
    from staffdev.pdf.paper import Imprint
    from staffdev.pdf.register import Register, register

    matrix, asked = export.matrix, export.asked
    heads = [PaperColumn(S_("Name"), 3), *(PaperColumn(S_(_short(one.id)), 2) for one in matrix.columns)]
    rows = [(row.name, *(_paper_cell(cell) for cell in row.cells)) for row in matrix.rows]
    key = "; ".join(f"{_short(one.id)} {wording(one.title)}" for one in matrix.columns)
    paper = Register(
        imprint=Imprint(letterhead=export.letterhead, language=current_language(), printed_on=export.made_on),
        title=S_("Duties of the service"),
        subtitle=S_("As of %(day)s, for %(first)s – %(last)s", day=asked.as_of, **_ends(asked)),
        columns=tuple(heads),
        rows=tuple(rows),
        notes=(S_("%(key)s", key=key),),
    )
    return register(paper)


def _ends(asked: Asked) -> dict[str, date]:
    return {"first": asked.span.first, "last": asked.span.last}


def _short(obligation: str) -> str:
    return obligation.removeprefix("RS-SOS-")


def _columns(matrix: Matrix) -> list[Column]:
    duties = [Column(f"{_short(one.id)} {wording(one.title)}", 22) for one in matrix.columns]
    return [Column(gettext("Name"), NAME_WIDTH), *duties]


def _rows(matrix: Matrix) -> Iterator[Sequence[str]]:
    for row in matrix.rows:
        yield [row.name, *(_said(cell) for cell in row.cells)]


def _said(cell: Cell | None) -> str:
    return "–" if cell is None or cell.is_out_of_scope else status_word(cell.status)


def _paper_cell(cell: Cell | None) -> "PaperCell":
    return "–" if cell is None or cell.is_out_of_scope else cell.status


def _provider(duties: Sequence[Duty]) -> Iterator[Sequence[Written]]:
    for duty in duties:
        title = " · ".join([wording(duty.obligation.title), *([duty.about] if duty.about else [])])
        step = duty.step.words if duty.step else ""
        article = article_words(duty.obligation.article)
        yield [title, article, status_word(duty.status), duty.summary, step, duty.by]
