"""Who leads the sessions of a series, saved by two people at once: neither writes over the other unseen."""

import re
from datetime import date, timedelta

import pytest

from staffdev import clock
from staffdev.intervision.series.actions.sessions import share_out
from tests.intervision.meeting import a_group
from tests.intervision.series.planning import a_series, in_order

pytestmark = pytest.mark.anyio
FIRST = date(2027, 3, 1)


@pytest.fixture
async def series(cast):
    return await a_series(cast, await a_group(cast, cast.ilona, cast.djurdjica), first_on=FIRST, days=28)


def filled(page):
    """The form as the browser would send it back: what is chosen, and what was known when it was opened."""
    known = dict(re.findall(r'name="(known-[^"]+)" value="([^"]+)"', page))
    rows = re.findall(r'name="(leads-[^"]+)"(.*?)</select>', page, re.DOTALL)
    return known | {name: (re.findall(r'value="([^"]*)" selected', options) or [""])[0] for name, options in rows}


async def a_minute_later(*chosen, actor):
    with clock.stopped_at(clock.now() + timedelta(minutes=1)):
        await share_out(*chosen, actor=actor)


async def test_what_somebody_else_chose_meanwhile_is_shown_before_it_is_written_over(client, cast, series):
    home = f"/intervision/series/{series.code}/facilitators"
    first, second, *_ = await in_order(series)
    await client.sign_in(cast.jelena)
    hers = filled((await client.get(home)).text)
    other = {str(first.code): cast.ilona.person.id, str(second.code): cast.djurdjica.person.id}
    await a_minute_later(series, other, actor=cast.snezana.actor)
    hers |= {
        f"leads-{first.code}": str(cast.djurdjica.person.code),
        f"leads-{second.code}": str(cast.djurdjica.person.code),
    }
    answer = await client.post(home, hers)
    assert answer.status_code == 422
    assert "Somebody changed the session on 1 Mar 2027 meanwhile: Ilona Sabo leads it." in answer.text
    assert answer.text.count("Somebody changed the session") == 2, "in the summary and beside it; the other agrees"
    assert [one.facilitator for one in await in_order(series)][:2] == list(other.values())
    again = filled(answer.text)
    assert again[f"leads-{first.code}"] == str(cast.djurdjica.person.code), "what she chose is kept"
    await client.follow(await client.post(home, again))
    assert {one.facilitator for one in (await in_order(series))[:2]} == {cast.djurdjica.person.id}


async def test_that_nobody_leads_it_now_is_said_too(client, cast, series):
    home = f"/intervision/series/{series.code}/facilitators"
    first, *_ = await in_order(series)
    await share_out(series, {str(first.code): cast.ilona.person.id}, actor=cast.snezana.actor)
    await client.sign_in(cast.jelena)
    hers = filled((await client.get(home)).text)
    await a_minute_later(series, {str(first.code): None}, actor=cast.snezana.actor)
    answer = await client.post(home, hers)
    assert "on 1 Mar 2027 meanwhile: nobody leads it now." in answer.text
    assert (await in_order(series))[0].facilitator is None


async def test_another_mistake_first_hides_nothing(client, cast, series):
    """What she knew is what she saw, also after the form was sent back for another reason."""
    home = f"/intervision/series/{series.code}/facilitators"
    first, second, *_ = await in_order(series)
    await client.sign_in(cast.jelena)
    hers = filled((await client.get(home)).text) | {f"leads-{first.code}": str(cast.djurdjica.person.code)}
    await a_minute_later(series, {str(first.code): cast.ilona.person.id}, actor=cast.snezana.actor)
    answer = await client.post(home, hers | {f"leads-{second.code}": "nobody-of-ours"})
    assert "Choose for each day somebody who belongs to the group then." in answer.text
    again = filled(answer.text) | {f"leads-{second.code}": ""}
    assert "Ilona Sabo leads it." in (await client.post(home, again)).text
    assert (await in_order(series))[0].facilitator == cast.ilona.person.id
