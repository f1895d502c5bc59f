"""Ratings: each side by itself; nothing tells one of the other before both are handed in."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from staffdev.plans.tables import CompetenceRating
from staffdev.plans.vocabulary import RatingSide
from tests.house.addresses import addresses_of
from tests.house.estate import furnish
from tests.plans.planning import adopted, on, rated, rating, the

pytestmark = pytest.mark.anyio
HAND_IN = {"hand_in": "yes"}


@pytest.fixture(autouse=True)
async def today():
    with on(2026, 11, 10):
        yield


def page_of(member, year=2026):
    return f"/people/{member.person.code}/ratings/{year}"


@pytest.mark.parametrize(("who", "side"), [("ilona", RatingSide.SELF), ("jelena", RatingSide.COORDINATOR)])
async def test_each_side_rates_and_hands_in(client, cast, who, side):
    await client.sign_in(getattr(cast, who))
    assert (await client.post(page_of(cast.ilona), {"rating-listening": "4"})).status_code == 303
    stored = await the(CompetenceRating)
    assert (stored.side, stored.ratings, stored.handed_in_at) == (side, "listening:4", None)
    page = await client.follow(await client.post(page_of(cast.ilona), rating(3, listening=5) | HAND_IN))
    assert "handed in and can no longer be changed" in page.text
    stored = await the(CompetenceRating)
    assert stored.handed_in_at is not None
    assert "listening:5" in stored.ratings
    assert (await client.post(page_of(cast.ilona), rating(1))).status_code == 409
    assert "listening:5" in (await the(CompetenceRating)).ratings


@pytest.mark.parametrize(
    "form", [rating(3, listening="") | HAND_IN, rating(3, listening=6), rating(3, listening=0), rating("x"), HAND_IN]
)
async def test_it_says_what_to_choose_and_keeps_nothing(client, cast, form):
    await client.sign_in(cast.ilona)
    answer = await client.post(page_of(cast.ilona), form)
    assert answer.status_code == 422
    assert "Choose a number from 1 to 5." in answer.text
    assert '<a href="#rating-listening">Active listening: Choose a number from 1 to 5.</a>' in answer.text
    assert await CompetenceRating.count() == 0


async def test_she_is_spoken_to_on_her_own_page_and_spoken_of_on_the_other(client, cast):
    await client.sign_in(cast.ilona)
    page = await client.get(page_of(cast.ilona))
    assert "1 means that you need support in it" in page.text
    assert "You and the coordinator rate" in (await client.get("/my-development")).text
    await client.sign_in(cast.jelena)
    page = await client.get(page_of(cast.ilona))
    assert "1 means that she needs support in it" in page.text
    assert "She and the coordinator rate" in (await client.get(f"/people/{cast.ilona.person.code}/development")).text


async def test_what_is_handed_in_is_not_asked_for_any_more(client, cast):
    await client.sign_in(cast.ilona)
    assert "<h1>Rate yourself</h1>" in (await client.get(page_of(cast.ilona))).text
    page = await client.follow(await client.post(page_of(cast.ilona), rating(3) | HAND_IN))
    assert "<h1>Competences</h1>" in page.text
    assert "Rate yourself" not in page.text


async def test_saving_nothing_is_said_and_not_kept(client, cast):
    await client.sign_in(cast.ilona)
    assert "Rate at least one competence" in (await client.post(page_of(cast.ilona), {})).text
    assert await CompetenceRating.count() == 0


@pytest.mark.parametrize("who", ["snezana", "mira", "olga"])
async def test_nobody_else_rates_or_reads(client, cast, who):
    await rated(cast.ilona, RatingSide.SELF)
    await rated(cast.ilona, RatingSide.COORDINATOR)
    await client.sign_in(getattr(cast, who))
    assert (await client.get(page_of(cast.ilona))).status_code == 403
    assert (await client.post(page_of(cast.ilona), rating(3))).status_code == 403


async def test_a_coordinator_is_rated_by_the_responsible_person(client, cast):
    await client.sign_in(cast.snezana)
    assert (await client.post(page_of(cast.jelena), rating(3) | HAND_IN)).status_code == 303
    await client.sign_in(cast.jelena)
    assert (await client.post(page_of(cast.jelena), rating(4) | HAND_IN)).status_code == 303
    assert {one.side for one in await CompetenceRating.objects()} == set(RatingSide)


async def test_a_colleague_and_another_organisation_find_nothing(client, cast):
    for who in (cast.djurdjica, cast.nada):
        await client.sign_in(who)
        assert (await client.get(page_of(cast.ilona))).status_code == 404
        assert (await client.post(page_of(cast.ilona), rating(3))).status_code == 404


@pytest.mark.parametrize(("year", "status"), [(2024, 404), (2025, 303), (2026, 303), (2027, 404), (10**12, 404)])
async def test_people_are_rated_for_this_year_and_the_last(client, cast, year, status):
    await client.sign_in(cast.ilona)
    assert (await client.post(page_of(cast.ilona, year), rating(3))).status_code == status


async def test_once_both_are_in_they_stand_beside_each_other_with_what_would_help(client, cast):
    await client.sign_in(cast.ilona)
    await client.post(page_of(cast.ilona), rating(4, listening=5, law_and_rights=2) | HAND_IN)
    assert "beside each other" in (await client.get("/my-development")).text
    await client.sign_in(cast.jelena)
    await client.post(page_of(cast.ilona), rating(4, listening=3) | HAND_IN)
    for who in (cast.jelena, cast.ilona):
        await client.sign_in(who)
        text = (await client.get(f"/people/{cast.ilona.person.code}/development?year=2026")).text
        assert "talk about it" in text
        assert "strengthen it" in text
        assert "would help" in text


@pytest.mark.parametrize(
    ("who", "side", "other"),
    [("ilona", RatingSide.SELF, RatingSide.COORDINATOR), ("jelena", RatingSide.COORDINATOR, RatingSide.SELF)],
)
async def test_what_the_other_side_has_only_saved_is_not_shown(client, cast, who, side, other):
    await rated(cast.ilona, side, 4)
    await rated(cast.ilona, other, 2, handed_in=False)
    await client.sign_in(getattr(cast, who))
    for path in (page_of(cast.ilona), f"/people/{cast.ilona.person.code}/development?year=2026"):
        text = (await client.get(path)).text
        assert "talk about it" not in text
        assert ">2<" not in text


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)  # every page twice: one database is enough
@pytest.mark.parametrize(("who", "other"), [("ilona", RatingSide.COORDINATOR), ("jelena", RatingSide.SELF)])
async def test_no_page_and_no_file_she_can_open_changes_when_the_other_side_hands_in(client, cast, who, other):
    estate = await furnish(cast)
    await client.sign_in(getattr(cast, who))
    paths = sorted(
        {one.filled(estate, cast.ravnica) for one in addresses_of(client.app) if one.method == "GET"}
        | {page_of(cast.ilona), "/plans/2025/competences", f"/people/{cast.ilona.person.code}/development?year=2026"}
    )
    before = {path: await _seen(client, path) for path in paths}
    await rated(cast.ilona, other, 2)
    changed = [path for path in paths if await _seen(client, path) != before[path]]
    assert changed == []
    assert page_of(cast.ilona) in paths


async def _seen(client, path):
    """What she gets there; of a workbook its sheets, without the moment it was written at."""
    answer = await client.http.get(path)
    if not answer.content.startswith(b"PK"):
        return answer.status_code, answer.content
    with ZipFile(BytesIO(answer.content)) as book:
        return answer.status_code, {name: book.read(name) for name in book.namelist() if "docProps" not in name}


async def test_the_log_never_says_how_anybody_was_rated(client, cast):
    await client.sign_in(cast.ilona)
    await client.post(page_of(cast.ilona), rating(2) | HAND_IN)
    for who in (cast.snezana, cast.olga):
        await client.sign_in(who)
        text = (await client.get("/audit-entries")).text
        assert "Rating of competences: handing in" in text
        for word in ("listening", "istening:", ":2", "self", "coordinator's"):
            assert word not in text.partition("<main")[2], word


@pytest.mark.parametrize(("people", "is_shown"), [(4, False), (5, True)])
async def test_the_map_of_the_team_needs_as_many_people_as_the_reading_says(client, cast, people, is_shown):
    await adopted(cast)
    of_the_team = (cast.ilona, cast.djurdjica, cast.jelena, cast.snezana)
    for member in (*of_the_team, _guest(cast))[:people]:
        await rated(member, RatingSide.SELF, 4)
        await rated(member, RatingSide.COORDINATOR, 2)
    await client.sign_in(cast.mira)
    text = (await client.get("/plans/2026/competences")).text
    assert ("Active listening" in text) == is_shown
    assert ("at least 5 people" in text) != is_shown
    await client.sign_in(cast.ilona)
    assert (await client.get("/plans/2026/competences")).status_code == 403


def _guest(cast):
    """Tijana of Korak, rated here as if she worked here too."""

    class Guest:
        person, organisation = cast.tijana.person, cast.ravnica

    return Guest


async def test_without_an_audit_entry_nothing_is_written(client, cast, broken_audit):
    await client.sign_in(cast.ilona)
    form = {**rating(3), **HAND_IN, "csrf_token": client.csrf}
    assert (await client.http.post(page_of(cast.ilona), data=form)).status_code == 500
    assert await CompetenceRating.count() == 0
