"""The pages about people: who finds whom, in which order, in any script."""

import pytest

from staffdev.people import actions
from staffdev.people.forms import NewPersonForm
from staffdev.people.vocabulary import ContractKind, EngagementRole
from tests.cast import SINCE

pytestmark = pytest.mark.anyio


async def enter(cast, first_name, last_name):
    form = NewPersonForm(
        first_name=first_name,
        last_name=last_name,
        role=EngagementRole.ASSOCIATE,
        contract=ContractKind.VOLUNTEER,
        from_on=SINCE,
    )
    return await actions.record_person(form, actor=cast.jelena.actor)


@pytest.mark.parametrize("typed", ["djordje", "ђорђе", "dorde", "Đorđe", "DJORDJE", "ЂОРЂЕ"])
async def test_she_is_found_however_it_is_typed(client, cast, typed):
    await enter(cast, "Đorđe", "Njegovan")
    await client.sign_in(cast.jelena)
    page = await client.get("/people", params={"search": typed})
    assert "Njegovan Đorđe" in page.text
    assert "Sabo Ilona" not in page.text


async def test_the_list_is_in_the_order_of_the_serbian_alphabet(client, cast):
    for name in ("Žarić", "Цвијић", "Čolić", "Ćosić", "Džinić", "Дукић", "Đurić", "Lukić", "Љубић", "Nađ", "Њежић"):
        await enter(cast, "Ana", name)
    await client.sign_in(cast.olga)
    page = (await client.get("/people")).text
    order = ["Цвијић", "Čolić", "Ćosić", "Дукић", "Džinić", "Đurić", "Lukić", "Љубић", "Nađ", "Њежић", "Žarić"]
    places = [page.index(f"{name} Ana") for name in order]
    assert places == sorted(places)


async def test_a_foreign_organisation_is_not_in_the_list(client, cast):
    await client.sign_in(cast.snezana)
    page = await client.get("/people")
    assert "Sabo Ilona" in page.text
    assert "Rac Tijana" not in page.text
    assert (await client.get(f"/people/{cast.tijana.person.code}")).status_code == 404


async def test_a_consultant_sees_her_own_page_and_nobody_elses(client, cast):
    await client.sign_in(cast.ilona)
    assert "Ilona Sabo" in (await client.get(f"/people/{cast.ilona.person.code}")).text
    assert (await client.get(f"/people/{cast.jelena.person.code}")).status_code == 404
    assert (await client.get("/people")).status_code == 403


async def test_an_auditor_reads_and_changes_nothing(client, cast):
    await client.sign_in(cast.olga)
    page = await client.get(f"/people/{cast.ilona.person.code}")
    assert page.status_code == 200
    assert "/edit" not in page.text
    assert (await client.get(f"/people/{cast.ilona.person.code}/edit")).status_code == 403


async def test_every_form_opens(client, cast):
    await client.sign_in(cast.jelena)
    home = f"/people/{cast.ilona.person.code}"
    for path in ("/people/new", f"{home}/edit", *(f"{home}/{slug}/new" for slug in KINDS)):
        assert (await client.get(path)).status_code == 200, path


KINDS = ("engagements", "leave", "licences", "tasks", "group-work")
