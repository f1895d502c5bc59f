"""Polls that wait for her answer or for the coordinator's choice, and a week that nobody has recorded yet."""

from datetime import date

from staffdev.access import Actor
from staffdev.attention.items import Item
from staffdev.intervision.availability.queries import is_asked_for_her_week
from staffdev.intervision.polls.queries import polls_to_settle, polls_waiting_for
from staffdev.rulebook.model import Status
from staffdev.translations import gettext


async def asked_of_her(actor: Actor, today: date) -> list[Item]:
    """The polls she has not answered; and her week, where she belongs to a group and has recorded nothing."""
    polls = [
        Item(
            what=gettext("%(title)s: which time suits you?") % {"title": row["title"]},
            why=gettext("A poll waits for your answer."),
            by=row["answer_by"],
            href=f"/intervision/polls/{row['code']}",
            action=gettext("Answer"),
        )
        for row in await polls_waiting_for(actor.person_id, actor.organisation_id, today)
    ]
    if not await is_asked_for_her_week(actor, today):
        return polls
    week = Item(
        what=gettext("When can you come to intervision?"),
        why=gettext("You have recorded nothing, so a time is looked for without you."),
        href="/availability/weeks/new",
        action=gettext("Enter my week"),
        status=Status.NOT_YET_APPLICABLE,
    )
    return [*polls, week]


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
