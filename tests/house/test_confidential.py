"""Nobody learns who used stress relief: no page, count, export or paper differs by whose the places are.

Two worlds that differ in nothing but whose places they are are shown to the same reader, address by address. What she
is handed must be the same, to the byte.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import record
from staffdev.support.relief.actions import give_up_place, take_place
from staffdev.support.tables import ReliefOffer, ReliefPlace
from tests.cast import Member
from tests.house.conftest import House
from tests.house.worlds import differing, seen_by
from tests.support.asking import an_offer

PLACE = UUID("5e5e5e5e-0000-4000-8000-000000000001")
HOME = "/stress-relief"  # where those who prepare the room are told how many will come
MORE = [f"{HOME}?shown=past"]
LEAST_SEEN = 15  # pages she may open, so that the comparison says something
READERS = ("jelena",)  # who plans; of the others test_worlds tells the same


async def world(house: House, owner: Member | None) -> None:
    """The furnished house, with a place ahead and one that was noted, both hers; or nobody's."""
    await house.fresh()
    await ReliefPlace.delete(force=True)
    [ahead] = await ReliefOffer.objects().where(ReliefOffer.organisation == house.cast.ravnica.id)
    past = await offered_before(house)
    for number, offer in enumerate((ahead, past)):
        if owner:
            content: dict[Any, Any] = {"code": UUID(int=PLACE.int + number), "offer": offer.id, "state": "taken"}
            content |= {"organisation": house.cast.ravnica.id, "person": owner.person.id, "entered_at": clock.now()}
            await ReliefPlace(**content, took_part=True if offer is past else None).save()


async def offered_before(house: House) -> ReliefOffer:
    """A walk three days ago, with the same code in every world."""
    day = clock.today() - timedelta(days=3)
    own = {"code": PLACE, "organisation": house.cast.ravnica.id, "offered_on": day, "held_on": day}
    return await record(ReliefOffer, by=None, at=clock.now(), **own, kind="walk", provider_name="Društvo")


@pytest.mark.parametrize("name", READERS)
async def test_no_address_tells_whose_a_place_is(house, name):
    """Nor that somebody has one; only those who prepare the room are told how many will come."""
    reader = getattr(house.cast, name)
    with clock.stopped_at(clock.now()):
        await world(house, house.cast.ilona)
        answers = await seen_by(house, reader, more=MORE)
        hers = {name: answer for name, answer in answers.items() if answer[0] == httpx.codes.OK}
        assert len(hers) > LEAST_SEEN
        await world(house, house.cast.snezana)
        another = await seen_by(house, reader, hers, more=MORE)
        await world(house, None)
        nobodys = await seen_by(house, reader, hers, more=MORE)
    assert differing(hers, another) == set()
    assert differing(hers, nobodys) == ({"GET /stress-relief"} if name == "jelena" else set())


async def test_giving_up_a_place_leaves_nothing_but_two_entries_of_nobody(house):
    """They stand in the chain of the log, and on no page of it."""
    with clock.stopped_at(clock.now()):
        await house.fresh()
        await ReliefPlace.delete(force=True)
        offer = await an_offer(house.cast)
        entries = await AuditEntry.count()
        await take_place(offer, actor=house.cast.ilona.actor)
        await give_up_place(offer, actor=house.cast.ilona.actor)
        assert await ReliefPlace.count() == 0
        assert await AuditEntry.count() == entries + 2
        for reader in (house.cast.olga, house.cast.snezana):
            browser = house.browser(reader)
            browser.speak("en")
            shown = (await browser.http.get("/audit-entries")).text
            assert "Offer for stress relief" in shown
            assert "Places of an offer" not in shown


async def test_she_herself_finds_her_place(house):
    with clock.stopped_at(clock.now()):
        await world(house, house.cast.ilona)
        shown = (await house.browser(house.cast.ilona).http.get(HOME)).text
    assert "mesto je vaše" in shown or "a place is yours" in shown
