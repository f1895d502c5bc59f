"""How sessions and series are written: revisions that rise as calendars expect, and what the log is told."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.db.transactions import insert_many
from staffdev.i18n import N_
from staffdev.intervision.rules.sequence import risen, rule_of, times_of
from staffdev.intervision.tables import Group, Series, Session
from staffdev.rulebook.dates import public_holidays
from staffdev.translations import gettext

ON_HOLIDAY = N_("Public holiday")


def session_values(group: Group, **values: Any) -> dict[str, Any]:
    """Every column of a new session of the group."""
    at = clock.now()
    usual: dict[str, Any] = {
        "code": uuid4(),
        "organisation": group.organisation,
        "group": group.id,
        "series": None,
        "planned_on": None,
        "planned_at": None,
        "place": None,
        "facilitator": None,
        "sequence": 0,
        "created_at": at,
        "changed_at": at,
        "cancelled_at": None,
        "cancelled_because": None,
    }
    return usual | values


async def insert_days(group: Group, series: Series, days: Iterable[date], *, skip_holidays: bool) -> int:
    """A session for each of these days of the series; on public holidays it is called off where so asked."""
    at = clock.now()
    rows = []
    for day in days:
        own = {"series": series.id, "planned_on": day, "planned_at": series.starts_at, "sequence": series.sequence}
        times = {"held_on": day, "starts_at": series.starts_at, "minutes": series.minutes, "place": series.place}
        off = skip_holidays and day in public_holidays(day.year)
        called = {"cancelled_at": at, "cancelled_because": gettext(ON_HOLIDAY)} if off else {}
        rows.append(session_values(group, **own, **times, **called))
    return await insert_many(Session, rows) if rows else 0


async def revise_session(session: Session, *, least: int = 0, **changes: Any) -> None:
    """Write `changes` into the session; its revision rises where calendars have to know."""
    before = times_of(session)
    for name, value in changes.items():
        setattr(session, name, value)
    session.sequence = risen(session.sequence, before, times_of(session), least=least)
    session.changed_at = clock.now()
    await session.save()


async def revise_series(series: Series, before: Sequence[Session], after: Sequence[Session], **changes: Any) -> None:
    """Write `changes` into the series; its revision rises with its rule and with the days it leaves out."""
    old = rule_of(series, before)
    for name, value in changes.items():
        setattr(series, name, value)
    series.sequence = risen(series.sequence, old, rule_of(series, after))
    series.changed_at = clock.now()
    await series.save()


def told(values: dict[str, Any]) -> dict[str, Any]:
    """Values as the log keeps them: it knows days and instants, but no times of day."""
    return {name: plain(value) for name, value in values.items()}


def plain(value: Any) -> Any:
    return f"{value:%H:%M}" if isinstance(value, time) else value


def changes_of(row: Any, new: dict[str, Any]) -> dict[str, list[Any]]:
    """Old and new of every column that `new` changes, as the log keeps them."""
    changed = {name: [getattr(row, name), value] for name, value in new.items() if getattr(row, name) != value}
    return {name: [plain(one) for one in pair] for name, pair in changed.items()}


def copy_of(session: Session) -> Session:
    """The session as it is now, to be compared with what it becomes."""
    return Session(**session.to_dict())
