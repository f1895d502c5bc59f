"""A person's year: the ring, the days and what became of them, year by year."""

from datetime import UTC, date, datetime

import pytest

from staffdev.training.vocabulary import Mark, RecordState, TrainingKind, VerifierOffice
from tests.cast import create_person
from tests.training.ledger.ledgering import on, written

pytestmark = pytest.mark.anyio


def verified(cast, day=date(2026, 5, 12)):
    return {
        "state": RecordState.VERIFIED,
        "verified_on": day,
        "verified_at": datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        "verified_by": cast.jelena.code,
        "verified_as": VerifierOffice.COORDINATOR,
    }


async def test_it_shows_the_ring_and_what_became_of_each_day(client, cast):
    await written(cast.ilona, minutes=240, title="Priznata", **verified(cast))
    await written(cast.ilona, minutes=90, title="Na čekanju", held_on=date(2026, 5, 11))
    await written(cast.ilona, minutes=60, title="Supervizija", kind=TrainingKind.SUPERVISION, **verified(cast))
    with on(2026, 6, 1):
        await client.sign_in(cast.ilona)
        text = (await client.get("/my-training")).text
    assert "4 h of 10 h" in text
    assert "by Jelena Tomin on 12 May 2026" in text
    assert "waits for verification" in text
    assert "This kind of activity does not count." in text


async def test_the_days_of_one_training_stand_together(client, cast):
    first = await written(cast.ilona, title="Dva dana")
    await written(cast.ilona, title="Dva dana", held_on=date(2026, 5, 11), entry=first.entry)
    await client.sign_in(cast.ilona)
    text = (await client.get("/my-training?year=2026")).text
    assert text.count('<h2 class="card-title">Dva dana</h2>') == 1
    assert "10 May 2026" in text
    assert "11 May 2026" in text


async def test_each_year_has_its_tab(client, cast):
    await written(cast.ilona, held_on=date(2024, 12, 31), title="Stara")
    await client.sign_in(cast.ilona)
    assert "?year=2024" in (await client.get("/my-training")).text
    assert "Stara" in (await client.get("/my-training?year=2024")).text
    assert "Stara" not in (await client.get("/my-training?year=2025")).text


@pytest.mark.parametrize("year", ["0", "1800", "99999", "-1"])
async def test_a_year_that_is_none_does_not_exist(client, cast, year):
    await client.sign_in(cast.ilona)
    assert (await client.get(f"/my-training?year={year}")).status_code == 404


async def test_absence_is_said(client, cast):
    await written(cast.ilona, minutes=0, mark=Mark.EXCUSED)
    await client.sign_in(cast.ilona)
    assert "excused" in (await client.get("/my-training?year=2026")).text


async def test_leaders_see_the_same_page_and_colleagues_do_not(client, cast):
    await written(cast.ilona, title="Radionica o traumi")
    hers = f"/people/{cast.ilona.person.code}/training?year=2026"
    for who, status in (
        ("jelena", 200),
        ("snezana", 200),
        ("olga", 200),
        ("ilona", 200),
        ("djurdjica", 404),
        ("nada", 404),
    ):
        await client.sign_in(getattr(cast, who))
        answer = await client.get(hers)
        assert (who, answer.status_code) == (who, status)


async def test_it_asks_as_much_for_many_as_for_few(client, cast, statements):
    await client.sign_in(cast.ilona)
    await written(cast.ilona)
    await client.get("/my-training")
    with statements() as few:
        await client.get("/my-training?year=2026")
    for number in range(30):
        await written(cast.ilona, title=f"Obuka {number}")
        await create_person(cast.ravnica, f"Ime{number} Prezime")
    with statements() as many:
        await client.get("/my-training?year=2026")
    assert len(many) == len(few)
