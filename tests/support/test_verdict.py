"""The verdict on the least support, from what the pages record: the same to herself and to those who lead."""

from datetime import date

import pytest

from staffdev.compliance.asking import Asked
from staffdev.compliance.gathering import gather
from staffdev.compliance.queries import judged, judged_person
from staffdev.db.facts import current, withdraw
from staffdev.db.transactions import transaction
from staffdev.people.tables import Engagement
from staffdev.rulebook.dates import year_span
from tests.cast import RECORDED
from tests.support.asking import an_offer, held, trained

pytestmark = pytest.mark.anyio
DAY = date(2026, 12, 31)
ASKED = Asked(as_of=DAY, period=year_span(2026), only=frozenset({"RS-SOS-26.2"}))


async def both_ways(cast, member):
    """As those who lead read it, and as she reads it herself."""
    code = str(member.person.code)
    [of_all] = [one for one in (await judged(cast.jelena.actor, ASKED)).findings if one.person == code]
    [own] = (await judged_person(member.person.id, member.person.code, member.actor, ASKED)).findings
    return of_all.verdict, own.verdict


async def test_what_makes_her_colleague_more_experienced_is_known_where_only_her_own_facts_are_read(cast):
    await trained(cast.ilona)
    one = await held(cast.djurdjica, cast.ilona, on=date(2026, 3, 3))
    await trained(cast.djurdjica, on=date(2023, 3, 1))
    of_all, own = await both_ways(cast, cast.djurdjica)
    assert own == of_all
    assert [fact.code for fact in own.counted] == [str(one.code)]


async def test_it_is_judged_by_what_is_known_of_the_colleague_on_that_day(cast):
    await trained(cast.ilona)
    await trained(cast.djurdjica, on=date(2023, 3, 1))
    await held(cast.djurdjica, cast.ilona, on=date(2026, 3, 3))
    hers = Engagement.objects().where(Engagement.person == cast.ilona.person.id, current(Engagement))
    (engagement,) = await hers
    async with transaction():
        await withdraw(engagement, by=None, at=RECORDED, because="a mistake")
    of_all, own = await both_ways(cast, cast.djurdjica)
    assert own == of_all
    assert own.figures["consultations"] == 1, "her licence alone still makes her a professional"


async def test_a_colleagues_facts_bring_no_verdict_about_her(cast):
    await trained(cast.djurdjica, on=date(2023, 3, 1))
    await held(cast.djurdjica, cast.ilona, on=date(2026, 3, 3))
    found = await judged_person(cast.djurdjica.person.id, cast.djurdjica.person.code, cast.djurdjica.actor, ASKED)
    assert {one.person for one in found.findings} == {str(cast.djurdjica.person.code)}
    facts = await gather({cast.ravnica.id: "ravnica"}, period=None, persons=[cast.djurdjica.person.id])
    assert {one.person for one in facts[cast.ravnica.id].engagements} == {str(cast.djurdjica.person.code)}
    assert {one.person for one in facts[cast.ravnica.id].adviser_engagements} == {str(cast.ilona.person.code)}


async def test_an_offer_is_everybodys_whoever_comes(cast):
    offer = await an_offer(cast)
    for member in (cast.ilona, cast.jelena):
        of_all, own = await both_ways(cast, member)
        assert own == of_all
        assert [fact.code for fact in own.counted] == [str(offer.code)]


async def test_the_page_says_what_is_missing_and_where_to_ask(client, cast):
    await trained(cast.djurdjica, on=date(2023, 3, 1))
    await client.sign_in(cast.djurdjica)
    shown = (await client.get("/my-duties?as_of=31.12.2026.&period=2026")).text
    assert "Still missing: consultation, intervision, an offer for stress relief." in shown
    assert 'href="/consultations/new"' in shown
    assert "Goal, not a duty: intervisions a year" in shown
