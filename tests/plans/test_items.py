"""What a plan foresees: entered, changed, settled, taken back; what came of it is read from the ledger."""

from datetime import date

import pytest

from staffdev.db.facts import current
from staffdev.plans.tables import PlanItem
from tests.plans.planning import ITEM, adopted, foreseen, on, planned, the
from tests.training.ledger.ledgering import written

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
async def today():
    with on(2026, 6, 10):
        yield


async def test_it_adds_what_is_foreseen(client, cast):
    await planned(cast)
    await client.sign_in(cast.jelena)
    form = ITEM | {"due_on": "30.9.2026.", "budget": "20.000 din."}
    page = await client.follow(await client.post("/plans/2026/items", form))
    assert "Radionica o proceni rizika" in page.text
    item = await the(PlanItem)
    assert (item.minutes, item.topics, item.due_on, item.budget) == (360, "T3", date(2026, 9, 30), "20.000 din.")


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"title": ""}, "Enter what is foreseen."),
        ({"kind": "party"}, "Choose one of the answers offered."),
        ({"minutes": "dugo"}, "dugo"),
        ({"due_on": "31.12.2025."}, "Enter a day of 2026"),
        ({"due_on": "1.1.2027."}, "Enter a day of 2026"),
        ({"kind": "organisational", "minutes": ""}, "Topics belong to a training."),
        ({"kind": "organisational", "topics": ""}, "Only trainings and supervision have a length."),
    ],
)
async def test_it_says_what_to_correct_and_adds_nothing(client, cast, change, advice):
    await planned(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post("/plans/2026/items", ITEM | change)
    assert answer.status_code == 422
    assert advice in answer.text
    assert await PlanItem.count() == 0


@pytest.mark.parametrize("due", ["1.1.2026.", "31.12.2026."])
async def test_first_and_last_day_of_the_year_are_days_of_the_plan(client, cast, due):
    await planned(cast)
    await client.sign_in(cast.jelena)
    assert (await client.post("/plans/2026/items", ITEM | {"due_on": due})).status_code == 303


async def test_a_change_keeps_what_was_there(client, cast):
    item = await foreseen(await planned(cast), topics="T1")
    await client.sign_in(cast.jelena)
    home = f"/plans/2026/items/{item.code}"
    assert "Radionica" in (await client.get(f"{home}/edit")).text
    assert (await client.post(home, ITEM)).status_code == 303
    assert ((await the(PlanItem)).topics, await PlanItem.count()) == ("T3", 2)


async def test_an_adopted_plan_gets_more_only_from_the_responsible_person_with_a_reason(client, cast):
    await adopted(cast)
    await client.sign_in(cast.jelena)
    assert (await client.get("/plans/2026/items/new")).status_code == 403
    assert (await client.post("/plans/2026/items", ITEM | {"because": "Novo"})).status_code == 403
    await client.sign_in(cast.snezana)
    assert "Write why it is corrected" in (await client.post("/plans/2026/items", ITEM)).text
    assert (await client.post("/plans/2026/items", ITEM | {"because": "Odluka 9"})).status_code == 303


@pytest.mark.parametrize(("day", "status"), [("10.6.2026.", 303), ("11.6.2026.", 422), ("31.12.2025.", 422)])
async def test_what_is_no_training_is_done_on_a_day(client, cast, day, status):
    item = await foreseen(await adopted(cast), kind="organisational")
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/plans/2026/items/{item.code}/outcome", {"done_on": day})
    assert answer.status_code == status
    assert ((await the(PlanItem)).done_on is not None) == (status == 303)


async def test_a_training_is_never_said_to_be_done_but_it_may_be_dropped(client, cast):
    item = await foreseen(await adopted(cast))
    await client.sign_in(cast.jelena)
    home = f"/plans/2026/items/{item.code}/outcome"
    assert "read from the ledger" in (await client.get(home)).text
    assert "counted from the ledger" in (await client.post(home, {"done_on": "10.6.2026."})).text
    page = await client.follow(await client.post(home, {"dropped_because": "Predavačica je otkazala"}))
    assert "Predavačica je otkazala" in page.text
    assert (await client.post(home, {"done_on": "1.6.2026.", "dropped_because": "oba"})).status_code == 422


async def test_what_came_of_it_is_what_was_attended(client, cast):
    plan = await adopted(cast)
    await foreseen(plan, title="Procena rizika", topics="T3 T5", minutes=360)
    await foreseen(plan, title="Vikend o traumi", minutes=None)
    await written(cast.ilona, held_on=date(2026, 4, 1), minutes=240, topics="T3")
    await written(cast.djurdjica, held_on=date(2026, 4, 1), minutes=240, topics="T3")
    await written(cast.ilona, held_on=date(2026, 5, 2), minutes=90, title="vikend o TRAUMI")
    await written(cast.ilona, held_on=date(2025, 12, 31), minutes=400, topics="T5")
    await client.sign_in(cast.jelena)
    text = (await client.get("/plans/2026")).text
    assert "in part" in text
    assert "4 h · 2 people" in text
    assert "still missing: T5" in text
    assert "1 of 2 are done." in text
    await written(cast.djurdjica, held_on=date(2026, 6, 1), minutes=120, topics="T5", title="Diskriminacija")
    assert "2 of 2 are done." in (await client.get("/plans/2026")).text


async def test_rhythms_are_counted_and_only_the_coordinator_sees_them_by_name(client, cast):
    await adopted(cast, intervisions=2)
    for day in (1, 2):
        await written(cast.ilona, held_on=date(2026, 4, day), minutes=90, kind="intervision", mark="present")
    await written(cast.djurdjica, held_on=date(2026, 4, 1), minutes=90, kind="intervision", mark="present")
    await client.sign_in(cast.jelena)
    text = (await client.get("/plans/2026")).text
    assert "so far for 1 of 3" in text
    assert "Everybody by name" in text
    for who in ("snezana", "mira", "olga"):
        await client.sign_in(getattr(cast, who))
        text = (await client.get("/plans/2026")).text
        assert "so far for 1 of 3" in text
        assert "Everybody by name" not in text
    await client.sign_in(cast.ilona)
    text = (await client.get("/plans/2026")).text
    assert "so far for" not in text
    assert "Came of it" not in text


async def test_nothing_is_said_to_have_come_of_a_year_that_has_not_begun(client, cast):
    await foreseen(await planned(cast, 2027))
    await client.sign_in(cast.jelena)
    text = (await client.get("/plans/2027")).text
    for words in ("so far for", "Came of it", "Everybody by name"):
        assert words not in text


async def test_each_reader_reads_it_in_her_language_whoever_came_first(client, cast):
    await adopted(cast)
    await client.sign_in(cast.jelena)
    client.speak("sr-Cyrl")
    assert "Интервизије" in (await client.get("/plans/2026")).text
    await client.get("/plans/2026/edit")
    client.speak("en")
    assert "Интервизије" not in (await client.get("/plans/2026")).text.partition("<main")[2]


async def test_an_item_of_a_draft_is_taken_back_and_of_an_adopted_plan_it_is_not(client, cast):
    item = await foreseen(await planned(cast))
    late = await foreseen(await adopted(cast, 2025))
    await client.sign_in(cast.snezana)
    assert (await client.post(f"/plans/2026/items/{item.code}/withdrawal", {"because": ""})).status_code == 422
    assert (await client.post(f"/plans/2026/items/{item.code}/withdrawal", {"because": "Greška"})).status_code == 303
    assert (await client.post(f"/plans/2025/items/{late.code}/withdrawal", {"because": "Greška"})).status_code == 409
    assert [one.id for one in await PlanItem.objects().where(current(PlanItem))] == [late.id]


@pytest.mark.parametrize("who", ["ilona", "mira", "olga"])
async def test_only_leaders_change_what_is_foreseen(client, cast, who):
    item = await foreseen(await adopted(cast))
    await client.sign_in(getattr(cast, who))
    for tail in ("", f"/{item.code}", f"/{item.code}/outcome", f"/{item.code}/withdrawal"):
        assert (await client.post(f"/plans/2026/items{tail}", ITEM)).status_code == 403


async def test_anothers_item_does_not_exist(client, cast):
    foreign = await foreseen(await planned(cast, organisation=cast.korak))
    await planned(cast)
    await client.sign_in(cast.jelena)
    for tail in ("", "/outcome", "/withdrawal"):
        assert (await client.post(f"/plans/2026/items/{foreign.code}{tail}", ITEM)).status_code == 404
    assert (await client.get(f"/plans/2026/items/{foreign.code}/edit")).status_code == 404


@pytest.mark.parametrize("tail", ["", "/{code}", "/{code}/outcome", "/{code}/withdrawal"])
async def test_without_an_audit_entry_nothing_is_written(client, cast, broken_audit, tail):
    item = await foreseen(await planned(cast))
    await client.sign_in(cast.jelena)
    form = {**ITEM, "because": "Greška", "dropped_because": "Greška"} if tail else ITEM
    if tail.endswith("outcome"):
        form = {"dropped_because": "Greška"}
    path = f"/plans/2026/items{tail.format(code=item.code)}"
    assert (await client.http.post(path, data={**form, "csrf_token": client.csrf})).status_code == 500
    stored = await the(PlanItem)
    assert (stored.title, stored.dropped_because, await PlanItem.count()) == ("Radionica", None, 1)
