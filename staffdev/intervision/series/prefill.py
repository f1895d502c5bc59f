"""A form of a series or a session filled from the address, as proposals and polls link to it. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from staffdev.translations import day_typed, hours

NAMES = (
    "group",
    "pattern",
    "every",
    "weekday",
    "nth",
    "starts_at",
    "minutes",
    "first_on",
    "last_on",
    "held_on",
    "place",
)
DAYS = {"first_on", "last_on", "held_on"}
LONGEST = 200


def prefilled(query: Mapping[str, str], usual: Mapping[str, Any]) -> dict[str, str]:
    """What the fields hold at first: `usual`, and over it what the address says; nonsense is shown as it came."""
    given = {name: query[name][:LONGEST] for name in NAMES if query.get(name)}
    return {**{name: str(value) for name, value in usual.items()}, **{n: _typed(n, v) for n, v in given.items()}}


def usual_series(today: date) -> dict[str, Any]:
    """A series every month for a year from tomorrow on."""
    first = today + timedelta(days=1)
    return {
        "pattern": "monthly",
        "every": 1,
        "nth": 1,
        "weekday": first.isoweekday(),
        "starts_at": "18:00",
        "minutes": hours(90),
        "first_on": day_typed(first),
        "last_on": day_typed(first + timedelta(days=364)),
    }


def usual_session() -> dict[str, Any]:
    """An evening of an hour and a half."""
    return {"starts_at": "18:00", "minutes": hours(90)}


def as_typed(series: Any, session: Any) -> dict[str, str]:
    """The rule of a series as she would type it, beginning with one of its sessions."""
    return {
        "pattern": str(series.pattern),
        "every": str(series.every),
        "weekday": str(series.weekday),
        "nth": str(series.nth or 1),
        "starts_at": f"{series.starts_at:%H:%M}",
        "minutes": hours(series.minutes),
        "first_on": day_typed(session.planned_on),
        "last_on": day_typed(series.last_on),
        "place": series.place or "",
    }


def typed_session(session: Any, facilitator: str = "") -> dict[str, str]:
    """A stored session as she would type it; `facilitator` is a person's code."""
    return {
        "held_on": day_typed(session.held_on),
        "starts_at": f"{session.starts_at:%H:%M}",
        "minutes": hours(session.minutes),
        "place": session.place or "",
        "facilitator": facilitator,
    }


def _typed(name: str, value: str) -> str:
    if name in DAYS:
        return _day(value)
    if name == "minutes" and value.isascii() and value.isdecimal() and len(value) < 5:  # noqa: PLR2004 - 9999 minutes
        return hours(int(value))
    return value


def _day(value: str) -> str:
    try:
        return day_typed(date.fromisoformat(value))
    except ValueError:
        return value
