"""The induction of a new professional (18.1) and the selection checklist (15.1): one act about one engagement."""

from datetime import date

import pytest

from staffdev.db.facts import current
from staffdev.people.tables import Engagement, SelectionChecklist
from staffdev.people.vocabulary import EngagementRole
from staffdev.training.tables import Induction
from tests.cast import engage
from tests.training.ledger.ledgering import first

pytestmark = pytest.mark.anyio
KINDS = [("inductions", Induction), ("checklists", SelectionChecklist)]
DONE = {"completed_on": "1.3.2023.", "note": "Sve teme", "is_met": "yes"}


def typed(slug, **other):
    values = DONE | other
    return values if slug == "checklists" else {name: value for name, value in values.items() if name != "is_met"}


def hers(member, slug, tail=""):
    return f"/people/{member.person.code}/{slug}{tail}"


@pytest.mark.parametrize(("slug", "table"), KINDS)
async def test_it_is_recorded_corrected_and_taken_back(client, cast, slug, table):
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post(hers(cast.ilona, slug), typed(slug)))
    assert "1 Mar 2023" in page.text
    row = await first(table.objects())
    assert row.completed_on == date(2023, 3, 1)
    assert (await client.get(hers(cast.ilona, slug, f"/{row.code}/edit"))).status_code == 200
    corrected = typed(slug, completed_on="2.3.2023.")
    assert (await client.post(hers(cast.ilona, slug, f"/{row.code}"), corrected)).status_code == 303
    (now,) = await table.objects().where(current(table))
    assert now.completed_on == date(2023, 3, 2)
    back = hers(cast.ilona, slug, f"/{row.code}/withdrawal")
    assert (await client.post(back, {"because": ""})).status_code == 422
    assert (await client.post(back, {"because": "nije tačno"})).status_code == 303
    assert await table.count().where(current(table)) == 0


@pytest.mark.parametrize(("slug", "table"), KINDS)
@pytest.mark.parametrize("day", ["", "31.2.2023.", "1.1.2100."])
async def test_it_says_what_to_correct_and_records_nothing(client, cast, slug, table, day):
    await client.sign_in(cast.jelena)
    answer = await client.post(hers(cast.ilona, slug), typed(slug, completed_on=day))
    assert answer.status_code == 422
    assert 'href="#completed_on"' in answer.text
    assert await table.count() == 0


@pytest.mark.parametrize(("slug", "day", "stands"), [
    ("inductions", "8.1.2023.", False),
    ("inductions", "9.1.2023.", True),
    ("checklists", "8.1.2023.", True),
])  # fmt: skip
async def test_an_induction_is_not_before_her_first_day(client, cast, slug, day, stands):
    await client.sign_in(cast.jelena)
    answer = await client.post(hers(cast.ilona, slug), typed(slug, completed_on=day))
    assert answer.status_code == (303 if stands else 422)


async def test_an_associate_has_a_checklist_and_no_induction(client, cast):
    await client.sign_in(cast.jelena)
    page = await client.get(hers(cast.djurdjica, "inductions", "/new"))
    assert "no engagement as a professional worker" in page.text
    assert (await client.post(hers(cast.djurdjica, "inductions"), typed("inductions"))).status_code == 422
    assert (await client.post(hers(cast.djurdjica, "checklists"), typed("checklists"))).status_code == 303


@pytest.mark.parametrize(("slug", "table"), KINDS)
async def test_once_for_each_engagement(client, cast, slug, table):
    await client.sign_in(cast.jelena)
    await client.post(hers(cast.ilona, slug), typed(slug))
    assert (await client.post(hers(cast.ilona, slug), typed(slug))).status_code == 422
    second = await engage(cast.ilona.person, cast.ravnica, EngagementRole.PROFESSIONAL)
    assert (await client.post(hers(cast.ilona, slug), typed(slug))).status_code == 422
    chosen = typed(slug, engagement=str(second.code))
    assert (await client.post(hers(cast.ilona, slug), chosen)).status_code == 303
    theirs = await first(Engagement.objects().where(Engagement.person == cast.tijana.person.id))
    assert (await client.post(hers(cast.ilona, slug), typed(slug, engagement=str(theirs.code)))).status_code == 422
    assert await table.count() == 2


@pytest.mark.parametrize("slug", ["inductions", "checklists"])
async def test_who_may_not_and_for_whom_she_does_not_exist(client, cast, slug):
    for who, status in (("ilona", 403), ("olga", 403), ("djurdjica", 403), ("nada", 404)):
        await client.sign_in(getattr(cast, who))
        assert (await client.post(hers(cast.ilona, slug), typed(slug))).status_code == (
            404 if who == "nada" else status
        )
    await client.sign_in(cast.djurdjica)
    assert (await client.get(hers(cast.ilona, slug))).status_code == 404


@pytest.mark.parametrize(("slug", "table"), KINDS)
async def test_without_an_audit_entry_nothing_is_recorded(client, cast, slug, table, broken_audit):
    await client.sign_in(cast.jelena)
    answer = await client.http.post(hers(cast.ilona, slug), data={**typed(slug), "csrf_token": client.csrf})
    assert answer.status_code == 500
    assert await table.count() == 0
