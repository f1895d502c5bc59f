"""Where no time is possible, the page and the command say what could be asked for instead, and it is true."""

import html
import json
from dataclasses import replace
from datetime import timedelta

from staffdev import clock
from staffdev.intervision.slots.rules.proposing import find
from staffdev.intervision.slots.rules.relaxing import numbers_of_times
from staffdev.intervision.vocabulary import Need
from tests.intervision.meeting import a_group
from tests.intervision.slots import scene
from tests.intervision.slots.cases import case
from tests.intervision.slots.scene import address, monday
from tests.intervision.slots.test_schedule_command import ASKED, schedule

__all__ = ["schedule"]

MORNING = "1 09:00-12:00 glad 6 16:00-21:00 glad"


def less(problem):
    """The same people from the same day on: nobody is required, at any hour, or over more dates."""
    free = tuple(replace(one, need=Need.OPTIONAL) for one in problem.people)
    yield problem
    yield replace(problem, people=free)
    yield replace(problem, limits=replace(problem.limits, earliest=0, latest=1440))
    yield replace(problem, limits=replace(problem.limits, pause=0, a_week=None))
    yield replace(problem, wanted=replace(problem.wanted, weekdays=frozenset(range(1, 8)), times=4))


def test_a_number_of_times_is_there_exactly_where_there_are_proposals():
    for number in range(300):
        several = list(less(case(number)))
        numbers = list(numbers_of_times(several))
        assert [bool(one) for one in numbers] == [bool(find(one).proposals) for one in several], f"case {number}"
        assert numbers[1] >= numbers[0]


def offered(page):
    """The links below "It would be possible", by what they say, with the number of times."""
    _, _, listed = page.text.partition("It would be possible:")
    rows = listed.partition("</ul>")[0].split('<li><a href="')[1:]
    return {
        said: (html.unescape(href), int(times.split()[0]))
        for href, _, rest in (row.partition('">') for row in rows)
        for said, _, times in (rest.partition("</a>: "),)
    }


async def apart(cast):
    """Ilona is required, and has time in the morning and on Saturdays alone."""
    group = await a_group(cast, least=2)
    for member, need, week in (
        (cast.jelena, Need.OPTIONAL, scene.EVENINGS),
        (cast.djurdjica, Need.OPTIONAL, scene.EVENINGS),
        (cast.ilona, Need.REQUIRED, MORNING),
    ):
        await scene.optional(group, member, may_facilitate=True, need=need)
        await scene.tells(member, week)
    return group


async def test_every_link_leads_to_times_and_says_how_many(client, cast):
    group = await apart(cast)
    await scene.tells(cast.jelena, scene.EVENINGS + " 6 16:00-21:00 glad", from_on=clock.today())
    await client.sign_in(cast.jelena)
    page = await client.get(address(group, weekdays="1"))
    assert "Ilona Sabo is required and cannot come: outside the times she gave" in page.text
    found = offered(page)
    assert {"without Ilona Sabo being required", "on Saturdays too", "on any day of the week"} <= set(found)
    for said, (href, times) in found.items():
        again = await client.get(href)
        assert "There is no possible time" not in again.text, said
        assert 'href="#proposal-1"' in again.text, said
        assert times > 0


async def test_whoever_is_spared_stays_named_in_the_form_and_may_still_miss(client, cast):
    group = await apart(cast)
    await client.sign_in(cast.jelena)
    href, _ = offered(await client.get(address(group)))["without Ilona Sabo being required"]
    page = await client.get(href)
    assert "Not required this time" in page.text
    assert f'name="not_required" value="{cast.ilona.person.code}" checked' in " ".join(page.text.split())
    assert "Ilona Sabo, " in page.text


async def test_where_nothing_helps_the_page_says_so(client, cast):
    group = await scene.the_group(cast)
    for member in (cast.jelena, cast.ilona, cast.djurdjica):
        await scene.on_leave(cast, member, monday(), monday() + timedelta(days=400))
    await client.sign_in(cast.jelena)
    page = await client.get(address(group))
    assert "It would be possible:" not in page.text
    assert "ask in a poll" in page.text


async def test_other_hours_another_rhythm_and_more_weeks_are_offered(client, cast):
    group = await scene.the_group(cast)
    await client.sign_in(cast.jelena)
    assert "from 08:00 to 22:00" in offered(await client.get(address(group, earliest="9:00", latest="11:00")))
    for member in (cast.jelena, cast.ilona, cast.djurdjica):
        await scene.on_leave(cast, member, monday() + timedelta(days=7), monday() + timedelta(days=13))
    asked = {"rhythm": "weekly-1", "may_fall_out": "0", "weekdays": "1"}
    found = offered(await client.get(address(group, **asked)))
    assert found["every second week"][1] > 0
    assert found["if half of the dates may fall out"][1] > 0
    for member in (cast.jelena, cast.ilona, cast.djurdjica):
        await scene.on_leave(cast, member, monday(), monday() + timedelta(days=6))
    assert "looking 12 weeks ahead" in offered(await client.get(address(group, "one", weeks="2")))


async def test_the_command_says_the_same_and_takes_its_own_advice(cast, schedule):
    await apart(cast)
    ours = ("series", *ASKED, "--organisation", "ravnica")
    code, out, err = schedule(*ours)
    assert (code, err) == (0, "")
    assert "without Ilona Sabo being required: " in out
    assert "(--not-required 'Ilona Sabo')" in out
    assert schedule(*ours, "--not-required", "Ilona Sabo")[1].startswith("1. Monday, 17:00")
    [first, *_] = json.loads(schedule(*ours, "--json")[1])["relaxations"]
    assert f"--not-required {cast.ilona.person.code}" in first["options"]
    assert first["times"] > 0
    code, out, err = schedule(*ours, "--not-required", "Nije Ona")
    assert (code, out) == (2, "")
    assert "--not-required: Nije Ona is not in this group." in err
