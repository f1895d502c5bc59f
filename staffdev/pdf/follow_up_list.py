"""The follow-up list of intervision: what was agreed and is open, by owner and day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from staffdev.i18n import S_
from staffdev.pdf import styles
from staffdev.pdf.cells import Cell
from staffdev.pdf.grids import Column, grid
from staffdev.pdf.paper import PORTRAIT, Imprint, pdf
from staffdev.pdf.parts import opening, text
from staffdev.translations import day, day_long, gettext, ngettext, speaking


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing somebody took on; `owner` is empty where nobody did, `is_late` where its day has passed."""

    owner: str
    wording: str
    group: str
    agreed_on: date
    due_on: date | None
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpList:
    """All of them in the order of the list, the rows of one owner together."""

    imprint: Imprint
    rows: tuple[FollowUp, ...]


COLUMNS = (
    Column(S_("Owner"), 34),
    Column(S_("Agreed action"), 72),
    Column(S_("Group and session"), 36),
    Column(S_("Due on"), 24),
    Column(S_("Done"), 20),
)


def follow_up_list(paper: FollowUpList) -> bytes:
    """Write the list with a box to tick on each row."""
    with speaking(paper.imprint.language):
        title = gettext("Follow-up list")
        count = len(paper.rows)
        said = ngettext("%(n)s open action", "%(n)s open actions", count) % {"n": count}
        story = [
            *opening(paper.imprint.letterhead, title, f"{said} · {day_long(paper.imprint.printed_on)}"),
            grid(COLUMNS, _rows(paper), PORTRAIT.width, lowest_row=9 * mm) if paper.rows else _nothing(),
            Spacer(0, 3 * mm),
            text(gettext("Agreed actions name no user of the helpline."), styles.MUTED_SMALL),
        ]
        return pdf(story, title=title, imprint=paper.imprint)


def _rows(paper: FollowUpList) -> Iterator[list[Cell]]:
    before: str | None = None
    for one in paper.rows:
        owner = one.owner or gettext("nobody yet")
        due = day(one.due_on) if one.due_on else "–"
        due = f"{due}\n{gettext('overdue')}" if one.is_late else due
        yield [owner if owner != before else "", one.wording, f"{one.group}\n{day(one.agreed_on)}", due, "☐"]
        before = owner


def _nothing() -> Spacer:
    return Spacer(0, 1 * mm)
