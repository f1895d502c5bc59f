"""The register as a sheet: rows in, bytes out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from staffdev.i18n import N_
from staffdev.sheets.writing import Cell, Column, Hours, SheetOut, write_csv, write_xlsx
from staffdev.training.words import word
from staffdev.translations import gettext

COLUMNS = (
    (N_("Last name"), 18),
    (N_("First name"), 16),
    (N_("Day"), 12),
    (N_("Title"), 40),
    (N_("Kind"), 18),
    (N_("Organiser"), 26),
    (N_("Hours"), 8),
    (N_("Basic training"), 10),
    (N_("State"), 20),
    (N_("Verified on"), 12),
    (N_("Comment"), 30),
    (N_("Number of the certificate"), 24),
)


TITLE = N_("Ledger of hours")


@dataclass(frozen=True, slots=True)
class SheetKind:
    """How a sheet is sent."""

    ending: str
    media_type: str

    @property
    def name(self) -> str:
        """The name of the file in the reader's language."""
        return f"{gettext(TITLE)}.{self.ending}"


SHEETS = {
    "xlsx": SheetKind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": SheetKind("csv", "text/csv; charset=utf-8"),
}


def sheet_of(rows: Iterable[Mapping[str, Any]], kind: SheetKind) -> bytes:
    """The rows of the register in the reader's language; no text in them is ever a formula."""
    columns = [Column(gettext(heading), width) for heading, width in COLUMNS]
    stream = BytesIO()
    if kind is SHEETS["csv"]:
        write_csv(stream, columns, _cells(rows))
    else:
        write_xlsx(stream, [SheetOut(gettext(TITLE), columns, _cells(rows))])
    return stream.getvalue()


def _cells(rows: Iterable[Mapping[str, Any]]) -> Iterator[Sequence[Cell]]:
    for row in rows:
        yield (
            row["last_name"],
            row["first_name"],
            row["held_on"],
            row["title"],
            word(row["kind"]),
            row["organiser"],
            Hours(row["minutes"]),
            gettext(N_("yes")) if row["is_basic"] else gettext(N_("no")),
            word(row["state"]),
            row["verified_on"],
            row["comment"],
            row["evidence"],
        )
