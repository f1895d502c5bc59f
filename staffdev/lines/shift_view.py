"""What the pages of shifts show: the list in words, and what stands against a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.lines import queries
from staffdev.lines.policies import sees_every_shift
from staffdev.lines.rules.conflicts import Clash, Conflict
from staffdev.lines.rules.duty import ShiftLike
from staffdev.lines.shift_actions import StandsAgainst
from staffdev.lines.tables import Line, Shift
from staffdev.lines.words import WORDS
from staffdev.people.queries import everybody_in, names_of
from staffdev.people.tables import Person
from staffdev.translations import day, day_typed, gettext, ngettext, weekday

SHOWN = 4  # days that are named


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One shift of the list; `is_over` says that its last day has passed."""

    shift: Shift
    name: str
    often: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Against:
    """One thing that stands against a shift, in words."""

    what: str
    days: str
    is_refused: bool
    href: str = ""


async def shift_rows(line: Line, today: date, actor: Actor) -> list[ShiftRow]:
    """The line's shifts: those that go on by weekday and time, then those that are over, the latest first.

    A consultant reads her own: beside the plan of the days, the others' would tell who of them is away.
    """
    every = await queries.shifts_of([line.id])
    shifts = [one for one in every if one.person == actor.person_id or sees_every_shift(actor)]
    names = await names_of(queries.person_ids(shifts))
    rows = [_row(one, names, today) for one in shifts]
    going_on = sorted((one for one in rows if not one.is_over), key=lambda one: _by_week(one.shift))
    return going_on + [one for one in rows if one.is_over]


def _row(shift: Any, names: Mapping[int, str], today: date) -> ShiftRow:
    is_over = shift.until_on is not None and shift.until_on < today
    return ShiftRow(shift, names[shift.person], often(shift), is_over)


def _by_week(shift: Shift) -> tuple[int, Any, date]:
    return shift.weekday, shift.starts_at, shift.from_on


def often(shift: ShiftLike) -> str:
    """Monday; Monday, every 2 weeks; the day itself where it is only once."""
    if shift.from_on == shift.until_on:
        return f"{weekday(shift.from_on)}, {day(shift.from_on)}"
    name = weekday(shift.weekday)
    if shift.every_weeks == 1:
        return name
    text = ngettext("every %(n)s week", "every %(n)s weeks", shift.every_weeks)
    return f"{name}, {text % {'n': shift.every_weeks}}"


async def form_of(actor: Actor, posted: Any, invalid: Invalid | None) -> dict[str, Any]:
    """Whom the form offers, what it ticked, and what stands against the shift."""
    people = await everybody_in(actor.organisation_id)
    chosen = posted.getall("weekdays", []) if hasattr(posted, "getall") else posted.get("weekdays", [])
    against = invalid if isinstance(invalid, StandsAgainst) else None
    return {
        "people": [(str(one["code"]), f"{one['first_name']} {one['last_name']}") for one in people],
        "weekdays": [(str(number), weekday(number)) for number in range(1, 8)],
        "chosen": chosen,
        "against": said(against.found, str(posted.get("person", ""))) if against else [],
        "digest": against.digest if against else "",
    }


def said(found: Sequence[Conflict[Any]], person: str) -> list[Against]:
    """What stands against a shift, one line each, with the page where it can be mended."""
    return [Against(_what(one), _days(one.days), one.is_refused, _href(one.clash, person)) for one in found]


def _what(conflict: Conflict[Any]) -> str:
    said = gettext(WORDS[conflict.clash])
    other = conflict.other
    return f"{said} ({often(other)} {other.starts_at:%H:%M}–{other.ends_at:%H:%M})" if other is not None else said


def _days(days: Sequence[date]) -> str:
    named = ", ".join(day(one) for one in days[:SHOWN])
    rest = len(days) - SHOWN
    more = ngettext("and %(n)s more day", "and %(n)s more days", rest) % {"n": rest} if rest > 0 else ""
    return f"{named} {more}".strip()


def _href(clash: Clash, person: str) -> str:
    """Where to mend it, where there is such a page."""
    if clash in {Clash.NOT_ENTERED, Clash.OBSERVES}:
        return f"/people/{person}/duty"
    return f"/people/{person}" if clash in {Clash.AWAY, Clash.NOT_ENGAGED, Clash.ENDS_EARLIER} else ""


async def typed(shift: Any) -> dict[str, Any]:
    """A stored shift as she would type it."""
    row = await Person.select(Person.code).where(Person.id == shift.person).first()
    is_once = shift.from_on == shift.until_on
    return {
        "person": str(row["code"]) if row else "",
        "starts_at": f"{shift.starts_at:%H:%M}",
        "ends_at": f"{shift.ends_at:%H:%M}",
        "every_weeks": "0" if is_once else str(shift.every_weeks),
        "weekdays": [] if is_once else [str(shift.weekday)],
        "from_on": day_typed(shift.from_on),
        "until_on": "" if is_once else day_typed(shift.until_on),
    }
