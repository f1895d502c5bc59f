"""A series is planned: its sessions, what it says to correct, and what collides first."""

from datetime import date, time, timedelta

import pytest

from staffdev import clock, translations
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import record
from staffdev.db.transactions import transaction
from staffdev.i18n import Language
from staffdev.intervision.tables import Series, Session
from staffdev.people.tables import Leave
from staffdev.people.vocabulary import LeaveKind
from tests.intervision.meeting import a_group, a_session
from tests.intervision.series.planning import a_series, days_of, monday, ticked, typed_day, typed_series


def said(day):
    with translations.speaking(Language.ENGLISH):
        return translations.day(day)


async def full_group(cast, **values):
    return await a_group(cast, cast.ilona, cast.djurdjica, cast.jelena, **values)


async def test_every_date_becomes_a_session(client, cast):
    group = await full_group(cast)
    await client.sign_in(cast.jelena)
    first = date(2027, 3, 1)
    answer = await client.post("/intervision/series", typed_series(group, first, date(2027, 4, 27)))
    [series] = await Series.objects()
    assert answer.headers["location"] == f"/intervision/series/{series.code}/facilitators"
    rows = await Session.objects().order_by(Session.held_on)
    assert [one.held_on for one in rows] == [first + timedelta(days=14 * n) for n in range(5)]
    assert {(one.starts_at, one.minutes, one.place, one.sequence) for one in rows} == {(time(18), 90, "Sala 2", 0)}
    assert all((one.planned_on, one.planned_at) == (one.held_on, one.starts_at) for one in rows)
    assert await AuditEntry.count().where(AuditEntry.event == "intervision:series:create") == 1
    assert "Monday, every 2 weeks at 18:00" in (await client.get(f"/intervision/series/{series.code}")).text


async def test_its_first_day_is_the_first_that_matches(client, cast):
    group = await full_group(cast)
    await client.sign_in(cast.jelena)
    typed = typed_series(
        group, date(2027, 2, 2), date(2027, 6, 30), pattern="monthly", every="1", nth="-1", weekday="4"
    )
    await client.follow(await client.post("/intervision/series", typed))
    [series] = await Series.objects()
    assert series.first_on == date(2027, 2, 25)
    assert await days_of(series) == [
        date(2027, month, day) for month, day in ((2, 25), (3, 25), (4, 29), (5, 27), (6, 24))
    ]
    assert (
        "Thursday, last of the month, every month at 18:00"
        in (await client.get(f"/intervision/series/{series.code}")).text
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"group": ""}, "group"),
        ({"group": "x"}, "group"),
        ({"pattern": "yearly"}, "pattern"),
        ({"pattern": "monthly", "nth": "0"}, "nth"),
        ({"pattern": "monthly", "nth": "5"}, "nth"),
        ({"every": "0"}, "every"),
        ({"every": "13"}, "every"),
        ({"weekday": "8"}, "weekday"),
        ({"starts_at": "25"}, "starts_at"),
        ({"minutes": "0:10"}, "minutes"),
        ({"minutes": "13"}, "minutes"),
        ({"first_on": "31.2.2027."}, "first_on"),
        ({"first_on": "1.1.9999.", "last_on": "31.12.9999."}, "first_on"),
        ({"first_on": "1.1.2014."}, "first_on"),
        ({"last_on": "1.1.2027."}, "last_on"),
        ({"last_on": "31.12.9999."}, "last_on"),
        ({"last_on": "3.2.2029."}, "last_on"),
        ({"first_on": "2.2.2027.", "last_on": "7.2.2027."}, "last_on"),
        ({"place": "a" * 201}, "place"),
        ({"weekday": "7", "every": "1", "starts_at": "2:30", "last_on": "30.4.2027."}, "starts_at"),
    ],
)
async def test_it_says_what_to_correct_and_plans_nothing(client, cast, change, field):
    group = await full_group(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post("/intervision/series", typed_series(group, date(2027, 2, 1)) | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await Series.count()
    assert not await Session.count()


async def test_the_hour_that_spring_skips_is_named(client, cast):
    group = await full_group(cast)
    await client.sign_in(cast.jelena)
    typed = typed_series(group, date(2027, 3, 7), date(2027, 4, 30), weekday="7", every="1", starts_at="2:30")
    answer = await client.post("/intervision/series", typed)
    assert f"On {said(date(2027, 3, 28))} the clocks skip from 02:00 to 03:00, so there is no 02:30." in answer.text


async def test_what_collides_is_shown_and_saved_only_when_it_was_seen(client, cast):
    group = await full_group(cast)
    leave = {"person": cast.ilona.person.id, "organisation": cast.ravnica.id, "kind": LeaveKind.SICK}
    async with transaction():
        await record(Leave, by=None, at=clock.now(), **leave, from_on=date(2027, 2, 10), until_on=date(2027, 2, 20))
    await client.sign_in(cast.jelena)
    typed = typed_series(group, date(2027, 2, 1))
    answer = await client.post("/intervision/series", typed)
    assert answer.status_code == 422
    assert "Ilona Sabo is away" in answer.text
    assert said(date(2027, 2, 15)) in answer.text
    assert "It is a public holiday" in answer.text
    assert "sick" not in answer.text.lower()
    assert not await Series.count()
    tick = ticked(answer)
    assert (await client.post("/intervision/series", typed | {"anyway": "yes"})).status_code == 422
    assert (await client.post("/intervision/series", typed | tick | {"weekday": "2"})).status_code == 422
    assert (await client.post("/intervision/series", typed | tick)).status_code == 303
    assert await Series.count() == 1


async def test_days_on_public_holidays_can_be_called_off_at_once(client, cast):
    group = await full_group(cast)
    await client.sign_in(cast.jelena)
    typed = typed_series(group, date(2027, 2, 1), date(2027, 3, 15), skip_holidays="yes")
    assert (await client.post("/intervision/series", typed)).status_code == 303
    [series] = await Series.objects()
    assert await days_of(series, cancelled=True) == [date(2027, 2, 15)]
    assert await days_of(series) == [date(2027, 2, 1), date(2027, 3, 1), date(2027, 3, 15)]


async def test_the_same_group_does_not_meet_twice_without_being_asked(client, cast):
    group = await full_group(cast)
    await a_session(group, days=(monday() - clock.today()).days, minutes=30)
    await client.sign_in(cast.jelena)
    answer = await client.post("/intervision/series", typed_series(group, starts_at="18:29"))
    assert "The group meets at that time already" in answer.text
    answer = await client.post("/intervision/series", typed_series(group, starts_at="18:30"))
    assert "The group meets at that time already" not in answer.text


async def test_the_address_fills_the_form(client, cast):
    group = await full_group(cast)
    await a_group(cast, title="Druga grupa")
    await client.sign_in(cast.jelena)
    asked = (
        f"group={group.code}&pattern=monthly&every=2&weekday=3&nth=-1&starts_at=17:30&minutes=75&first_on=2027-02-01"
    )
    shown = (await client.get(f"/intervision/series/new?{asked}&last_on=2027-12-31")).text
    for said in (f'value="{group.code}" selected', 'value="2"', 'value="3" selected', 'value="-1" selected'):
        assert said in shown
    for said in ('value="17:30"', 'value="1 h 15 min"', 'value="1.2.2027."', 'value="31.12.2027."'):
        assert said in shown
    nonsense = "group=x&pattern=%3Cb%3E&every=99999999999&minutes=999999999999&first_on=9999-99-99&held_on=x"
    assert (await client.get(f"/intervision/series/new?{nonsense}")).status_code == 200


@pytest.mark.parametrize("member", ["ilona", "olga", "mira"])
async def test_who_does_not_lead_may_not_plan(client, cast, member):
    group = await full_group(cast)
    series = await a_series(cast, group)
    await client.sign_in(getattr(cast, member))
    home = f"/intervision/series/{series.code}"
    for path in ("/intervision/series", home, f"{home}/extension", f"{home}/cancellation", f"{home}/facilitators"):
        assert (await client.post(path, typed_series(group))).status_code == 403
    assert (await client.get(home)).status_code == 200
    assert await Series.count() == 1


async def test_another_organisations_series_does_not_exist(client, cast):
    group = await full_group(cast)
    series = await a_series(cast, group)
    await client.sign_in(cast.nada)
    home = f"/intervision/series/{series.code}"
    for path in (home, f"{home}/extension", f"{home}/cancellation", f"{home}/facilitators", f"{home}/edit"):
        assert (await client.get(path)).status_code == 404
    assert (await client.post("/intervision/series", typed_series(group))).status_code == 422
    await client.sign_in(cast.djurdjica)
    assert (await client.get(home)).status_code == 200
    await client.sign_in(cast.tijana)
    assert (await client.get(home)).status_code == 404


async def test_without_an_audit_entry_nothing_is_planned(client, cast, broken_audit):
    group = await full_group(cast)
    await client.sign_in(cast.jelena)
    typed = typed_series(group, date(2027, 3, 1), date(2027, 3, 31))
    await client.http.post("/intervision/series", data=typed | {"csrf_token": client.csrf})
    assert not await Series.count()
    assert not await Session.count()


async def test_it_goes_on_for_longer(client, cast):
    group = await full_group(cast)
    series = await a_series(cast, group, first_on=date(2027, 3, 1), days=30)
    await client.sign_in(cast.jelena)
    home = f"/intervision/series/{series.code}"
    for last, said in (
        ("31.3.2027.", "It goes on until"),
        ("4.4.2027.", "No further session"),
        ("1.4.2029.", "two years"),
    ):
        answer = await client.post(f"{home}/extension", {"last_on": last})
        assert answer.status_code == 422
        assert said in answer.text
    assert (await client.post(f"{home}/extension", {"last_on": typed_day(date(2027, 4, 26))})).status_code == 303
    assert await days_of(series) == [date(2027, 3, 1) + timedelta(days=14 * n) for n in range(5)]
    [fresh] = await Series.objects()
    assert (fresh.last_on, fresh.sequence) == (date(2027, 4, 26), 1)
