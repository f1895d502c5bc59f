"""`staffdev compliance` and GET /api/compliance give the same findings, and say what was wrong with a question."""

import json
import re
from datetime import UTC, date, datetime

import pytest

from staffdev.db.facts import supersede
from tests.compliance.office import create_programme, log
from tests.lines.entered import a_line
from tests.processes import command

pytestmark = pytest.mark.anyio
KEYS = {
    "obligation", "level", "organisation", "person", "period", "status", "reasons", "figures", "counted",
    "not_counted", "next_step",
}  # fmt: skip


@pytest.fixture
def staffdev(db_settings):
    """Runs the command as a program of its own: `code, out, err = staffdev("--json")`."""
    return command(db_settings, "compliance")


async def some_training(cast):
    await log(cast.ilona, date(2025, 4, 5), 240, by=cast.jelena)
    first = await log(cast.ilona, date(2025, 5, 5), 300, by=cast.jelena, at=datetime(2025, 6, 1, tzinfo=UTC))
    await supersede(first, by=None, at=datetime(2025, 8, 1, tzinfo=UTC), minutes=360)
    await log(cast.djurdjica, date(2025, 9, 1), 120)


async def test_it_prints_what_the_interface_promises(cast, staffdev):
    await some_training(cast)
    code, out, err = staffdev(
        "--as-of", "2025-12-31", "--organisation", "ravnica", "--obligation", "RS-SOS-18.2", "--json"
    )
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert all(set(one) >= KEYS for one in found)
    hers = next(one for one in found if one["person"] == str(cast.ilona.person.code))
    assert {name: hers[name] for name in ("level", "organisation", "period", "status", "reasons")} == {
        "level": "person",
        "organisation": "ravnica",
        "period": "2025",
        "status": "met",
        "reasons": [],
    }
    assert (hers["figures"]["required_minutes"], hers["figures"]["verified_minutes"]) == (600, 600)
    assert [one["minutes"] for one in hers["counted"]] == [240, 360]
    assert {one["obligation"] for one in found} == {"RS-SOS-18.2"}
    assert {one["level"] for one in found} == {"person", "provider"}


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"as_of": "2025-12-31"},
        {"as_of": "2025-12-31", "period": "2025", "obligation": "RS-SOS-18.2"},
        {"as_of": "2025-12-31", "period": "2025-03-01..2025-12-31"},
        {"as_of": "2025-12-31", "as_recorded_on": "2025-07-01T12:00"},
    ],
)
async def test_the_command_and_the_page_for_programs_say_the_same(client, cast, staffdev, question):
    await some_training(cast)
    options = [part for name, value in question.items() for part in (f"--{name.replace('_', '-')}", value)]
    code, out, _ = staffdev(*options, "--organisation", "ravnica", "--json")
    assert code == 0
    await client.sign_in(cast.jelena)
    answer = await client.get("/api/compliance", params={**question, "organisation": "ravnica"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == json.loads(out)


async def test_without_an_organisation_every_provider_is_judged(cast, staffdev):
    _, out, _ = staffdev("--as-of", "2025-12-31", "--json")
    assert {one["organisation"] for one in json.loads(out)} == {"ravnica", "korak"}


async def test_for_people_it_prints_a_table(cast, staffdev):
    await some_training(cast)
    code, out, _ = staffdev("--as-of", "2025-12-31", "--organisation", "ravnica", "--obligation", "RS-SOS-18.2")
    assert code == 0
    line = next(line for line in out.splitlines() if "Ilona Sabo" in line)
    assert "RS-SOS-18.2" in line
    assert "10 h of 10 h verified." in line


async def test_a_line_and_a_programme_are_named_in_the_table(cast, staffdev):
    line, programme = await a_line(cast.jelena), await create_programme(cast.ravnica)
    _, out, _ = staffdev("--organisation", "ravnica", "--obligation", "RS-SOS-8.1")
    assert line.name in out
    _, every, _ = staffdev("--organisation", "ravnica")
    assert programme.title in next(row for row in every.splitlines() if "RS-SOS-17.1" in row)
    assert not re.search("[0-9a-f]{8}-[0-9a-f]{4}", every)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--as-of", "2025-02-31"], 2, "--as-of: 2025-02-31"),
        (["--period", "2025-13"], 2, "--period: Write the period as a year"),
        (["--as-recorded-on", "then"], 2, "--as-recorded-on"),
        (["--obligation", "RS-SOS-99"], 2, "There is no duty called RS-SOS-99."),
        (["--obligation", "RS-SOS-8.2"], 2, "not judged by this version yet"),
        (["--when", "now"], 2, "--when"),
        (["--organisation", "nowhere"], 1, "There is no organisation nowhere."),
    ],
)
async def test_what_cannot_be_asked_is_refused_in_one_clear_line(cast, staffdev, arguments, code, words):
    done, out, err = staffdev(*arguments)
    assert (done, out) == (code, "")
    assert words in err


async def test_a_consultant_gets_her_own_findings_only(client, cast):
    await some_training(cast)
    await client.sign_in(cast.ilona)
    found = (await client.get("/api/compliance?as_of=2025-12-31")).json()
    assert found
    assert {one["person"] for one in found} == {str(cast.ilona.person.code)}


async def test_programs_are_told_what_is_wrong_as_programs_read_it(client, cast):
    answer = await client.get("/api/compliance")
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    await client.sign_in(cast.jelena)
    assert (await client.get("/api/compliance?organisation=korak")).status_code == 404
    assert (await client.get("/api/compliance?organisation=nowhere")).status_code == 404
    wrong = await client.get("/api/compliance?as_of=2025-02-31&period=x")
    assert (wrong.status_code, wrong.headers["content-type"]) == (422, "application/problem+json")
    assert set(wrong.json()["problems"]) == {"as_of", "period"}


async def test_who_is_no_person_and_may_not_read_all_gets_an_empty_list(client, cast):
    from dataclasses import replace

    from staffdev.compliance.asking import Asked
    from staffdev.compliance.queries import findings_visible_to

    nobody = replace(cast.mira.actor, roles=frozenset())
    assert list(await findings_visible_to(nobody, Asked(as_of=date(2025, 12, 31)))) == []
