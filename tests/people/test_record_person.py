"""A person is entered with her first engagement."""

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.people.tables import Engagement, Person

pytestmark = pytest.mark.anyio

GOOD = {
    "first_name": "Đorđa",
    "last_name": "Ćirić",
    "address_form": "feminine",
    "role": "associate",
    "contract": "volunteer",
    "from_on": "1.9.2025.",
}


async def test_it_records(client, cast):
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post("/people", GOOD))
    assert "Đorđa Ćirić" in page.text
    assert "associate" in page.text
    person = await Person.objects().where(Person.last_name.like("Ćirić")).first()
    assert person is not None
    engagement = await Engagement.objects().where(Engagement.person == person.id).first()
    assert engagement is not None
    assert (engagement.role, engagement.from_on.isoformat()) == ("associate", "2025-09-01")
    events = await AuditEntry.select(AuditEntry.event).order_by(AuditEntry.seq, ascending=False).limit(2)
    assert {row["event"] for row in events} == {"people:person:create", "people:engagement:record"}


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"first_name": " "}, "Enter the first name."),
        ({"last_name": " "}, "Enter the last name."),
        ({"last_name": "x" * 101}, "Shorten this to 100 characters: it has 101."),
        ({"role": "queen"}, "Choose her role on the helpline."),
        ({"from_on": "31.2.2025."}, "31.2.2025."),
        ({"from_on": ""}, "Enter the first day"),
        ({"until_on": "1.8.2025."}, "The last day cannot be before the first day."),
        ({"email": "not an address"}, "Enter an e-mail address"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, change, advice):
    await client.sign_in(cast.jelena)
    before = await Person.count()
    answer = await client.post("/people", GOOD | change)
    assert answer.status_code == 422
    assert advice in answer.text
    assert 'value="Ćirić"' in answer.text or "last_name" in change
    assert await Person.count() == before


async def test_it_says_everything_at_once(client, cast):
    await client.sign_in(cast.jelena)
    answer = await client.post("/people", {})
    assert answer.text.count('aria-invalid="true"') >= 5


async def test_a_consultant_may_not_enter_anybody(client, cast):
    await client.sign_in(cast.ilona)
    assert (await client.post("/people", GOOD)).status_code == 403


async def test_markup_in_a_name_is_only_text(client, cast):
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post("/people", GOOD | {"first_name": "<script>alert(1)</script>"}))
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


async def test_without_an_audit_entry_nobody_is_entered(client, cast, broken_audit):
    await client.sign_in(cast.jelena)
    before = await Person.count(), await Engagement.count()
    answer = await client.http.post("/people", data={**GOOD, "csrf_token": client.csrf})
    assert answer.status_code == 500
    assert (await Person.count(), await Engagement.count()) == before
