"""Lines: entered, corrected, ended, taken back."""

import pytest

from staffdev.db import facts
from staffdev.lines.tables import Line
from tests.lines.entered import LINE, a_line, with_hours

pytestmark = pytest.mark.anyio


async def test_it_enters_a_line_that_everybody_sees(client, cast):
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post("/lines", LINE | {"number": "0800 100 007", "rest_minutes": "11"}))
    assert "Linija Ravnica" in page.text
    line = await Line.objects().get(Line.name == "Linija Ravnica")
    assert (line.organisation, line.kind, line.rest_minutes, line.least_on_duty) == (cast.ravnica.id, "own", 660, 1)
    for member in cast.of_ravnica:
        await client.sign_in(member)
        assert "Linija Ravnica" in (await client.get("/lines")).text
        assert (await client.get(f"/lines/{line.code}")).status_code == 200


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"name": ""}, "Enter what the line is called."),
        ({"kind": "secret"}, "Choose whose line it is."),
        ({"least_on_duty": "-1"}, "from 0 to 20"),
        ({"least_on_duty": "21"}, "from 0 to 20"),
        ({"least_on_duty": "x"}, "from 0 to 20"),
        ({"rest_minutes": "49"}, "48 at most"),
        ({"from_on": ""}, "Enter the first day"),
        ({"until_on": "8.1.2023."}, "The last day cannot be before the first day."),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, change, advice):
    await client.sign_in(cast.jelena)
    answer = await client.post("/lines", LINE | change)
    assert answer.status_code == 422
    assert advice in answer.text
    assert await Line.count() == 0


async def test_two_lines_have_different_names(client, cast):
    await a_line(cast.jelena)
    await client.sign_in(cast.jelena)
    answer = await client.post("/lines", LINE | {"name": "LINIJA ravnica"})
    assert answer.status_code == 422
    assert "There is already a line of this name." in answer.text


async def test_a_correction_keeps_what_was_there(client, cast):
    line = await a_line(cast.jelena)
    await client.sign_in(cast.snezana)
    page = await client.follow(await client.post(f"/lines/{line.code}", LINE | {"name": "Naša linija"}))
    assert "Naša linija" in page.text
    [now] = await Line.objects().where(facts.current(Line))
    assert (now.id, now.code, await Line.count()) == (line.id, line.code, 2)
    unchanged = await client.post(f"/lines/{line.code}", LINE | {"name": "Naša linija"})
    assert (unchanged.status_code, await Line.count()) == (303, 2)


async def test_its_first_day_stays_before_its_hours(client, cast):
    line = await a_line(cast.jelena)
    await with_hours(cast.jelena, line)
    await client.sign_in(cast.jelena)
    assert (await client.post(f"/lines/{line.code}", LINE | {"from_on": "10.1.2023."})).status_code == 422
    assert (await client.post(f"/lines/{line.code}", LINE | {"from_on": "9.1.2023."})).status_code == 303


async def test_one_entered_by_mistake_is_taken_back_and_one_in_use_is_not(client, cast):
    line, used = await a_line(cast.jelena), await a_line(cast.jelena, name="U službi")
    await with_hours(cast.jelena, used)
    await client.sign_in(cast.jelena)
    assert (await client.post(f"/lines/{line.code}/withdrawal", {"because": ""})).status_code == 422
    assert (await client.post(f"/lines/{line.code}/withdrawal", {"because": "two times"})).status_code == 303
    assert (await client.get(f"/lines/{line.code}")).status_code == 404
    answer = await client.post(f"/lines/{used.code}/withdrawal", {"because": "two times"})
    assert answer.status_code == 422
    assert "Enter its last day instead." in answer.text


async def test_a_line_that_ended_stays_readable(client, cast):
    line = await a_line(cast.jelena, until_on="31.12.2024.")
    await client.sign_in(cast.ilona)
    page = await client.get("/lines")
    assert "No longer in service" in page.text
    assert (await client.get(f"/lines/{line.code}")).status_code == 200


@pytest.mark.parametrize("member", ["ilona", "mira", "olga"])
async def test_only_leaders_keep_lines(client, cast, member):
    line = await a_line(cast.jelena)
    await client.sign_in(getattr(cast, member))
    assert (await client.post("/lines", LINE)).status_code == 403
    assert (await client.get("/lines/new")).status_code == 403
    assert (await client.post(f"/lines/{line.code}", LINE)).status_code == 403
    assert (await client.post(f"/lines/{line.code}/withdrawal", {"because": "two times"})).status_code == 403
    assert "Enter a line" not in (await client.get("/lines")).text


async def test_anothers_line_does_not_exist(client, cast):
    line = await a_line(cast.nada)
    await client.sign_in(cast.jelena)
    for path in ("", "/edit", "/duty-plan", "/shifts", "/shifts/new", "/published-hours/new", "/secrets/new"):
        assert (await client.get(f"/lines/{line.code}{path}")).status_code == 404
    assert (await client.post(f"/lines/{line.code}", LINE)).status_code == 404
    assert "Linija" not in (await client.get("/lines")).text


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, broken_audit):
    await client.sign_in(cast.jelena)
    assert (await client.http.post("/lines", data=LINE | {"csrf_token": client.csrf})).status_code == 500
    assert await Line.count() == 0
