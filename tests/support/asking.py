"""What the tests of support start from: consultations asked for, offers made."""

from datetime import date, timedelta
from typing import Any

from staffdev import clock
from staffdev.db.facts import record
from staffdev.db.transactions import transaction
from staffdev.people.tables import Person
from staffdev.support.consulting.actions import accept_consultation, hold_consultation, request_consultation
from staffdev.support.consulting.forms import AppointedForm, MinutesForm, RequestForm
from staffdev.support.relief.actions import record_offer, take_place
from staffdev.support.relief.forms import OfferForm
from staffdev.support.tables import Consultation, ReliefOffer, ReliefPlace
from staffdev.support.vocabulary import ConsultationTheme, ReliefKind
from staffdev.training.tables import BasicTraining
from tests.cast import RECORDED, create_person


async def asked(asker, adviser=None, **values) -> Consultation:
    """She asked that colleague, or somebody from outside."""
    outside = {} if adviser else {"professional_name": "Slavica Jugović", "qualification": "psihološkinja"}
    form = RequestForm(professional=str(adviser.person.code) if adviser else None, **(outside | values))
    made: Consultation = await request_consultation(
        form, asker.person, adviser.person if adviser else None, actor=asker.actor
    )
    return made


async def agreed(asker, adviser, *, by=None, days=3) -> Consultation:
    """They agreed on a day."""
    made = await asked(asker, adviser)
    form = AppointedForm(held_on=clock.today() + timedelta(days=days))
    await accept_consultation(made, form, actor=(by or adviser).actor)
    now: Consultation = await stored(made)
    return now


async def held(asker, adviser, *, by=None, on=None, minutes=45) -> Consultation:
    """They talked."""
    made = await asked(asker, adviser)
    form = MinutesForm(held_on=on or clock.today(), minutes=minutes, theme=ConsultationTheme.CALL)
    await hold_consultation(made, form, actor=(by or adviser).actor)
    now: Consultation = await stored(made)
    return now


async def stored(row: Any) -> Any:
    """The row as it is in the database now."""
    table = type(row)
    return await table.objects().where(table.id == row.id).first()


async def an_offer(cast, days=7, *, by=None, **values) -> ReliefOffer:
    """A walk that many days from today, announced today or on its day."""
    held_on = clock.today() + timedelta(days=days)
    content: dict[str, Any] = {
        "kind": ReliefKind.WALK,
        "offered_on": min(clock.today(), held_on),
        "held_on": held_on,
        "provider_name": "Planinarsko društvo",
        "is_free": True,
    }
    return await record_offer(OfferForm(**(content | values)), actor=(by or cast.jelena).actor)


async def states(offer) -> dict[int, str]:
    """The state of everybody's place, by person."""
    rows = await ReliefPlace.select().where(ReliefPlace.offer == offer.id).order_by(ReliefPlace.id)
    return {row["person"]: row["state"] for row in rows}


async def with_places(cast, offer, *members):
    """These take a place, one after the other."""
    return [await take_place(offer, actor=one.actor) for one in members]


async def trained(member, *, on=date(2022, 6, 1)) -> BasicTraining:
    """Her basic training was completed that day, before anybody else's."""
    whose = {"organisation": member.organisation.id, "person": member.person.id}
    about = {"title": "Osnovna obuka", "started_on": on, "completed_on": on, "topics": "", "state": "logged"}
    async with transaction():
        return await record(BasicTraining, by=None, at=RECORDED, **whose, **about)


async def another(cast, name) -> Person:
    """One more person of Ravnica."""
    return await create_person(cast.ravnica, name)


def later(days) -> str:
    """That many days from today, as one types it."""
    return f"{clock.today() + timedelta(days=days):%d.%m.%Y.}"


def typed(**changes) -> dict[str, str]:
    """The form of an offer, filled in."""
    offer = {
        "kind": "walk",
        "offered_on": later(0),
        "held_on": later(7),
        "starts_at": "10:00",
        "minutes": "2 h",
        "provider_name": "Planinarsko društvo",
        "place": "Ravnička šuma",
        "places": "8",
        "is_free": "yes",
    }
    return offer | changes
