"""The pages of duties: each role sees what is hers, nobody else's, for any day that can be asked."""

from datetime import UTC, date, datetime

import pytest

from staffdev.clock import stopped_at
from staffdev.compliance.view.matrix import PAGE
from staffdev.db.facts import record
from staffdev.people.tables import GroupWork, TaskAssignment
from staffdev.people.vocabulary import EngagementRole
from staffdev.rulebook.loader import load
from tests.cast import create_person
from tests.client import questions_of
from tests.compliance.office import AT, log

pytestmark = pytest.mark.anyio
NOON = datetime(2025, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def it_is_november():
    with stopped_at(NOON):
        yield


def hers(member, query=""):
    return f"/people/{member.person.code}/compliance{query}"


async def test_the_coordinator_sees_why_somebody_is_short_and_what_helps(client, cast):
    await log(cast.ilona, date(2025, 4, 5), 240, by=cast.jelena, title="Procena rizika")
    await log(cast.ilona, date(2025, 10, 5), 90, title="E-obuka")
    await log(cast.ilona, date(2025, 5, 5), 60, by=cast.jelena, kind="intervision", title="Intervizija")
    await client.sign_in(cast.jelena)
    page = await client.get(hers(cast.ilona))
    assert page.status_code == 200
    for words in (
        "6 h missing of 10 h; 1 h 30 min wait for verification.",
        "Procena rizika",
        "It waits for verification.",
        "This kind of activity does not count.",
        "Article 18(2)",
        "at least ten hours a year",
        "Only leave of at least this many consecutive days",
        f'href="/people/{cast.ilona.person.code}/training"',
    ):
        assert words in page.text, words


async def test_she_sees_her_own_duties_under_either_address(client, cast):
    await log(cast.ilona, date(2025, 4, 5), 240, by=cast.jelena)
    await client.sign_in(cast.ilona)
    own = await client.get("/my-duties")
    assert "6 h missing of 10 h." in own.text
    assert 'href="/my-training/new"' in own.text
    assert "6 h missing of 10 h." in (await client.get(hers(cast.ilona))).text


async def test_a_consultant_sees_nobody_elses(client, cast):
    await client.sign_in(cast.ilona)
    assert (await client.get(hers(cast.djurdjica))).status_code == 404
    assert (await client.get(hers(cast.tijana))).status_code == 404
    assert (await client.get("/compliance")).status_code == 403
    for kind in ("xlsx", "csv", "pdf"):
        assert (await client.get(f"/compliance.{kind}")).status_code == 403
    assert (await client.get(f"/people/{cast.djurdjica.person.code}/transcript")).status_code == 404


@pytest.mark.parametrize("who", ["jelena", "snezana", "mira", "olga"])
async def test_those_who_lead_and_oversee_see_everybody(client, cast, who):
    await client.sign_in(getattr(cast, who))
    page = await client.get("/compliance")
    assert page.status_code == 200
    assert "Ilona Sabo" in page.text
    assert "Tijana" not in page.text
    assert (await client.get(hers(cast.ilona))).status_code == 200
    assert (await client.get(hers(cast.tijana))).status_code == 404


async def test_who_is_no_person_has_no_own_page(client, cast):
    await client.sign_in(cast.mira)
    assert (await client.get("/my-duties")).status_code == 404


async def test_nobody_signed_in_sees_nothing(client, cast):
    for path in ("/", "/compliance", "/my-duties", "/interpretations", hers(cast.ilona)):
        assert (await client.get(path)).status_code == 303, path


async def test_the_auditor_is_told_who_does_what_but_gets_no_button(client, cast):
    await client.sign_in(cast.olga)
    page = await client.get(hers(cast.djurdjica))
    assert "The coordinator does this." in page.text
    assert f'href="/people/{cast.djurdjica.person.code}/tasks/new"' not in page.text


async def test_an_associates_breach_leads_to_the_task(client, cast):
    own = {"organisation": cast.ravnica.id, "person": cast.djurdjica.person.id}
    task = await record(TaskAssignment, by=None, at=AT, **own, item=14, from_on=date(2025, 11, 1), until_on=None)
    await client.sign_in(cast.jelena)
    page = await client.get(hers(cast.djurdjica))
    assert "21 days outside Article 15(4)." in page.text
    assert f'href="/people/{cast.djurdjica.person.code}/tasks/{task.code}/edit"' in page.text


async def test_an_earlier_day_and_an_earlier_state_of_knowledge(client, cast):
    await log(cast.ilona, date(2025, 4, 5), 600, by=cast.jelena, at=datetime(2025, 6, 1, tzinfo=UTC))
    await client.sign_in(cast.jelena)
    assert "10 h of 10 h verified." in (await client.get(hers(cast.ilona))).text
    earlier = await client.get(hers(cast.ilona, "?as_of=1.11.2025&as_recorded_on=1.5.2025"))
    assert "10 h missing of 10 h." in earlier.text
    assert "Only what was recorded by 1 May 2025 23:59." in earlier.text
    assert "10 h missing of 10 h." in (await client.get(hers(cast.ilona, "?as_of=1.4.2025"))).text


@pytest.mark.parametrize(
    "path", ["/compliance", "/compliance/obligations/RS-SOS-18.2", "/my-duties", "/compliance/obligations/RS-SOS-8.1"]
)
@pytest.mark.parametrize(
    "query",
    ["as_of=31.2.2025", "as_of=%00", "period=2025-13", "as_recorded_on=x", "as_of=9999-12-31", "as_of=%3Cscript%3E"],
)
async def test_what_cannot_be_a_day_gets_advice(client, cast, path, query):
    await client.sign_in(cast.jelena)
    page = await client.get(f"{path}?{query}")
    if query == "as_of=%00":
        assert page.status_code == 200
        return
    assert page.status_code == 422
    assert "Please check these fields" in page.text
    assert "<script>" not in page.text


async def test_the_matrix_is_filtered(client, cast):
    await log(cast.ilona, date(2025, 4, 5), 600, by=cast.jelena)
    await client.sign_in(cast.jelena)
    one = await client.get("/compliance?search=sabo&duty=RS-SOS-18.2")
    assert "Ilona Sabo" in one.text
    assert "Đurđica" not in one.text
    nobody = await client.get("/compliance?search=nikogovic")
    assert "Nobody fits" in nobody.text
    met = await client.get("/compliance?status=met&duty=RS-SOS-18.2")
    assert "Ilona Sabo" in met.text
    assert "Jelena Tomin" not in met.text.partition("<main")[2]
    assert (await client.get("/compliance?status=none&duty=RS-SOS-0&page_number=x")).status_code == 200


async def test_the_matrix_has_fifty_people_a_page(client, cast):
    for number in range(PAGE + 5):
        await create_person(cast.ravnica, f"Vida Vidić{number:02}", engaged_as=EngagementRole.PROFESSIONAL)
    await client.sign_in(cast.jelena)
    first, second = await client.get("/compliance"), await client.get("/compliance?page_number=2")
    assert first.text.count('/compliance">Vida') + second.text.count('/compliance">Vida') == PAGE + 5
    assert "1–50 of 58" in first.text
    assert "51–58 of 58" in second.text
    assert "51–58 of 58" in (await client.get("/compliance?page_number=99")).text


async def test_whoever_owes_nothing_is_left_out_until_asked_for(client, cast):
    await create_person(cast.ravnica, "Nova Novak", engaged_as=EngagementRole.TRAINEE)
    await client.sign_in(cast.jelena)
    page = await client.get("/compliance")
    assert "Nova Novak" not in page.text
    assert "1 person has no duty then and is left out." in page.text
    assert "Nova Novak" in (await client.get("/compliance?everybody=yes")).text


async def test_every_duty_has_a_page_with_its_own_words(client, cast):
    await client.sign_in(cast.olga)
    for obligation in load().obligations.values():
        page = await client.get(f"/compliance/obligations/{obligation.id}")
        assert page.status_code == 200, obligation.id
        assert ("Not judged yet" in page.text) == (obligation.check is None)
    assert (await client.get("/compliance/obligations/RS-SOS-99")).status_code == 404


async def test_a_consultant_reads_the_law_but_not_the_others(client, cast):
    await client.sign_in(cast.ilona)
    page = await client.get("/compliance/obligations/RS-SOS-18.2")
    assert "at least ten hours a year" in page.text
    assert "Đurđica" not in page.text


@pytest.mark.parametrize(("language", "words"), [("sr-Cyrl", "најмање десет сати"), ("sr-Latn", "najmanje deset sati")])
async def test_the_law_speaks_the_readers_script(client, cast, language, words):
    client.speak(language)
    await client.sign_in(cast.ilona)
    assert words in (await client.get("/my-duties")).text


async def test_a_minority_group_is_named(client, cast):
    from staffdev.organisations.tables import TargetGroup

    own = {"organisation": cast.ravnica.id}
    group = await record(
        TargetGroup, by=None, at=AT, **own, name="Romkinje", is_minority=True, from_on=date(2023, 1, 9)
    )
    her = {"person": cast.ilona.person.id, "target_group": group.id, "from_on": date(2023, 1, 9)}
    await record(GroupWork, by=None, at=AT, **own, **her)
    await client.sign_in(cast.jelena)
    assert "Romkinje" in (await client.get(hers(cast.ilona))).text


async def test_every_page_asks_as_much_for_ten_people_as_for_three_hundred(client, cast, statements):
    await client.sign_in(cast.jelena)
    paths = ("/", "/compliance", "/compliance/obligations/RS-SOS-18.2", hers(cast.ilona), "/interpretations")

    for number in range(10):
        await create_person(cast.ravnica, f"Vida Vidić{number}", engaged_as=EngagementRole.ASSOCIATE)
    few = await questions_of(client, statements, paths)
    for number in range(10, 300):
        await create_person(cast.ravnica, f"Vida Vidić{number}", engaged_as=EngagementRole.ASSOCIATE)
    assert await questions_of(client, statements, paths) == few
    assert max(few) <= 50
