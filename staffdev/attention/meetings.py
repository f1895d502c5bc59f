"""What waits around intervision, as items: attendance, minutes, a next date, who dropped out, what somebody took on."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from staffdev.access import READERS_OF_ALL, Actor, Role
from staffdev.attention.items import Item
from staffdev.intervision.minutes.queries import due_for
from staffdev.intervision.missing import queries
from staffdev.intervision.missing.queries import Missing
from staffdev.intervision.rules.missing import quarter_of
from staffdev.rulebook.model import Status
from staffdev.translations import day as said_day
from staffdev.translations import gettext, ngettext

LAST_WEEKS = timedelta(days=31)  # of a quarter, in which there is still time for whoever was at no intervision
RECENT = timedelta(days=60)  # older minutes are on the page of what is missing
MISSING = "/intervision/missing"


async def around_intervision(actor: Actor, today: date) -> list[Item]:
    """What waits for this reader: all that is missing for a coordinator, else what is hers to do."""
    found = await of_intervision(actor, today) if actor.is_any(Role.COORDINATOR) else []
    if actor.person_id == -1:
        return found
    if not actor.is_any(*READERS_OF_ALL):
        found += await of_her_sessions(actor, today)
    return [*found, *await of_her_agreements(actor, today)]


async def of_intervision(actor: Actor, today: date) -> list[Item]:
    """For the coordinator: everything that is missing."""
    missing = await queries.missing_in(actor.organisation_id, today)
    if not missing.groups:
        return []
    items = [*_of_sessions(missing, today), *_of_groups(missing)]
    quarter = quarter_of(today)
    if quarter.last - today < LAST_WEEKS and any(one.closed_on is None for one in missing.groups.values()):
        items += _of_people(await queries.without_intervision(actor.organisation_id, today), quarter.last)
    return items


async def of_her_sessions(actor: Actor, today: date) -> list[Item]:
    """For a facilitator: attendance and minutes of the sessions she led."""
    missing = await queries.missing_in(actor.organisation_id, today, facilitator=actor.person_id)
    return list(_of_sessions(missing, today))


async def of_her_agreements(actor: Actor, today: date) -> list[Item]:
    """What she took on in her groups and is due."""
    return [
        Item(
            what=gettext("Your agreed action is due: %(what)s") % {"what": one.wording},
            why=gettext("Agreed on in “%(group)s” on %(day)s.")
            % {"group": one.group_title, "day": said_day(one.agreed_on)},
            href=f"/intervision/agreed-actions/{one.code}",
            action=gettext("Settle"),
            by=one.due_on,
            is_late=one.due_on is not None and one.due_on < today,
        )
        for one in await due_for(actor, today)
    ]


def _of_sessions(missing: Missing, today: date) -> Iterable[Item]:
    for one in missing.unmarked:
        yield Item(
            what=gettext("Who came to the session of “%(title)s”?") % {"title": missing.groups[one.group].title},
            why=gettext("Held on %(day)s; attendance is not marked yet.") % {"day": said_day(one.held_on)},
            href=f"/intervision/sessions/{one.code}/attendance",
            action=gettext("Mark attendance"),
            by=one.held_on,
            is_late=True,
        )
    for one in missing.unwritten:
        if one.held_on >= today - RECENT:
            yield Item(
                what=gettext("Minutes of “%(title)s”") % {"title": missing.groups[one.group].title},
                why=gettext("Held on %(day)s; there are no minutes yet.") % {"day": said_day(one.held_on)},
                href=f"/intervision/sessions/{one.code}/minutes",
                action=gettext("Write the minutes"),
                by=one.held_on,
                is_late=True,
            )


def _of_groups(missing: Missing) -> list[Item]:
    """Groups past their rhythm for which no next date is set."""
    return [
        Item(
            what=gettext("“%(title)s” has not met for too long") % {"title": one.group.title},
            why=gettext("Last on %(day)s, and no next session is set.") % {"day": said_day(one.last_on)}
            if one.last_on
            else gettext("It has never met, and no session is set."),
            href=f"/intervision/groups/{one.group.code}",
            action=gettext("Set a date"),
            by=one.due_on,
            is_late=True,
        )
        for one in missing.past_rhythm
        if one.next_on is None
    ]


def _of_people(people: list[dict[str, Any]], last: date) -> list[Item]:
    if not people:
        return []
    words = ngettext(
        "%(n)s person was at no intervision this quarter",
        "%(n)s people were at no intervision this quarter",
        len(people),
    )
    return [
        Item(
            what=words % {"n": len(people)},
            why=gettext("Every consultant has a right to intervision (Art. 26)."),
            href=MISSING,
            action=gettext("See who"),
            by=last,
            status=Status.AT_RISK,
        )
    ]
