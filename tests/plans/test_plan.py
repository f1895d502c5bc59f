"""The plan of a year: drafted, changed, adopted, corrected, taken back."""

import re
from datetime import date

import pytest

from staffdev.db.facts import current
from staffdev.plans.tables import Plan, PlanItem
from tests.plans.planning import ADOPTION, CONTENT, adopted, foreseen, on, planned, the
from tests.training.ledger.ledgering import written

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
async def today():
    with on(2026, 3, 10):
        yield


# ── drafting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_first_draft_starts_from_goals_of_the_readings_and_missing_topics(client, cast):
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post("/plans", {"year": "2026"}))
    assert "Draft" in page.text
    plan = await the(Plan)
    assert (plan.organisation, plan.year, plan.intervisions, plan.consultations) == (cast.ravnica.id, 2026, 12, 1)
    item = await the(PlanItem)
    assert item.title == "Training on the missing topics of Article 17"
    assert item.topics == "T1 T2 T3 T4 T5 T6 T7a T7b T7c T7d"


async def test_next_years_draft_takes_over_what_was_not_done(client, cast):
    plan = await adopted(cast, 2025, intervisions=9, goals="Isti cilj")
    await foreseen(plan, title="Zakon", topics="T5 T6", minutes=600, due_on=date(2025, 5, 10))
    await foreseen(plan, title="Slušanje", topics="T7a", minutes=60)
    await foreseen(plan, title="Prostorija", kind="organisational", done_on=date(2025, 3, 1))
    await foreseen(plan, title="Putovanje", kind="organisational", dropped_because="Nema novca")
    await foreseen(plan, title="Nova brava", kind="organisational")
    await written(cast.ilona, held_on=date(2025, 4, 1), minutes=240, topics="T5 T7a")
    await client.sign_in(cast.jelena)
    await client.post("/plans", {"year": "2026"})
    new = next(one for one in await Plan.objects() if one.year == 2026)
    assert (new.goals, new.intervisions) == ("Isti cilj", 9)
    assert not new.adopted_on
    items = await PlanItem.objects().where(PlanItem.plan == new.id).order_by(PlanItem.id)
    found = [(one.title, one.topics, one.minutes, str(one.due_on)) for one in items]
    assert found == [
        ("Zakon", "T6", 360, "2026-05-10"),
        ("Nova brava", "", None, "None"),
        ("Training on the missing topics of Article 17", "T1 T2 T3 T4 T5 T7a T7b T7c T7d", None, "None"),
    ]


@pytest.mark.parametrize(
    ("known", "due"),
    [((), "2026"), ((2025,), "2026"), ((2026,), "2027"), ((2027,), "2026"), ((2026, 2027), None)],
)
async def test_the_year_that_is_due_is_suggested(client, cast, known, due):
    for year in known:
        await planned(cast, year)
    await client.sign_in(cast.jelena)
    page = (await client.get("/plans")).text
    assert re.findall(r'<option value="(\d+)" selected', page) == ([due] if due else [])
    assert ("A plan of an earlier year" in page) == (due is None)


@pytest.mark.parametrize(
    ("year", "advice"),
    [
        ("", "Enter the year of the plan"),
        ("dve", "Enter the year of the plan"),
        ("2017", "Enter the year of the plan"),
        ("99999999999999999999", "Enter the year of the plan"),
        ("2028", "The next plan to draft is that of 2027."),
        ("2025", "There is a plan for 2025 already."),
    ],
)
async def test_it_says_which_year_to_draft_and_records_nothing(client, cast, year, advice):
    await planned(cast, 2025)
    await client.sign_in(cast.jelena)
    answer = await client.post("/plans", {"year": year})
    assert answer.status_code == 422
    assert advice in answer.text
    assert await Plan.count() == 1


@pytest.mark.parametrize("who", ["ilona", "mira", "olga"])
async def test_only_leaders_draft(client, cast, who):
    await client.sign_in(getattr(cast, who))
    assert (await client.post("/plans", {"year": "2026"})).status_code == 403
    assert await Plan.count() == 0


# ── who reads it ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_draft_exists_for_those_who_lead_and_an_adopted_plan_for_everybody(client, cast):
    await planned(cast, 2026)
    await adopted(cast, 2025)
    for who, drafts in (("ilona", 404), ("jelena", 200), ("mira", 200), ("olga", 200)):
        await client.sign_in(getattr(cast, who))
        assert (await client.get("/plans/2026")).status_code == drafts
        assert (await client.get("/plans/2026/paper")).status_code == drafts
        assert (await client.get("/plans/2025")).status_code == 200
        assert ("/plans/2026" in (await client.get("/plans")).text) == (drafts == 200)


@pytest.mark.parametrize("path", ["/plans/2024", "/plans/1999", "/plans/99999999999999999999", "/plans/-1"])
async def test_a_year_without_a_plan_does_not_exist(client, cast, path):
    await client.sign_in(cast.jelena)
    assert (await client.get(path)).status_code == 404


async def test_another_organisations_plan_does_not_exist(client, cast):
    await planned(cast, 2026, organisation=cast.korak)
    await client.sign_in(cast.jelena)
    for path in ("/plans/2026", "/plans/2026/edit", "/plans/2026/adoption", "/plans/2026/paper"):
        assert (await client.get(path)).status_code in {403, 404}
    assert (await client.post("/plans/2026", CONTENT)).status_code == 404


# ── changing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_draft_is_changed_and_what_was_there_is_kept(client, cast):
    await planned(cast)
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post("/plans/2026", CONTENT | {"budget": "Grad, 300.000 din."}))
    assert "Sigurnije procene rizika." in page.text
    plan = await the(Plan)
    assert (plan.intervisions, plan.consultations, plan.reliefs, plan.budget) == (10, 2, 3, "Grad, 300.000 din.")
    assert await Plan.count() == 2


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"goals": ""}, "Write what the plan is to reach."),
        ({"intervisions": "često"}, "Enter how many times a year"),
        ({"consultations": "53"}, "Enter how many times a year"),
        ({"reliefs": "-1"}, "Enter how many times a year"),
        ({"budget": "x" * 501}, "Shorten this"),
    ],
)
async def test_it_says_what_to_correct_and_keeps_what_was_typed(client, cast, change, advice):
    await planned(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post("/plans/2026", CONTENT | {"budget": "Grad"} | change)
    assert answer.status_code == 422
    assert advice in answer.text
    assert 'value="2"' in answer.text or "consultations" in change
    assert (await the(Plan)).goals == "Cilj."


async def test_an_adopted_plan_is_corrected_by_the_responsible_person_with_a_reason(client, cast):
    await adopted(cast)
    await client.sign_in(cast.jelena)
    assert (await client.get("/plans/2026/edit")).status_code == 403
    assert (await client.post("/plans/2026", CONTENT | {"because": "Ispravka"})).status_code == 403
    await client.sign_in(cast.snezana)
    answer = await client.post("/plans/2026", CONTENT)
    assert "Write why it is corrected" in answer.text
    assert (await client.post("/plans/2026", CONTENT | {"because": "Nova odluka grada"})).status_code == 303
    plan = await the(Plan)
    assert (plan.intervisions, plan.adopted_on) == (10, date(2026, 1, 15))
    kept = [one for one in await Plan.objects() if one.version_of]
    assert [one.intervisions for one in kept] == [2]
    await client.sign_in(cast.olga)
    assert "Nova odluka grada" in (await client.get("/audit-entries")).text


# ── adopting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_responsible_person_adopts_it(client, cast):
    await planned(cast)
    await client.sign_in(cast.snezana)
    page = await client.follow(await client.post("/plans/2026/adoption", ADOPTION))
    assert "Adopted on 15 Jan 2026 by decision no. 7/2026" in page.text
    plan = await the(Plan)
    assert (plan.adopted_on, plan.signatory) == (date(2026, 1, 15), cast.snezana.person.id)
    assert (await client.post("/plans/2026/adoption", ADOPTION)).status_code == 409


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"adopted_on": ""}, "Enter the day of the decision"),
        ({"adopted_on": "11.3.2026."}, "The day of the decision is in the future."),
        ({"adopted_on": "31.12.2024."}, "This is too early for the plan of 2026."),
        ({"decision_number": ""}, "Enter the number of the decision."),
        ({"decision_number": "1" * 61}, "Shorten this to 60 characters: it has 61."),
    ],
)
async def test_it_says_what_the_decision_lacks(client, cast, change, advice):
    await planned(cast)
    await client.sign_in(cast.snezana)
    answer = await client.post("/plans/2026/adoption", ADOPTION | change)
    assert answer.status_code == 422
    assert advice in answer.text
    assert (await the(Plan)).adopted_on is None


@pytest.mark.parametrize(("typed", "status"), [("8.1.2023.", 422), ("9.1.2023.", 303)])
async def test_she_adopts_it_only_on_days_on_which_she_holds_the_office(client, cast, typed, status):
    await planned(cast, 2023)
    await client.sign_in(cast.snezana)
    answer = await client.post("/plans/2023/adoption", ADOPTION | {"adopted_on": typed})
    assert answer.status_code == status


async def test_a_plan_without_goals_is_not_adopted(client, cast):
    await planned(cast, goals="")
    await client.sign_in(cast.snezana)
    assert (await client.post("/plans/2026/adoption", ADOPTION)).status_code == 409


@pytest.mark.parametrize("who", ["jelena", "ilona", "mira", "olga"])
async def test_nobody_else_adopts(client, cast, who):
    await planned(cast)
    await client.sign_in(getattr(cast, who))
    assert (await client.post("/plans/2026/adoption", ADOPTION)).status_code in {403, 404}
    assert (await the(Plan)).adopted_on is None


async def test_the_duty_is_met_once_it_is_adopted_and_everybody_had_support(client, cast):
    for member in (cast.jelena, cast.ilona):
        await written(member, held_on=date(2026, 2, 3), minutes=90, kind="intervision", mark="present")
    await planned(cast)
    await client.sign_in(cast.snezana)
    path = "/compliance/obligations/RS-SOS-26.1"
    assert "Not yet applicable" in (await client.get(path)).text
    await client.post("/plans/2026/adoption", ADOPTION)
    assert "Met" in (await client.get(path)).text.partition("<main")[2]


# ── taking back ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_draft_is_taken_back_with_a_reason(client, cast):
    await planned(cast)
    await client.sign_in(cast.jelena)
    assert (await client.post("/plans/2026/withdrawal", {"because": ""})).status_code == 422
    await client.follow(await client.post("/plans/2026/withdrawal", {"because": "Pogrešna godina"}))
    assert await Plan.count().where(current(Plan)) == 0
    assert (await client.get("/plans/2026")).status_code == 404
    assert (await client.post("/plans", {"year": "2026"})).status_code == 303


async def test_an_adopted_plan_is_taken_back_by_the_responsible_person_alone(client, cast):
    await adopted(cast)
    await client.sign_in(cast.jelena)
    assert (await client.post("/plans/2026/withdrawal", {"because": "Greška"})).status_code == 403
    await client.sign_in(cast.snezana)
    assert (await client.post("/plans/2026/withdrawal", {"because": "Greška"})).status_code == 303


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/plans", {"year": "2027"}),
        ("/plans/2026", CONTENT),
        ("/plans/2026/adoption", ADOPTION),
        ("/plans/2026/withdrawal", {"because": "Greška"}),
    ],
)
async def test_without_an_audit_entry_nothing_is_written(client, cast, broken_audit, path, form):
    await planned(cast)
    await client.sign_in(cast.snezana)
    assert (await client.http.post(path, data={**form, "csrf_token": client.csrf})).status_code == 500
    plan = await the(Plan)
    assert (plan.goals, plan.adopted_on, await Plan.count(), await PlanItem.count()) == ("Cilj.", None, 1, 0)


async def test_without_an_audit_entry_nothing_is_printed(client, cast, broken_audit):
    await planned(cast)
    await client.sign_in(cast.snezana)
    assert (await client.http.get("/plans/2026/paper")).status_code == 500
