"""What can be typed about an import."""

from typing import Annotated

from msgspec import Meta

from staffdev.exchange.vocabulary import RowDecision, TableKind
from staffdev.forms import Form
from staffdev.i18n import N_

LAST_ROW = 1_048_576  # of a sheet in Excel


class SheetForm(Form, frozen=True, kw_only=True):
    """How one sheet is read; its columns are fields of their own, one for each."""

    kind: Annotated[TableKind, Meta(extra={"advice": N_("Choose what the sheet records.")})]
    header_row: Annotated[
        int,
        Meta(ge=1, le=LAST_ROW, extra={"advice": N_("Enter the row in which the columns are named, for example 4.")}),
    ]
    group: str | None = None


class DecisionForm(Form, frozen=True, kw_only=True):
    decision: Annotated[RowDecision, Meta(extra={"advice": N_("Choose one of the answers offered.")})]
