"""What she is asked: polls, a consultation, a week that she has not recorded; for the coordinator polls to settle."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from staffdev.access import Actor
from staffdev.attention.items import Item
from staffdev.intervision.availability.queries import is_asked_for_her_week
from staffdev.intervision.polls.queries import polls_to_settle, polls_waiting_for
from staffdev.rulebook.model import Status
from staffdev.support.consulting.queries import waiting_for
from staffdev.support.vocabulary import ConsultationState
from staffdev.translations import day, gettext


async def asked_of_her(actor: Actor, today: date) -> list[Item]:
    """Polls she has not answered, consultations; and her week, where she is in a group and has recorded nothing."""
    asked = [
        Item(
            what=gettext("%(title)s: which time suits you?") % {"title": row["title"]},
            why=gettext("A poll waits for your answer."),
            by=row["answer_by"],
            href=f"/intervision/polls/{row['code']}",
            action=gettext("Answer"),
        )
        for row in await polls_waiting_for(actor.person_id, actor.organisation_id, today)
    ]
    asked += [_consultation(row, today) for row in await waiting_for(actor, today)]
    if not await is_asked_for_her_week(actor, today):
        return asked
    week = Item(
        what=gettext("When can you come to intervision?"),
        why=gettext("You have recorded nothing, so a time is looked for without you."),
        href="/availability/weeks/new",
        action=gettext("Enter my week"),
        status=Status.NOT_YET_APPLICABLE,
    )
    return [*asked, week]


def _consultation(row: Mapping[str, Any], today: date) -> Item:
    """Somebody asks her, or the day agreed is over and nobody has said whether it was held."""
    name, on = f"{row['person']['first_name']} {row['person']['last_name']}", row["held_on"]
    here = f"/consultations/{row['code']}"
    if row["state"] == ConsultationState.REQUESTED:
        return Item(
            what=gettext("%(name)s asks for a consultation") % {"name": name},
            why=gettext("Agree on a day, or say that it is not possible; no reason is asked for."),
            by=on if on and on >= today else None,
            href=here,
            action=gettext("Answer"),
        )
    return Item(
        what=gettext("Consultation of %(name)s on %(day)s") % {"name": name, "day": day(on)},
        why=gettext("It was agreed. Record it as held, or as not possible."),
        href=here,
        action=gettext("Record"),
    )


async def to_settle(actor: Actor, today: date) -> list[Item]:
    """Polls whose last day is over and nothing is chosen."""
    return [
        Item(
            what=gettext("%(title)s: choose the time") % {"title": row["title"]},
            why=gettext("The poll is over and waits for your choice."),
            by=row["answer_by"],
            is_late=True,
            href=f"/intervision/polls/{row['code']}",
            action=gettext("Choose"),
        )
        for row in await polls_to_settle(actor.organisation_id, today)
    ]
