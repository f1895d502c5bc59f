"""The page on which the coordinator finds a time."""

from datetime import timedelta

import pytest

from staffdev.intervision.tables import Series
from staffdev.intervision.vocabulary import Pattern
from tests.intervision.meeting import a_group, a_session
from tests.intervision.slots import scene
from tests.intervision.slots.scene import address, monday


async def test_a_series_is_proposed_with_who_misses_what_and_why(client, cast):
    group = await scene.the_group(cast)
    await scene.on_leave(cast, cast.ilona, monday(4), monday(4) + timedelta(days=6))
    await scene.busy_on(cast.djurdjica, monday(6))
    await client.sign_in(cast.jelena)
    page = await client.get(address(group, earliest="17:00", latest="19:00"))
    assert page.status_code == 200
    for said in ("Monday, 17:00", "on leave", "her own calendar", "Đurđica Peić", "at least 3 of 3 can come each time"):
        assert said in page.text, said


async def test_the_button_leads_to_the_form_of_a_new_series_filled_with_the_proposal(client, cast):
    group = await scene.the_group(cast)
    await client.sign_in(cast.jelena)
    page = await client.get(address(group, weekdays="1"))
    href = next(part.split('"')[0] for part in page.text.split('href="') if part.startswith("/intervision/series/new"))
    href = href.replace("&amp;", "&")
    assert f"group={group.code}&pattern=weekly&every=2&weekday=1&starts_at=17%3A00&minutes=90" in href
    assert f"first_on={monday()}" in href
    form = await client.get(href)
    assert form.status_code == 200
    assert 'value="17:00"' in form.text


@pytest.mark.parametrize("form", ["proposals", "series/new", "sessions/new"])
async def test_the_only_group_is_chosen_and_of_two_none(client, cast, form):
    group = await scene.the_group(cast)
    await client.sign_in(cast.jelena)
    assert f'value="{group.code}" selected' in (await client.get(f"/intervision/{form}")).text
    await a_group(cast, title="Druga")
    page = (await client.get(f"/intervision/{form}")).text
    assert f'value="{group.code}"' in page
    assert f'value="{group.code}" selected' not in page


async def test_one_session_is_proposed_and_leads_to_its_form(client, cast):
    group = await scene.the_group(cast)
    await client.sign_in(cast.jelena)
    page = await client.get(address(group, "one", weeks="1"))
    assert f"held_on={monday()}&amp;starts_at=17%3A00&amp;minutes=90" in page.text


async def test_nobody_but_the_coordinator_reads_of_a_leave(client, cast):
    group = await scene.the_group(cast)
    await scene.on_leave(cast, cast.ilona, monday(), monday() + timedelta(days=100))
    await client.sign_in(cast.jelena)
    assert "on leave" in (await client.get(address(group))).text
    other = await client.another().sign_in(cast.snezana)
    page = await other.get(address(group))
    assert "not available" in page.text
    assert "on leave" not in page.text


async def test_titles_of_calendars_and_kinds_of_leave_are_nowhere(client, cast):
    group = await scene.the_group(cast)
    await scene.on_leave(cast, cast.ilona, monday(), monday() + timedelta(days=100))
    await client.sign_in(cast.jelena)
    page = await client.get(address(group))
    for word in ("sick", "maternity", "annual", "unpaid"):
        assert word not in page.text.lower()


async def test_whoever_has_said_nothing_is_named_and_counted_as_if_need_be(client, cast):
    group = await a_group(cast, least=2)
    for member in (cast.jelena, cast.ilona):
        await scene.optional(group, member, may_facilitate=True)
    await client.sign_in(cast.jelena)
    page = await client.get(address(group))
    assert "2 people have not said when they can come" in page.text
    assert "Jelena Tomin, Ilona Sabo" in page.text or "Ilona Sabo, Jelena Tomin" in page.text


async def test_a_series_without_a_possible_time_says_what_stands_in_the_way(client, cast):
    group = await scene.the_group(cast)
    await client.sign_in(cast.jelena)
    page = await client.get(address(group, earliest="9:00", latest="11:00"))
    assert "There is no possible time" in page.text
    assert "nobody who may facilitate can come" in page.text


async def test_whoever_is_on_duty_stays_there_and_the_line_stays_staffed(client, cast):
    group = await scene.the_group(cast)
    line = await scene.a_line(cast, week="1 17:00-21:00", least=2)
    await scene.on_duty(cast, line, cast.djurdjica, 1)
    await client.sign_in(cast.jelena)
    page = await client.get(address(group, weekdays="1"))
    assert "the line short of people" in page.text
    await scene.on_duty(cast, line, cast.snezana, 1)
    page = await client.get(address(group, weekdays="1"))
    assert "Đurđica Peić, 4 times: on duty" in page.text
    assert "shifts are entered until" not in page.text


async def test_a_line_without_shifts_is_said_not_to_have_been_looked_at(client, cast):
    group = await scene.the_group(cast)
    await scene.a_line(cast, week="1 17:00-21:00")
    await client.sign_in(cast.jelena)
    assert "Prva linija: no shift is entered" in (await client.get(address(group))).text


async def test_after_the_last_shift_that_is_entered_the_line_holds_nothing_off(client, cast):
    group = await scene.the_group(cast)
    line = await scene.a_line(cast, week="1 17:00-21:00", least=2)
    await scene.on_duty(cast, line, cast.snezana, 1, until_on=monday(2))
    await client.sign_in(cast.jelena)
    page = await client.get(address(group, weekdays="1", may_fall_out="8"))
    assert f"Prva linija: shifts are entered until {monday(2).day}" in page.text
    assert "no date falls out" in page.text, "every second Monday from the day after on"


async def test_her_other_sessions_hold_her_off_and_the_series_to_be_planned_anew_does_not(client, cast):
    group = await scene.the_group(cast)
    series = Series(
        code=group.code, organisation=cast.ravnica.id, group=group.id, follows=None, pattern=Pattern.WEEKLY, every=2,
        weekday=1, nth=None, starts_at=scene.time(17), minutes=90, first_on=monday(), last_on=monday(20), place=None,
        sequence=0, created_at=group.created_at, changed_at=group.created_at, cancelled_at=None,
    )  # fmt: skip
    await series.save()
    days = (monday() - scene.clock.today()).days
    await a_session(group, days=days, starts_at=scene.time(17), series=series.id)
    await client.sign_in(cast.jelena)
    asked = {"weekdays": "1", "earliest": "17:00", "latest": "18:30"}
    page = await client.get(address(group, **asked))
    assert "stays at the present time" in page.text
    assert "has another session" not in page.text
    other = await a_group(cast, title="Druga grupa")
    await scene.optional(other, cast.ilona)
    await a_session(other, days=days, starts_at=scene.time(18))
    assert "has another session" in (await client.get(address(group, **asked))).text


async def test_groups_are_formed_of_everybody_who_works_here(client, cast):
    for member in (cast.jelena, cast.ilona, cast.djurdjica):
        await scene.tells(member, scene.EVENINGS)
    await client.sign_in(cast.jelena)
    sizes = {"groups": "1", "least": "2", "most": "5", "at_once": "1"}
    page = await client.get(address(None, "groups", **sizes))
    assert "Group 1: Monday, 17:00" in page.text
    assert "Ilona Sabo can come on 4 of 4 dates" in page.text
    refused = await client.get(address(None, "groups", **sizes | {"groups": "3"}))
    assert refused.status_code == 422
    assert "There are too few people for so many groups of that size." in refused.text


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ({"weeks": "53"}, "Enter how many weeks ahead to look, from 1 to 52."),
        ({"weeks": "0"}, "Enter how many weeks ahead to look, from 1 to 52."),
        ({"minutes": "0:20"}, "Enter the length in quarter hours"),
        ({"minutes": "9"}, "Enter the length in quarter hours"),
        ({"latest": "18:15"}, "Between these hours there are 75 minutes; the session needs more."),
        ({"earliest": "soon"}, "18:30"),
        ({"first_on": "1.1.9999."}, "cannot be right. Correct the year."),
        ({"first_on": "1.1.2099."}, "Enter a day between 2015 and 2098."),
        ({"first_on": "31.2.2027."}, "31.2.2027."),
        ({"group": "x"}, "Choose the group."),
        ({"weekdays": "8"}, "Choose weekdays from Monday to Sunday."),
        ({"rhythm": "daily"}, "Choose one of the answers offered."),
        ({"may_fall_out": "-1"}, "Enter a number from 0 to 52."),
    ],
)
async def test_what_cannot_be_asked_is_said_field_by_field_and_typed_values_stay(client, cast, typed, advice):
    group = await scene.the_group(cast)
    await client.sign_in(cast.jelena)
    page = await client.get(address(group, **typed))
    assert page.status_code == 422
    assert advice in page.text
    name, value = next(iter(typed.items()))
    assert name in {"group", "weekdays", "rhythm"} or f'value="{value}"' in page.text


async def test_a_group_without_members_says_so(client, cast):
    group = await a_group(cast)
    await client.sign_in(cast.jelena)
    page = await client.get(address(group))
    assert page.status_code == 422
    assert "Nobody belongs to this group on the first day." in page.text


async def test_only_who_leads_may_look(client, cast):
    group = await scene.the_group(cast)
    for member in (cast.ilona, cast.mira, cast.olga):
        browser = await client.another().sign_in(member)
        assert (await browser.get(address(group))).status_code == 403


async def test_another_organisations_group_and_a_closed_one_are_not_found(client, cast):
    group = await scene.the_group(cast)
    await client.sign_in(cast.nada)
    assert (await client.get(address(group))).status_code == 404
    group.closed_on = monday(1)
    await group.save()
    other = await client.another().sign_in(cast.jelena)
    assert (await other.get(address(group))).status_code == 404


async def test_as_many_statements_for_more_people_and_sessions(client, cast, statements):
    group = await scene.the_group(cast)
    await client.sign_in(cast.jelena)
    await client.get(address(group))
    with statements() as few:
        await client.get(address(group))
    await scene.optional(group, cast.snezana)
    await scene.tells(cast.snezana)
    line = await scene.a_line(cast, week="1 17:00-21:00")
    for member in (cast.snezana, cast.ilona):
        await scene.on_duty(cast, line, member, 5)
    for days in range(3):
        await a_session(group, days=monday().toordinal() - scene.clock.today().toordinal() + days)
    await client.get(address(group))
    with statements() as many:
        await client.get(address(group))
    assert len(many) <= len(few) + 6, "what only exists where there are lines and sessions"
    with statements() as still:
        for days in range(5):
            await a_session(group, days=30 + days)
        still.clear()
        await client.get(address(group))
    assert len(still) == len(many)
