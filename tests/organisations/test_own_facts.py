"""What an organisation records about itself: target groups and the criteria for choosing staff."""

from datetime import date

import pytest

from staffdev.db import facts
from staffdev.organisations.tables import Organisation, SelectionCriteria, TargetGroup

pytestmark = pytest.mark.anyio

GROUP = {"name": "Romkinje", "is_minority": "yes", "from_on": "1.1.2024."}
CRITERIA = {"title": "Kriterijumi za izbor", "adopted_on": "10.12.2023.", "from_on": "1.1.2024."}


async def test_it_records_a_target_group(client, cast):
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post("/organisation/target-groups", GROUP))
    assert "Romkinje" in page.text
    assert "national minority" in page.text
    group = await TargetGroup.objects().get(TargetGroup.name == "Romkinje")
    assert (group.organisation, group.is_minority) == (cast.ravnica.id, True)


@pytest.mark.parametrize(
    ("slug", "form", "change", "advice"),
    [
        ("target-groups", GROUP, {"name": ""}, "Enter the name."),
        ("target-groups", GROUP, {"from_on": "x"}, "x"),
        ("target-groups", GROUP, {"until_on": "31.12.2023."}, "The last day cannot be before the first day."),
        ("selection-criteria", CRITERIA, {"title": ""}, "Enter the title of the document."),
        ("selection-criteria", CRITERIA, {"from_on": "9.12.2023."}, "cannot apply before they were adopted"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, slug, form, change, advice):
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/organisation/{slug}", form | change)
    assert answer.status_code == 422
    assert advice in answer.text
    assert await TargetGroup.count() + await SelectionCriteria.count() == 0


async def test_criteria_may_apply_from_the_day_they_were_adopted(client, cast):
    await client.sign_in(cast.jelena)
    answer = await client.post("/organisation/selection-criteria", CRITERIA | {"from_on": "10.12.2023."})
    assert answer.status_code == 303


async def test_a_correction_keeps_what_was_there_and_a_withdrawal_its_reason(client, cast):
    await client.sign_in(cast.snezana)
    await client.post("/organisation/selection-criteria", CRITERIA)
    made = await SelectionCriteria.objects().get(SelectionCriteria.title == CRITERIA["title"])
    home = f"/organisation/selection-criteria/{made.code}"
    await client.post(home, CRITERIA | {"until_on": "31.12.2025."})
    [now] = await SelectionCriteria.objects().where(facts.current(SelectionCriteria))
    assert (now.id, now.until_on) == (made.id, date(2025, 12, 31))
    assert (await client.post(f"{home}/withdrawal", {"because": ""})).status_code == 422
    await client.post(f"{home}/withdrawal", {"because": "never adopted"})
    assert await SelectionCriteria.count().where(facts.current(SelectionCriteria)) == 0
    assert await SelectionCriteria.count() == 3


@pytest.mark.parametrize("member", ["ilona", "olga", "mira"])
async def test_only_leaders_record(client, cast, member):
    await client.sign_in(getattr(cast, member))
    assert (await client.post("/organisation/target-groups", GROUP)).status_code == 403
    assert (await client.post("/organisation", {"name": "x y"})).status_code == 403


async def test_anothers_record_does_not_exist(client, cast):
    await client.sign_in(cast.nada)
    await client.post("/organisation/target-groups", GROUP)
    foreign = await TargetGroup.objects().get(TargetGroup.organisation == cast.korak.id)
    await client.sign_in(cast.jelena)
    assert (await client.get(f"/organisation/target-groups/{foreign.code}/edit")).status_code == 404
    assert (await client.post(f"/organisation/target-groups/{foreign.code}", GROUP)).status_code == 404
    assert "Romkinje" not in (await client.get("/organisation")).text


async def test_an_unknown_kind_does_not_exist(client, cast):
    await client.sign_in(cast.jelena)
    assert (await client.get("/organisation/secrets/new")).status_code == 404


async def test_its_name_is_corrected_and_found_in_any_script(client, cast):
    await client.sign_in(cast.snezana)
    page = await client.follow(await client.post("/organisation", {"name": "Женски центар „Ђулистан”"}))
    assert "Ђулистан" in page.text
    organisation = await Organisation.objects().get(Organisation.id == cast.ravnica.id)
    assert "dulistan" in organisation.search_key
    assert (await client.post("/organisation", {"name": ""})).status_code == 422


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, broken_audit):
    await client.sign_in(cast.jelena)
    form = {**GROUP, "csrf_token": client.csrf}
    assert (await client.http.post("/organisation/target-groups", data=form)).status_code == 500
    assert await TargetGroup.count() == 0
