"""The sheet that participants of one session sign when they come and when they leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from staffdev.i18n import S_
from staffdev.pdf import styles
from staffdev.pdf.cells import Cell
from staffdev.pdf.grids import Column, facts, grid
from staffdev.pdf.paper import PORTRAIT, Imprint, pdf
from staffdev.pdf.parts import opening, signature_lines, text
from staffdev.translations import day_long, gettext, speaking

ROW_HEIGHT = 9.5 * mm  # room for a signature
TO_WRITE_ON = f"{'_' * 9} – {'_' * 9}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who is expected; the organisation matters only when several send participants."""

    name: str
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInSheet:
    """One session of one course: what, when by the clock in Belgrade, where, led by whom, and who is expected.

    Times that are not known yet are lines to write on. `session` and `sessions` number the session within its course;
    `spare_rows` wait for those nobody expected. Intervision has no programme, and a facilitator in place of trainers.
    """

    imprint: Imprint
    course: str
    held_on: date
    starts_at: time | None
    ends_at: time | None
    place: str
    trainers: tuple[str, ...]
    participants: tuple[Participant, ...]
    coordinator: str = ""
    programme_number: str = ""
    session: int = 1
    sessions: int = 1
    spare_rows: int = 5
    is_intervision: bool = False


def sign_in_sheet(sheet: SignInSheet) -> bytes:
    """Write the sheet, with one numbered row for each participant and the spare rows."""
    with speaking(sheet.imprint.language):
        title = gettext("Sign-in sheet")
        story = [
            *opening(sheet.imprint.letterhead, title, sheet.course),
            facts(_facts(sheet), PORTRAIT.width),
            Spacer(0, 4 * mm),
            grid(COLUMNS, _rows(sheet), PORTRAIT.width, lowest_row=ROW_HEIGHT),
            Spacer(0, 3 * mm),
            text(gettext("Everyone signs for herself, on coming and on leaving."), styles.MUTED_SMALL),
            *signature_lines(
                [*_leading(sheet), (gettext("Coordinator"), sheet.coordinator)],
                PORTRAIT.width,
            ),
        ]
        return pdf(story, title=f"{title}: {sheet.course}", imprint=sheet.imprint)


COLUMNS = (
    Column(S_("No."), 12, numeric=True),
    Column(S_("Name and surname"), 48),
    Column(S_("Time of arrival"), 19),
    Column(S_("Signature on arrival"), 38),
    Column(S_("Time of leaving"), 19),
    Column(S_("Signature on leaving"), 38),
)


def _facts(sheet: SignInSheet) -> Iterator[tuple[str, Cell]]:
    if not sheet.is_intervision:
        yield gettext("Programme number"), sheet.programme_number
    yield gettext("Day"), day_long(sheet.held_on)
    yield gettext("Time"), _times(sheet)
    yield gettext("Place"), sheet.place
    yield gettext("Facilitator") if sheet.is_intervision else gettext("Trainers"), ", ".join(sheet.trainers)
    if sheet.sessions > 1:
        yield gettext("Session"), S_("%(session)s of %(sessions)s", session=sheet.session, sessions=sheet.sessions)


def _leading(sheet: SignInSheet) -> Iterator[tuple[str, str]]:
    """Who signs that it was held: a facilitator by name, a trainer on a line."""
    if sheet.is_intervision:
        yield gettext("Facilitator"), ", ".join(sheet.trainers)
    else:
        yield gettext("Trainer"), ""


def _times(sheet: SignInSheet) -> str:
    if sheet.starts_at is None or sheet.ends_at is None:
        return TO_WRITE_ON
    return f"{sheet.starts_at:%H:%M}–{sheet.ends_at:%H:%M}"


def _rows(sheet: SignInSheet) -> Iterator[list[Cell]]:
    expected = [
        f"{participant.name}\n{participant.organisation}" if participant.organisation else participant.name
        for participant in sheet.participants
    ]
    for number, name in enumerate([*expected, *[""] * sheet.spare_rows], start=1):
        yield [number, name, "", "", "", ""]
