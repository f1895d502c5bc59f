"""From a session on by another rule; a series called off; who leads; and no revision ever falls."""

import random
from datetime import UTC, date, time, timedelta
from typing import Any

import pytest
import recurring_ical_events
from icalendar import Calendar

from staffdev.errors import Conflict, Invalid
from staffdev.ics.writing import Party, series_request
from staffdev.intervision.invitations.meetings import days_of as rule_days
from staffdev.intervision.invitations.meetings import meeting_of, words
from staffdev.intervision.invitations.meetings import rule_of as rule_of_file
from staffdev.intervision.rules.instants import begins, ends
from staffdev.intervision.rules.sequence import rule_of, times_of
from staffdev.intervision.series import queries
from staffdev.intervision.series.actions import planning, sessions
from staffdev.intervision.series.forms import ExtensionForm, PlaceForm, RuleForm, TimesForm
from staffdev.intervision.tables import Series, Session
from staffdev.intervision.vocabulary import Pattern
from staffdev.training.vocabulary import Mark
from tests.intervision.meeting import a_group, joins, marked
from tests.intervision.series.planning import a_series, accepted, days_of, in_order, ticked, typed_series

FIRST = date(2027, 3, 1)


async def full_group(cast):
    return await a_group(cast, cast.ilona, cast.djurdjica, cast.jelena)


async def reread(series):
    return await Series.objects().where(Series.id == series.id).first()


def typed(first_on, last_on, **changes):
    values = {"pattern": "weekly", "every": "1", "weekday": "3", "starts_at": "19:00", "minutes": "1"}
    return values | {"first_on": first_on, "last_on": last_on} | changes


async def test_the_old_series_ends_and_a_new_one_follows(client, cast):
    series = await a_series(cast, await full_group(cast), first_on=FIRST)
    third = (await in_order(series))[2]
    await client.sign_in(cast.jelena)
    home = f"/intervision/sessions/{third.code}/following-series"
    assert 'value="29.3.2027."' in (await client.get(f"{home}/new")).text
    await client.follow(await client.post(home, typed("30.3.2027.", "21.4.2027.")))
    old, new = await Series.objects().order_by(Series.id)
    assert (old.last_on, old.sequence) == (date(2027, 3, 15), 1)
    assert old.cancelled_at is None
    assert (new.follows, new.sequence, new.first_on, new.starts_at) == (old.id, 0, date(2027, 3, 31), time(19))
    assert old.code != new.code
    assert await days_of(old) == [FIRST, date(2027, 3, 15)]
    assert await days_of(new) == [date(2027, 3, 31) + timedelta(days=7 * n) for n in range(4)]
    assert all(one.sequence == 1 for one in await in_order(old) if one.cancelled_at)
    shown = (await client.get(f"/intervision/series/{old.code}")).text
    assert "The group goes on by another rule" in shown
    assert "called off" not in shown
    assert "the series before" in (await client.get(f"/intervision/series/{new.code}")).text
    assert (await client.post(f"/intervision/sessions/{third.code}/restoration")).status_code == 409
    assert (await client.post(home, typed("30.3.2027.", "21.4.2027."))).status_code == 409


async def test_a_series_that_is_followed_goes_on_no_further(client, cast):
    series = await a_series(cast, await full_group(cast), first_on=FIRST)
    first, second, third, *_ = await in_order(series)
    ahead = {"pattern": Pattern.WEEKLY, "every": 1, "weekday": 3, "starts_at": time(19), "minutes": 60}
    ahead |= {"first_on": third.held_on, "last_on": third.held_on + timedelta(days=30)}
    await accepted(planning.go_on_from, RuleForm, ahead, series, third, actor=cast.jelena.actor)
    await client.sign_in(cast.jelena)
    home = f"/intervision/series/{series.code}"
    assert f"{home}/extension" not in (await client.get(home)).text
    assert (await client.post(f"{home}/extension", {"last_on": "1.10.2027."})).status_code == 409
    again = typed("2.3.2027.", "30.6.2027.")
    assert (await client.post(f"/intervision/sessions/{second.code}/following-series", again)).status_code == 409
    assert await Series.count() == 2
    assert first.sequence == 0


async def test_nothing_goes_on_before_what_was_held(client, cast):
    series = await a_series(cast, await full_group(cast), first_on=date(2026, 11, 2), days=60)
    first, second, *_ = await in_order(series)
    await marked(second, (cast.ilona, Mark.PRESENT), by=cast.jelena)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/intervision/sessions/{first.code}/following-series", typed("1.3.2027.", "30.4.2027."))
    assert answer.status_code == 409
    third = (await in_order(series))[2]
    early = typed("20.11.2026.", "30.12.2026.")
    answer = await client.post(f"/intervision/sessions/{third.code}/following-series", early)
    assert answer.status_code == 422
    assert 'href="#first_on"' in answer.text
    assert await Series.count() == 1


async def test_a_series_is_called_off_from_today_on(client, cast):
    series = await a_series(cast, await full_group(cast), first_on=date(2026, 11, 2), days=60)
    await client.sign_in(cast.jelena)
    home = f"/intervision/series/{series.code}"
    assert "3 sessions ahead are called off" in (await client.get(f"{home}/cancellation")).text
    assert (await client.post(f"{home}/cancellation", {"because": ""})).status_code == 422
    shown = await client.follow(await client.post(f"{home}/cancellation", {"because": "Grupa se spaja."}))
    assert "with 3 sessions ahead" in shown.text
    assert await days_of(series) == [date(2026, 11, 2), date(2026, 11, 16)]
    fresh = await reread(series)
    assert fresh.cancelled_at
    assert fresh.sequence == 1
    off = (await in_order(series))[3]
    for path in (f"{home}/cancellation", f"{home}/extension", f"/intervision/sessions/{off.code}/restoration"):
        assert (await client.post(path, {"because": "razlog", "last_on": "1.4.2027."})).status_code == 409


async def test_a_new_place_follows_where_nothing_else_was_said(client, cast):
    series = await a_series(cast, await full_group(cast), first_on=FIRST, place="Sala 1")
    first = (await in_order(series))[0]
    first.place = "Park"
    await first.save()
    await client.sign_in(cast.jelena)
    await client.follow(await client.post(f"/intervision/series/{series.code}", {"place": "Sala 2"}))
    places = [one.place for one in await in_order(series)]
    assert places == ["Park"] + ["Sala 2"] * (len(places) - 1)
    assert (await reread(series)).sequence == 0
    assert {one.sequence for one in await in_order(series)} == {0}


async def test_turns_are_proposed_changed_and_saved(client, cast):
    group = await a_group(cast, cast.ilona, cast.djurdjica)
    quiet = await joins(group, cast.jelena)
    quiet.may_facilitate = False
    await quiet.save()
    series = await a_series(cast, group, first_on=FIRST, days=42)
    await client.sign_in(cast.jelena)
    home = f"/intervision/series/{series.code}/facilitators"
    shown = (await client.get(home)).text
    assert shown.count("proposed</span>") == 4
    rows = await in_order(series)
    codes = [str(one.person.code) for one in (cast.djurdjica, cast.ilona, cast.djurdjica, cast.jelena)]
    answer = await client.post(home, {f"leads-{row.code}": code for row, code in zip(rows, codes, strict=True)})
    assert "4 sessions have a facilitator now." in (await client.follow(answer)).text
    assert [one.facilitator for one in await in_order(series)] == [
        one.person.id for one in (cast.djurdjica, cast.ilona, cast.djurdjica, cast.jelena)
    ]
    assert {one.sequence for one in await in_order(series)} == {0}
    for wrong in ("x", str(cast.snezana.person.code)):
        answer = await client.post(home, {f"leads-{rows[0].code}": wrong})
        assert answer.status_code == 422
    assert (await in_order(series))[0].facilitator == cast.djurdjica.person.id


@pytest.mark.parametrize("seed", range(6))
async def test_over_any_actions_revisions_rise_exactly_with_times_and_never_fall(cast, seed):
    """A walk of random actions: what calendars keep is compared before and after each of them."""
    choose, actor = random.Random(seed), cast.jelena.actor  # noqa: S311 - a test that can be repeated
    await a_series(cast, await full_group(cast), first_on=FIRST, days=42, place="Sala 1")
    before = await known()
    for _ in range(25):
        await step(choose, actor)
        after = await known()
        for key, (content, sequence, changed_at) in before.items():
            new_content, new_sequence, new_changed_at = after[key]
            assert (new_sequence > sequence) is (new_content != content), key
            assert new_sequence >= sequence
            assert new_changed_at >= changed_at
        before = after
    await files_say_what_is_stored()


async def files_say_what_is_stored():
    """The invitation to each series, read by another reader, has just the dates that its rows have."""
    every = {one.id: one for one in await Series.objects()}
    for series in every.values():
        rows = await Session.objects().where(Session.series == series.id)
        live = {(begins(one), ends(one)) for one in rows if not one.cancelled_at}
        if series.cancelled_at or not live:
            continue
        meetings = [meeting_of(one) for one in rows]
        party: dict[str, Any] = {
            "sender": Party("J", "j@x.invalid"),
            "invited": Party("I", "i@x.invalid"),
            "words": words(),
        }
        content = series_request(rule_of_file(series, every), rule_days(series), meetings, **party)
        span = min(live)[0] - timedelta(days=400), max(live)[1] + timedelta(days=400)
        found = recurring_ical_events.of(Calendar.from_ical(content)).between(*span)
        assert {(one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC)) for one in found} == live


async def known():
    """What a calendar knows of every series and session, its revision, and when it changed."""
    rows = await Session.objects()
    series = await Series.objects()
    found = {("series", one.id): (rule_of(one, rows), one.sequence, one.changed_at) for one in series}
    return found | {("session", one.id): (times_of(one), one.sequence, one.changed_at) for one in rows}


async def step(choose, actor):
    one = choose.choice(await Session.objects().order_by(Session.id))
    series = await queries.locked_series(one.series)
    day = one.held_on + timedelta(days=choose.randrange(3))
    times = {"held_on": day, "starts_at": choose.choice([one.starts_at, time(17)]), "minutes": choose.choice([60, 90])}
    ahead = {"pattern": Pattern.WEEKLY, "every": 1, "weekday": 4, "starts_at": time(18), "minutes": 90}
    ahead |= {"first_on": one.planned_on, "last_on": one.planned_on + timedelta(days=30)}
    later = {"last_on": series.last_on + timedelta(days=choose.randrange(20))}
    moves = [
        lambda: accepted(sessions.change_session, TimesForm, times | {"place": choose.choice("AB")}, one, actor=actor),
        lambda: sessions.cancel_session(one, "razlog", actor=actor),
        lambda: sessions.restore_session(one, actor=actor),
        lambda: planning.edit_place(series, PlaceForm(place=choose.choice("AB")), actor=actor),
        lambda: accepted(planning.extend_series, ExtensionForm, later, series, actor=actor),
        lambda: accepted(planning.go_on_from, RuleForm, ahead, series, one, actor=actor),
        lambda: planning.cancel_series(series, "razlog", actor=actor),
    ]
    try:
        await choose.choices(moves, weights=[6, 4, 4, 2, 2, 1, 0.3])[0]()
    except (Conflict, Invalid):
        return


async def test_a_repeated_form_plans_no_second_series_without_being_asked(client, cast):
    group = await full_group(cast)
    await client.sign_in(cast.jelena)
    posted = typed_series(group, FIRST, date(2027, 4, 20))
    assert (await client.post("/intervision/series", posted)).status_code == 303
    answer = await client.post("/intervision/series", posted)
    assert answer.status_code == 422
    assert ticked(answer)
    assert await Series.count() == 1
