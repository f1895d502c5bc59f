"""What waits in each package, as items: what was returned, what to verify, whom to mark, what ends."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from staffdev.access import Actor
from staffdev.attention import queries
from staffdev.attention.items import Coming, Item
from staffdev.people.queries import names_of
from staffdev.rulebook.model import Status
from staffdev.training.ledger.offices import Today as Offices
from staffdev.training.ledger.queries.offices import Terms, offices_by
from staffdev.training.ledger.queries.years import proposals_of
from staffdev.training.offer.queries.attendance import unmarked_sessions
from staffdev.training.vocabulary import VerifierOffice
from staffdev.translations import day as said_day
from staffdev.translations import gettext, ngettext


class Place(NamedTuple):
    """Where rows of a kind wait to be verified, and what they are called."""

    kind: str
    href: str
    words: Callable[[int], str]


TO_VERIFY = (
    Place(
        "training_record",
        "/training-records?state=logged",
        lambda n: ngettext("%(n)s training to verify", "%(n)s trainings to verify", n),
    ),
    Place(
        "basic_training",
        "/basic-trainings",
        lambda n: ngettext("%(n)s basic training to verify", "%(n)s basic trainings to verify", n),
    ),
)


async def of_her_training(actor: Actor, today: date) -> list[Item]:
    """What was returned to her, and the places that became free for her."""
    returned = [
        Item(
            what=gettext("“%(title)s” was returned") % {"title": row["title"]},
            why=row["comment"] or gettext("Correct it and send it again."),
            href=f"/training-records/{row['code']}/edit",
            action=gettext("Correct"),
            status=Status.NOT_MET,
        )
        for row in await queries.returned_to(actor)
    ]
    places = [
        Item(
            what=gettext("A place is free for you: %(title)s") % {"title": row["course.title"]},
            why=gettext("You were on the waiting list. Say whether you take it."),
            by=row["starts_on"],
            href=f"/courses/{row['course.code']}",
            action=gettext("Answer"),
        )
        for row in await queries.places_for(actor, today)
    ]
    return returned + places


async def to_verify(actor: Actor, today: date, terms: Terms) -> list[Item]:
    """What waits for this reader to verify: a coordinator's own training goes to somebody above her."""
    offices = offices_by(terms, actor, today)
    waiting = [row for row in await queries.waiting_in(actor.organisation_id) if is_for_her(row.person, offices)]
    return [item for place in TO_VERIFY if (item := _to_verify(place, waiting))]


def _to_verify(place: Place, found: Sequence[queries.Waiting]) -> Item | None:
    waiting = [row for row in found if row.kind == place.kind]
    if not waiting:
        return None
    people, count = len(waiting), sum(row.many for row in waiting)
    why = ngettext("From %(n)s person, oldest of %(day)s.", "From %(n)s people, oldest of %(day)s.", people)
    return Item(
        what=place.words(count) % {"n": count},
        why=why % {"n": people, "day": said_day(min(row.oldest for row in waiting))},
        href=place.href,
        action=gettext("Verify"),
    )


def is_for_her(person: int, offices: Offices) -> bool:
    """Whether this reader is the one who is expected to: the responsible person steps in where no coordinator is."""
    office = offices.office_for(person)
    if office is not VerifierOffice.RESPONSIBLE_PERSON or VerifierOffice.COORDINATOR in offices.held:
        return office is not None
    return person in offices.coordinators or not offices.coordinators


async def of_reminders(actor: Actor) -> list[Item]:
    """Weekly reminders that she has not read."""
    unread = await queries.unread_digests(actor)
    if not unread:
        return []
    what = ngettext("Reminders of %(n)s week to read", "Reminders of %(n)s weeks to read", unread) % {"n": unread}
    why = gettext("What comes near, and what is overdue.")
    status = Status.NOT_YET_APPLICABLE
    return [Item(what=what, why=why, href="/reminders", action=gettext("Read"), status=status)]


async def to_close(actor: Actor) -> list[Item]:
    """Training years that somebody proposed to close."""
    return [
        Item(
            what=gettext("Close the training year %(year)s") % {"year": year},
            why=gettext("It was proposed; what is closed stays as it is judged now."),
            href=f"/years/{year}",
            action=gettext("Decide"),
        )
        for year in await proposals_of(actor.organisation_id)
    ]


async def to_mark(actor: Actor, today: date) -> list[Item]:
    """Sessions that were held and whose attendance nobody marked."""
    return [
        Item(
            what=gettext("Who came to “%(title)s”?") % {"title": row["course"]["title"]},
            why=gettext("Held on %(day)s; attendance is not marked yet.") % {"day": said_day(row["held_on"])},
            href=f"/courses/{row['course']['code']}/sessions/{row['code']}/attendance",
            action=gettext("Mark attendance"),
            by=row["held_on"],
            is_late=True,
        )
        for row in await unmarked_sessions(actor.organisation_id, today)
    ]


async def to_import(actor: Actor) -> list[Item]:
    """Imports that were begun."""
    return [
        Item(
            what=gettext("The import of %(file)s is not finished") % {"file": row["filename"]},
            why=gettext("Nothing of it is recorded before it is applied."),
            href=f"/imports/{row['code']}",
            action=gettext("Go on"),
            status=Status.NOT_YET_APPLICABLE,
        )
        for row in await queries.drafts_of(actor)
    ]


async def of_offices(terms: Terms, today: date) -> list[Item]:
    """Mandates and appointments that end soon and nothing follows."""
    ending = queries.ending_offices(terms, today)
    names = await names_of([row["person"] for row in ending])
    what = {
        "mandate": gettext("The mandate of %(name)s ends"),
        "appointment": gettext("The appointment of %(name)s ends"),
    }
    return [
        Item(
            what=what[row["kind"]] % {"name": names[row["person"]]},
            why=gettext("Nobody is recorded after her."),
            by=row["until_on"],
            href=f"/{row['kind']}s/new",
            action=gettext("Record who follows"),
        )
        for row in ending
    ]


async def coming(actor: Actor, today: date, *, own: bool) -> Sequence[Coming]:
    """The next session ahead."""
    return [
        Coming(what=row["course.title"], on=row["held_on"], href=f"/courses/{row['course.code']}")
        for row in await queries.next_sessions(actor, today, own=own)
    ]
