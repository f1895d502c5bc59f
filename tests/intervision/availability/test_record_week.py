"""Her week: entered, corrected, carried forward, taken back."""

from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.intervision.tables import Availability
from tests.intervision.availability.telling import EVENINGS, tells, the_week

NEW = "/availability/weeks/new"
FIRST = {"from_on": "1.2.2027."}
WEEK = "1 16:00-19:00 if_need_be 1 19:00-22:00 glad"


async def held():
    return await Availability.objects().where(current(Availability)).order_by(Availability.from_on)


async def test_it_is_entered_with_a_few_taps(client, cast):
    await client.sign_in(cast.ilona)
    assert (await client.get(NEW)).status_code == 200
    page = await client.follow(await client.post("/availability/weeks", EVENINGS | FIRST))
    assert "It holds until you enter another one." in page.text
    [row] = await held()
    assert row.week.startswith(WEEK)
    assert row.week.count("glad") == 5
    assert (row.person, row.until_on) == (cast.ilona.person.id, None)
    assert await AuditEntry.exists().where(AuditEntry.event == "intervision:availability:record")


async def test_a_day_may_differ_and_exact_times_count_before_it(client, cast):
    await client.sign_in(cast.ilona)
    different = {"day3-evening": "no", "day6-morning": "glad", "times": "pon 20–21 ne\nпет 22–23 ако мора"}
    await client.follow(await client.post("/availability/weeks", EVENINGS | different | FIRST))
    [row] = await held()
    assert "1 19:00-20:00 glad 1 21:00-22:00 glad" in row.week
    assert "3 16:00-19:00 if_need_be 4" in row.week
    assert "5 22:00-23:00 if_need_be 6 08:00-12:00 glad" in row.week


async def test_the_earlier_one_ends_by_itself(client, cast):
    await tells(cast.ilona)
    await client.sign_in(cast.ilona)
    page = await client.follow(await client.post("/availability/weeks", EVENINGS | FIRST))
    assert "now ends where this one begins" in page.text
    earlier, new = await held()
    assert earlier.until_on == new.from_on - timedelta(days=1)


async def test_one_for_a_while_leaves_the_usual_one_after_it(client, cast):
    await tells(cast.ilona)
    await client.sign_in(cast.ilona)
    await client.follow(await client.post("/availability/weeks", EVENINGS | FIRST | {"until_on": "28.2.2027."}))
    before, new, after = await held()
    assert before.week == after.week != new.week
    assert (after.from_on, after.until_on) == (new.until_on + timedelta(days=1), None)


async def test_to_come_at_no_time_is_asked_twice(client, cast):
    await client.sign_in(cast.ilona)
    answer = await client.post("/availability/weeks", FIRST)
    assert answer.status_code == 422
    assert not await held()
    assert 'name="is_never"' in answer.text
    await client.follow(await client.post("/availability/weeks", FIRST | {"is_never": "yes"}))
    assert (await the_week(cast.ilona)).week == ""


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"from_on": ""}, "from_on"),
        ({"from_on": "31.2.2027."}, "from_on"),
        ({"until_on": "31.1.2027."}, "until_on"),
        ({"times": "sometimes"}, "times"),
        ({"times": "x" * 2001}, "times"),
        ({"times": "\n".join(f"pon {h}:{m:02}-{h}:{m + 5:02}" for h in range(10) for m in range(0, 60, 10))}, "times"),
        ({"usual-afternoon": "", "usual-evening": "perhaps"}, "usual-morning"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, change, field):
    await client.sign_in(cast.ilona)
    answer = await client.post("/availability/weeks", EVENINGS | FIRST | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert not await held()


async def test_what_was_typed_is_kept(client, cast):
    await client.sign_in(cast.ilona)
    answer = await client.post("/availability/weeks", EVENINGS | {"from_on": "soon", "times": "pon 18-20 rado"})
    assert answer.status_code == 422
    assert "pon 18-20 rado" in answer.text
    assert 'id="usual-evening" value="glad" checked' in answer.text


async def test_a_correction_keeps_what_was_there(client, cast):
    await tells(cast.ilona)
    row = await the_week(cast.ilona)
    await client.sign_in(cast.ilona)
    page = await client.get(f"/availability/weeks/{row.code}/edit")
    assert "Monday 17:00–21:00 gladly" in page.text
    await client.follow(await client.post(f"/availability/weeks/{row.code}", EVENINGS | FIRST))
    now = await the_week(cast.ilona)
    assert (now.id, now.week[: len(WEEK)]) == (row.id, WEEK)
    assert await Availability.count() == 2
    assert await AuditEntry.exists().where(AuditEntry.event == "intervision:availability:correct")


async def test_saving_it_as_it_is_changes_nothing(client, cast):
    await tells(cast.ilona, "1 19:00-22:00 glad", from_on=clock.today())
    row = await the_week(cast.ilona)
    await client.sign_in(cast.ilona)
    same = {"day1-evening": "glad", "from_on": f"{clock.today():%d.%m.%Y.}"}
    await client.follow(await client.post(f"/availability/weeks/{row.code}", same))
    assert await Availability.count() == 1


async def test_it_is_carried_forward(client, cast):
    last = clock.today() + timedelta(days=40)
    await tells(cast.ilona, "6 08:00-12:00 glad", until_on=last)
    row = await the_week(cast.ilona)
    await client.sign_in(cast.ilona)
    page = await client.get(f"{NEW}?after={row.code}")
    following = last + timedelta(days=1)
    assert f'value="{following.day}.{following.month}.{following.year}."' in page.text
    assert 'id="day6-morning" value="glad" checked' in page.text


async def test_taken_back_nothing_is_recorded_again(client, cast):
    await tells(cast.ilona)
    row = await the_week(cast.ilona)
    await client.sign_in(cast.ilona)
    page = await client.follow(await client.post(f"/availability/weeks/{row.code}/withdrawal"))
    assert "Nothing is recorded" in page.text
    assert not await held()
    assert (await client.post(f"/availability/weeks/{row.code}/withdrawal")).status_code == 404


@pytest.mark.parametrize("member", ["mira", "olga"])
async def test_who_is_no_person_of_the_register_has_no_week(client, cast, member):
    await client.sign_in(getattr(cast, member))
    assert (await client.get("/availability")).status_code == 403
    assert (await client.post("/availability/weeks", EVENINGS | FIRST)).status_code == 403
    assert not await held()


@pytest.mark.parametrize("member", ["jelena", "snezana", "djurdjica", "nada"])
async def test_another_ones_week_does_not_exist(client, cast, member):
    await tells(cast.ilona)
    row = await the_week(cast.ilona)
    await client.sign_in(getattr(cast, member))
    home = f"/availability/weeks/{row.code}"
    assert (await client.get(f"{home}/edit")).status_code == 404
    assert (await client.get(f"{NEW}?after={row.code}")).status_code == 404
    assert (await client.post(home, EVENINGS | FIRST)).status_code == 404
    assert (await client.post(f"{home}/withdrawal")).status_code == 404
    assert (await the_week(cast.ilona)).week == row.week


async def test_without_an_audit_entry_nothing_is_recorded_or_changed(client, cast, db):
    await tells(cast.ilona)
    row = await the_week(cast.ilona)
    await client.sign_in(cast.ilona)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    token = {"csrf_token": client.csrf}
    await client.http.post("/availability/weeks", data=EVENINGS | FIRST | token)
    await client.http.post(f"/availability/weeks/{row.code}", data=EVENINGS | FIRST | token)
    await client.http.post(f"/availability/weeks/{row.code}/withdrawal", data=token)
    assert await Availability.count() == 1
    assert (await the_week(cast.ilona)).until_on is None
