"""What can be typed about how the rulebook is read."""

import re
from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from staffdev.errors import Invalid
from staffdev.forms import Day, Form, RefusedValueError, read_day
from staffdev.i18n import N_
from staffdev.rulebook.interpretations import Interpretation, InterpretationType, value_from_text

Reason = Annotated[
    str, Meta(min_length=3, max_length=500, extra={"advice": N_("Give the reason for choosing another reading.")})
]
Since = Annotated[Day, Meta(extra={"advice": N_("Enter the day of the decision, for example 21.11.2026.")})]
DAY_AND_MONTH = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?")


class DecisionForm(Form, frozen=True, kw_only=True):
    """Why, and since which day."""

    reason: Reason
    decided_on: Since


class InterpretationForm(DecisionForm, frozen=True, kw_only=True):
    """Another reading; several values where the reading is a list."""

    value: tuple[str, ...] = ()


def typed_value(interpretation: Interpretation, typed: Sequence[str]) -> object:
    """The value that was typed or ticked; Invalid says on the field what is wrong."""
    try:
        return value_from_text(interpretation, _spelled(interpretation, ",".join(typed)))
    except RefusedValueError as refused:
        raise Invalid({"value": refused.advice}) from None
    except Invalid as invalid:
        raise Invalid({"value": next(iter(invalid.problems.values()))}) from None


def _spelled(interpretation: Interpretation, text: str) -> str:
    """Days as people write them become days as they are stored: 1.10. is 10-01."""
    if interpretation.type is InterpretationType.DAY and text:
        return read_day(text).isoformat()
    found = DAY_AND_MONTH.fullmatch(text) if interpretation.type is InterpretationType.MONTH_DAY else None
    return f"{int(found[2]):02}-{int(found[1]):02}" if found else text
