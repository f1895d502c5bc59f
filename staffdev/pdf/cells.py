"""What stands in a cell, in the paper's language: words typed or translated, days, hours, verdicts."""

from dataclasses import dataclass
from datetime import date

from staffdev.i18n import N_, Sentence
from staffdev.pdf import styles
from staffdev.pdf.letters import markup
from staffdev.rulebook.model import Status, Words
from staffdev.translations import day, gettext, hours, say, wording

STATUS_WORDS = {
    Status.MET: N_("Met"),
    Status.NOT_MET: N_("Not met"),
    Status.AT_RISK: N_("At risk"),
    Status.NOT_YET_APPLICABLE: N_("Not yet applicable"),
}
STATUS_MARKS = {Status.MET: "✓", Status.NOT_MET: "✗", Status.AT_RISK: "●", Status.NOT_YET_APPLICABLE: "○"}


@dataclass(frozen=True, slots=True)
class Minutes:
    """A length of time in a cell; it prints as hours and stands to the right."""

    minutes: int


Cell = str | int | date | Sentence | Words | Status | Minutes | None  # `str` is what a person typed: printed as it is


def cell_markup(cell: Cell) -> str:
    """Give a value in the paper's language, ready for a paragraph."""
    if isinstance(cell, Status):
        return status_markup(cell)
    if isinstance(cell, date):
        return markup(day(cell))
    if isinstance(cell, Minutes):
        return markup(hours(cell.minutes))
    if isinstance(cell, Sentence):
        return markup(say(cell))
    if isinstance(cell, Words):
        return markup(wording(cell))
    return markup("" if cell is None else str(cell))


def status_markup(status: Status) -> str:
    """Give a status as mark and word, so that it survives a printer without colours."""
    colour = styles.STATUS_COLOURS[status].hexval().replace("0x", "#")
    word = markup(f"{STATUS_MARKS[status]} {gettext(STATUS_WORDS[status])}")
    return f'<font color="{colour}"><b>{word}</b></font>'
