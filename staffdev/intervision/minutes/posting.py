"""The minutes on a form: what is stored, what was typed, and back; new rows for what is agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from staffdev.errors import Advice, Invalid
from staffdev.forms import Posted, clean, parse
from staffdev.i18n import N_
from staffdev.intervision.minutes.entry import Draft, Settled
from staffdev.intervision.minutes.forms import AgreedForm, MinutesForm
from staffdev.intervision.minutes.queries import Agreed

ROWS, FEWEST, MOST = "rows", 2, 12
MORE = "more"
FIELDS = "wording", "owner", "due_on"
DONE, DROPPED = "done", "dropped"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a page shows of a form: values by field, and how many rows there are for what is agreed."""

    values: Mapping[str, Any]
    steps: tuple[str, ...]
    rows: int


def typed_in(posted: Posted) -> Typed:
    """The form as it was posted, with three rows more where she asked for them."""
    rows = rows_of(posted) + (3 if posted.get("step") == MORE else 0)
    return Typed(posted, tuple(_listed(posted, "steps")), min(rows, MOST))


def stored_in(minutes: Any) -> Typed:
    """The form of minutes that are there, or an empty one."""
    if minutes is None:
        return Typed({}, (), FEWEST)
    return Typed({"theme": minutes.theme, "note": minutes.note or ""}, tuple(minutes.steps.split()), FEWEST)


def rows_of(posted: Posted) -> int:
    """How many rows for what is agreed the page had."""
    given = str(posted.get(ROWS) or "")
    is_number = given.isascii() and given.isdecimal() and len(given) <= len(str(MOST))
    return min(MOST, max(FEWEST, int(given))) if is_number else FEWEST


def read_draft(posted: Posted, carried: Sequence[Agreed]) -> Draft:
    """The minutes as typed; Invalid with advice on every field that has to be corrected."""
    problems: dict[str, Advice] = {}
    form: MinutesForm | None = None
    try:
        form = parse(MinutesForm, posted)
    except Invalid as invalid:
        problems |= invalid.problems
    agreed = {str(row): one for row in range(rows_of(posted)) if (one := _agreed(posted, row, problems))}
    settled = tuple(found for one in carried if (found := _settled(posted, str(one.code), problems)))
    if problems or form is None:
        raise Invalid(problems)
    return Draft(form, settled, agreed)


def _agreed(posted: Posted, row: int, problems: dict[str, Advice]) -> AgreedForm | None:
    """One new row; None where nothing is typed into it."""
    given = {field: posted.get(f"{field}-{row}") or "" for field in FIELDS}
    if not any(isinstance(value, str) and value.strip() for value in given.values()):
        return None
    try:
        return parse(AgreedForm, given)
    except Invalid as invalid:
        problems.update({f"{field}-{row}": advice for field, advice in invalid.problems.items()})
        return None


def _settled(posted: Posted, code: str, problems: dict[str, Advice]) -> Settled | None:
    """What became of something carried on; None where it stays open."""
    state, because = posted.get(f"state-{code}"), clean(str(posted.get(f"reason-{code}") or ""))[:300]
    if state == DONE:
        return Settled(code, is_done=True)
    if state != DROPPED:
        return None
    if not because:
        problems[f"reason-{code}"] = N_("Write in a few words why it is given up.")
        return None
    return Settled(code, is_done=False, because=because)


def _listed(posted: Any, name: str) -> list[str]:
    values = posted.getall(name, []) if hasattr(posted, "getall") else posted.get(name, [])
    return [value for value in values if isinstance(value, str)]
