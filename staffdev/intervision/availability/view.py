"""What her page and the form of her week show, in the reader's words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev import translations
from staffdev.errors import Advice
from staffdev.forms import Posted
from staffdev.i18n import N_, P_, S_
from staffdev.intervision.availability.entry import is_as_usual, typed_rows
from staffdev.intervision.availability.rules.placing import Placing
from staffdev.intervision.availability.rules.weeks import AS_USUAL, PARTS, WEEK, WORKING_DAYS, Part, rows_of
from staffdev.intervision.vocabulary import Grade
from staffdev.intervision.words import stretch_word
from staffdev.weekly import Stretch, read

PART_WORDS = {
    "morning": N_("Morning"),
    "midday": N_("Midday"),
    "afternoon": N_("Afternoon"),
    "evening": N_("Evening"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a day to answer for."""

    name: str
    label: str
    times: str
    chosen: str


@dataclass(frozen=True, slots=True)
class DayBlock:
    """The rows of one day; `is_as_usual` says that it is like the other working days."""

    weekday: int
    can_be_as_usual: bool
    is_as_usual: bool
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class WeekRows:
    """The form of a week: what is usual on working days, then each day."""

    usual: Sequence[Row]
    days: Sequence[DayBlock]


@dataclass(frozen=True, slots=True)
class WeekShown:
    """A stored week as her page tells it."""

    code: Any
    from_on: date
    until_on: date | None
    days: Sequence[tuple[int, Sequence[Stretch]]]
    is_current: bool
    is_past: bool


def week_rows(posted: Posted) -> WeekRows:
    """The rows of the form as they were ticked; without an answer it is no, and on a working day as usual."""
    usual = [_row(f"usual-{part.name}", part, posted, Grade.NO) for part in PARTS]
    return WeekRows(usual, [_block(weekday, posted) for weekday in WEEK])


def typed_week(week: str) -> dict[str, Any]:
    """A stored week as the form posts it, the exact times in the reader's words."""
    rows = rows_of(read(week))
    return typed_rows(rows) | {"times": lines_of(rows.exact), "is_never": "" if week else "yes"}


def lines_of(exact: Iterable[Stretch]) -> str:
    """Exact times, a line each, as they can be typed again."""
    return "\n".join(f"{translations.weekday(one.weekday)} {stretch_word(one)}" for one in exact)


def shown_weeks(rows: Sequence[Any], today: date) -> list[WeekShown]:
    """Her weeks, the latest first."""
    return [
        WeekShown(
            code=row.code,
            from_on=row.from_on,
            until_on=row.until_on,
            days=_days(read(row.week)),
            is_current=row.from_on <= today <= (row.until_on or date.max),
            is_past=row.until_on is not None and row.until_on < today,
        )
        for row in rows
    ]


def said_of(placed: Placing) -> Advice:
    """What became of the week and of those beside it, in one sentence."""
    if placed.until_on and not placed.left:
        return S_("Saved. It holds until %(day)s.", day=placed.until_on)
    if not placed.left:
        return N_("Saved. It holds until you enter another one.")
    return P_(
        "Saved. The week that was entered before now ends where this one begins.",
        "Saved. The weeks that were entered before now leave room for this one.",
        len(placed.left),
    )


def _days(times: Iterable[Stretch]) -> list[tuple[int, Sequence[Stretch]]]:
    held = list(times)
    return [(weekday, [one for one in held if one.weekday == weekday]) for weekday in WEEK]


def _block(weekday: int, posted: Posted) -> DayBlock:
    is_working = weekday in WORKING_DAYS
    default = AS_USUAL if is_working else Grade.NO
    rows = [_row(f"day{weekday}-{part.name}", part, posted, default) for part in PARTS]
    as_usual = is_as_usual(posted, weekday) if is_working else all(row.chosen == Grade.NO for row in rows)
    return DayBlock(weekday, is_working, as_usual, rows)


def _row(name: str, part: Part, posted: Mapping[str, Any], default: str) -> Row:
    label = translations.gettext(PART_WORDS[part.name])
    chosen = str(posted.get(name) or default)
    return Row(name, label, f"{part.start // 60}–{part.end // 60}", chosen)
