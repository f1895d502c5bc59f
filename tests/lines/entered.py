"""Lines, hours and shifts of the tests, entered through the real actions."""

from datetime import date
from typing import Any

from staffdev.db import facts
from staffdev.db.srpski import sort_key
from staffdev.forms import parse
from staffdev.lines import actions, shift_actions
from staffdev.lines.forms import ExceptionForm, LineForm, PublishedHoursForm, ShiftForm
from staffdev.lines.kinds import EXCEPTION, PUBLISHED_HOURS
from staffdev.lines.tables import Line
from staffdev.people.tables import DutyAssignment
from staffdev.people.vocabulary import Channel
from tests.cast import RECORDED, SINCE

LINE = {"name": "Linija Ravnica", "kind": "own", "least_on_duty": "1", "from_on": "9.1.2023."}
HOURS = {"working_days": "17–20", "from_on": "9.1.2023."}


async def a_line(member: Any, **change: str) -> Line:
    """A line of her organisation."""
    return await actions.record_line(parse(LineForm, LINE | change), actor=member.actor)


async def a_silent_line(member: Any) -> Line:
    """A line that no entry of the log tells of."""
    form = parse(LineForm, LINE)
    values = {name: getattr(form, name) for name in form.__struct_fields__}
    who = {"organisation": member.organisation.id, "sort_key": sort_key(form.name)}
    return await facts.record(Line, by=None, at=RECORDED, **who, **values)


async def with_hours(member: Any, line: Line, **change: str) -> Any:
    """Its published hours: working days from 17 to 20."""
    return await actions.record_fact(
        PUBLISHED_HOURS, line, parse(PublishedHoursForm, HOURS | change), actor=member.actor
    )


async def an_exception(member: Any, line: Line, **posted: str) -> Any:
    """An exception from them."""
    return await actions.record_fact(EXCEPTION, line, parse(ExceptionForm, posted), actor=member.actor)


async def on_the_roster(
    member: Any, *, is_observer: bool = False, from_on: date = SINCE, until_on: date | None = None
) -> Any:
    """She is entered for duty on the telephone."""
    values = {"channel": Channel.PHONE, "is_observer": is_observer, "from_on": from_on, "until_on": until_on}
    who = {"person": member.person.id, "organisation": member.organisation.id}
    return await facts.record(DutyAssignment, by=None, at=RECORDED, **who, **values)


def shift(member: Any, **change: Any) -> dict[str, Any]:
    """What is typed for her on Mondays from 17 to 20."""
    typed = {"person": str(member.person.code), "starts_at": "17:00", "ends_at": "20:00", "every_weeks": "1"}
    return typed | {"weekdays": ["1"], "from_on": "5.1.2026."} | change


async def a_shift(by: Any, line: Line, member: Any, **change: Any) -> Any:
    """Her shift, entered."""
    [made, *_] = await shift_actions.record_shifts(line, parse(ShiftForm, shift(member, **change)), actor=by.actor)
    return made
