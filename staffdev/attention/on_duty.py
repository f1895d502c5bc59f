"""Duty on the lines: where somebody is missing, and when she herself is on duty next."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from staffdev.access import LEADERS, Actor
from staffdev.attention.items import Coming, Item
from staffdev.lines.upcoming import Bare, Turn, ahead_of
from staffdev.lines.words import said_hours
from staffdev.translations import day, gettext, ngettext


class OnDuty(NamedTuple):
    """What waits and what comes."""

    items: list[Item]
    coming: list[Coming]


async def on_duty(actor: Actor, today: date, names: Mapping[int, str]) -> OnDuty:
    """Her next shift; for those who lead one item for each line on which somebody is missing within a week.

    `names` are those known already, by row id.
    """
    ahead = await ahead_of(actor, today, names)
    leads = actor.is_any(*LEADERS)
    return OnDuty([_missing(one) for one in ahead.bare()] if leads else [], _coming(ahead.next_turn()))


def _missing(bare: Bare) -> Item:
    first, more = bare.days[0], len(bare.days) - 1
    why = f"{day(first.day)} {said_hours(one.interval for one in first.missing)}"
    if more:
        why += " " + ngettext("and %(n)s more day", "and %(n)s more days", more) % {"n": more}
    return Item(
        what=gettext("Somebody is missing on duty: %(line)s") % {"line": bare.line.name},
        why=f"{why}.",
        by=first.day,
        href=f"/lines/{bare.line.code}/duty-plan?week={first.day}",
        action=gettext("See the week"),
    )


def _coming(turn: Turn | None) -> list[Coming]:
    if turn is None:
        return []
    times = said_hours([turn.watch.interval])
    what = gettext("duty, %(line)s %(times)s") % {"line": turn.line.name, "times": times}
    return [Coming(what=what, on=turn.day, href=f"/lines/{turn.line.code}/duty-plan?week={turn.day}")]
