"""The helpline's own line on working days from 17 to 20, the network's shared one, and a week of shifts."""

from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

from staffdev import clock
from staffdev.access import Actor
from staffdev.demo.story.cast import Helpline
from staffdev.forms import parse
from staffdev.lines import actions
from staffdev.lines.forms import ExceptionForm, LineForm, PublishedHoursForm, ShiftForm
from staffdev.lines.kinds import EXCEPTION, PUBLISHED_HOURS
from staffdev.lines.shift_actions import StandsAgainst, record_shifts
from staffdev.lines.tables import Line
from staffdev.translations import day_typed

SINCE = 1095  # days ago: the line was there from the beginning
SHARED_SINCE = 640


class Rota(NamedTuple):
    """Who is on duty on which weekdays, every how many weeks, since how many days ago."""

    line: str
    name: str
    weekdays: str
    weeks: int
    since: int
    starts_at: str = "17:00"
    ends_at: str = "20:00"


ROTAS = (
    Rota("own", "djurdja", "1 3", 1, 400),
    Rota("own", "jasna", "2", 1, 400),
    Rota("own", "zaklina", "4", 1, 400),
    Rota("own", "ljiljana", "5", 2, 400),
    Rota("shared", "djurdja", "6", 2, 200, "10:00", "14:00"),
    Rota("shared", "zaklina", "7", 4, 200, "10:00", "14:00"),
)


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    on, ago = line.chronicle.on, line.chronicle.ago
    on(ago(SINCE), partial(_own_line, line), hour=14)
    on(ago(SHARED_SINCE), partial(_shared_line, line))
    for rota in ROTAS:
        on(ago(rota.since), partial(_shifts, line, rota), hour=15)
    on(ago(6), partial(_exception, line))


async def _own_line(line: Helpline) -> None:
    vesna, since = line.actors["vesna"], line.chronicle.ago(2900)
    form = {"name": "SOS telefon Vrbovica", "kind": "own", "number": "0800 000 001", "rest_minutes": "11"}
    made = await _line(form | {"from_on": day_typed(since)}, vesna)
    hours = {"working_days": "17–20", "from_on": day_typed(since)}
    await actions.record_fact(PUBLISHED_HOURS, made, parse(PublishedHoursForm, hours), actor=vesna)
    line.lines["own"] = made


async def _shared_line(line: Helpline) -> None:
    """The network's line, for which the members take turns; this provider has every second Saturday."""
    vesna, today = line.actors["vesna"], clock.today()
    form = {"name": "Zajednička linija mreže", "kind": "shared", "number": "0800 000 009", "least_on_duty": "0"}
    made = await _line(form | {"from_on": day_typed(today)}, vesna)
    hours = {"working_days": "10–14, 18–22", "saturday": "10–14", "sunday": "10–14", "from_on": day_typed(today)}
    await actions.record_fact(PUBLISHED_HOURS, made, parse(PublishedHoursForm, hours), actor=vesna)
    line.lines["shared"] = made


async def _line(form: dict[str, str], actor: Actor) -> Line:
    return await actions.record_line(parse(LineForm, {"least_on_duty": "1", **form}), actor=actor)


async def _shifts(line: Helpline, rota: Rota) -> None:
    """As the coordinator enters them; she reads what stands against a shift, and saves it."""
    form: dict[str, Any] = {
        "person": line.code(rota.name),
        "starts_at": rota.starts_at,
        "ends_at": rota.ends_at,
        "every_weeks": str(rota.weeks),
        "weekdays": rota.weekdays.split(),
        "from_on": day_typed(clock.today()),
    }
    where, actor = line.lines[rota.line], line.actors["ljiljana"]
    try:
        await record_shifts(where, parse(ShiftForm, form), actor=actor)
    except StandsAgainst as against:
        seen = form | {"seen": "yes", "digest": against.digest}
        await record_shifts(where, parse(ShiftForm, seen), actor=actor)


async def _exception(line: Helpline) -> None:
    """Next week the office is painted."""
    today = line.chronicle.today
    monday = today + timedelta(days=8 - today.isoweekday())
    form = {"from_on": day_typed(monday + timedelta(days=1)), "hours": "10–13", "reason": "krečenje prostorija"}
    await actions.record_fact(EXCEPTION, line.lines["own"], parse(ExceptionForm, form), actor=line.actors["ljiljana"])
