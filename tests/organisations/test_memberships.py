"""Which providers belong to a network, from when to when and by which decision (Art. 14(2))."""

from datetime import date

import pytest

from staffdev.access import Role
from staffdev.db import facts
from staffdev.organisations.entry import membership_problems
from staffdev.organisations.forms import MembershipForm
from staffdev.organisations.tables import NetworkMembership
from staffdev.organisations.vocabulary import OrganisationKind
from tests.audit.stored import newest
from tests.cast import create_member, create_organisation

pytestmark = pytest.mark.anyio

HOME = "/organisation/members"
RAVNICA = {"member": "ravnica", "decision_number": "7/2024", "decided_on": "20.12.2023.", "from_on": "1.1.2024."}
RECORDED = (date(2024, 1, 1), None, "7/2024", date(2023, 12, 20))


@pytest.fixture
async def network(db, cast):
    """A network, and who answers for it."""
    organisation = await create_organisation("obale", "Mreža Dve obale", OrganisationKind.NETWORK)
    return await create_member(organisation, "Vida Sarić", Role.RESPONSIBLE_PERSON)


async def held():
    return await NetworkMembership.objects().where(facts.current(NetworkMembership)).order_by(NetworkMembership.id)


async def joined(client, network, **changes):
    """The address of a membership of Ravnica that was recorded through the page."""
    await client.sign_in(network)
    assert (await client.post(HOME, RAVNICA | changes)).status_code == 303
    return f"{HOME}/{(await held())[-1].code}"


async def test_it_records_a_member_and_both_see_it(client, cast, network):
    await client.sign_in(network)
    assert (await client.get(f"{HOME}/new")).status_code == 200
    page = await client.follow(await client.post(HOME, RAVNICA))
    assert "SOS Ravnica" in page.text
    assert "7/2024 · 20 Dec 2023" in page.text
    [row] = await held()
    assert (row.from_on, row.until_on, row.decision_number, row.decided_on) == RECORDED
    assert (row.network, row.member, row.recorded_by) == (network.organisation.id, cast.ravnica.id, network.code)
    entry = await newest()
    assert (entry.event, entry.organisation) == ("organisations:membership:record", network.organisation.uid)
    await client.sign_in(cast.jelena)
    seen = await client.get("/organisation")
    assert "Mreža Dve obale" in seen.text
    assert "End or take back" not in seen.text
    await client.sign_in(cast.nada)
    assert "Mreža" not in (await client.get("/organisation")).text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"member": ""}, "member"),
        ({"member": "nobody"}, "member"),
        ({"member": "obale"}, "member"),
        ({"decision_number": " "}, "decision_number"),
        ({"decided_on": ""}, "decided_on"),
        ({"decided_on": "31.12.2099."}, "decided_on"),
        ({"from_on": "x"}, "from_on"),
        ({"until_on": "31.12.2023."}, "until_on"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, network, change, field):
    await client.sign_in(network)
    answer = await client.post(HOME, RAVNICA | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert await NetworkMembership.count() == 0


async def test_the_code_may_be_typed_in_capitals(client, network):
    await joined(client, network, member=" Ravnica ")


@pytest.mark.parametrize(
    ("first", "last", "stands"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), True),
        (date(2023, 1, 1), date(2024, 1, 1), False),
        (date(2024, 12, 31), None, False),
        (date(2025, 1, 1), None, True),
    ],
)
def test_on_any_day_it_belongs_to_the_network_once(first, last, stands):
    decision = {"member": "ravnica", "decision_number": "7", "decided_on": first}
    old = MembershipForm(from_on=date(2024, 1, 1), until_on=date(2024, 12, 31), **decision)
    new = MembershipForm(from_on=first, until_on=last, **decision)
    assert (membership_problems(new, [old]) == {}) == stands


async def test_the_same_provider_is_not_recorded_twice_and_another_one_is(client, network):
    await joined(client, network)
    again = await client.post(HOME, RAVNICA | {"from_on": "1.6.2025."})
    assert again.status_code == 422
    assert "already belongs to the network from 1 Jan 2024 to an open end" in again.text
    assert (await client.post(HOME, RAVNICA | {"member": "korak"})).status_code == 303
    assert len(await held()) == 2


async def test_it_ends_on_a_day_and_what_was_there_is_kept(client, network):
    home = await joined(client, network)
    assert (await client.get(f"{home}/ending")).status_code == 200
    page = await client.follow(await client.post(f"{home}/ending", {"until_on": "31.12.2025."}))
    assert "31 Dec 2025" in page.text
    [row] = await held()
    assert row.until_on == date(2025, 12, 31)
    assert await NetworkMembership.count() == 2
    entry = await newest()
    assert (entry.event, entry.about) == ("organisations:membership:end", row.code)
    assert (await client.post(HOME, RAVNICA | {"from_on": "1.1.2026."})).status_code == 303


@pytest.mark.parametrize("last", ["", "x", "31.12.2023.", "1.1.2026."])
async def test_it_says_what_to_correct_and_ends_nothing(client, network, last):
    home = await joined(client, network, until_on="31.12.2025.")
    await joined(client, network, from_on="1.1.2026.")
    answer = await client.post(f"{home}/ending", {"until_on": last})
    assert answer.status_code == 422
    assert 'href="#until_on"' in answer.text
    assert [row.until_on for row in await held()] == [date(2025, 12, 31), None]


async def test_it_may_end_on_its_first_day(client, network):
    home = await joined(client, network)
    assert (await client.post(f"{home}/ending", {"until_on": "1.1.2024."})).status_code == 303


async def test_a_mistake_is_taken_back_with_the_reason_and_kept(client, network):
    home = await joined(client, network)
    assert (await client.post(f"{home}/withdrawal", {"because": ""})).status_code == 422
    page = await client.follow(await client.post(f"{home}/withdrawal", {"because": "pogrešna šifra"}))
    assert "No provider belongs to this network yet." in page.text
    kept = await NetworkMembership.objects().where(NetworkMembership.withdrawn_because.is_not_null())
    assert [row.withdrawn_because for row in kept] == ["pogrešna šifra"]
    assert (await newest()).event == "organisations:membership:withdraw"
    for verb in ("ending", "withdrawal"):
        answer = await client.post(f"{home}/{verb}", {"until_on": "1.1.2026.", "because": "ponovo"})
        assert answer.status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CONSULTANT, Role.BOARD_MEMBER, Role.AUDITOR])
async def test_only_its_responsible_person_keeps_the_members(client, network, role):
    home = await joined(client, network)
    await client.sign_in(await create_member(network.organisation, "Anka Rus", role))
    for address in (HOME, f"{home}/ending", f"{home}/withdrawal"):
        assert (await client.post(address, RAVNICA)).status_code == 403
    assert (await client.get(f"{HOME}/new")).status_code == 403
    assert (await client.get(f"{home}/ending")).status_code == 403
    assert [row.until_on for row in await held()] == [None]


async def test_a_provider_has_no_members_and_another_network_does_not_see_these(client, cast, network):
    home = await joined(client, network)
    other = await create_organisation("druga", "Druga mreža", OrganisationKind.NETWORK)
    for member in (cast.snezana, await create_member(other, "Rada Jus", Role.RESPONSIBLE_PERSON)):
        await client.sign_in(member)
        assert (await client.get(f"{home}/ending")).status_code == 404
        assert (await client.post(f"{home}/ending", {"until_on": "1.1.2026."})).status_code == 404
        assert (await client.post(f"{home}/withdrawal", {"because": "nije naše"})).status_code == 404
    await client.sign_in(cast.snezana)
    assert (await client.get(f"{HOME}/new")).status_code == 404
    assert (await client.post(HOME, RAVNICA)).status_code == 404
    assert [row.until_on for row in await held()] == [None]


async def test_without_an_audit_entry_nothing_changes(client, network, db):
    home = await joined(client, network)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    for address, form in (
        (HOME, RAVNICA | {"member": "korak"}),
        (f"{home}/ending", {"until_on": "1.1.2026."}),
        (f"{home}/withdrawal", {"because": "pogrešna šifra"}),
    ):
        answer = await client.http.post(address, data={**form, "csrf_token": client.csrf})
        assert answer.status_code == 500
    assert [row.until_on for row in await held()] == [None]
    assert await NetworkMembership.count() == 1
