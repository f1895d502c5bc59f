"""Every page of the offer, for those it is meant for, with as many queries for many rows as for few."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest

from staffdev import clock
from staffdev.i18n import Language
from staffdev.training.tables import Certificate, Course, Programme
from staffdev.training.vocabulary import Mark
from staffdev.translations import day, speaking
from tests.cast import create_person
from tests.training.offer.offering import a_course_in, a_finished_course, a_programme, a_session, enrolled
from tests.training.offer.test_issue_certificate import issue


async def the_pages(client, cast):
    """One address of each page, with something on it."""
    programme = await a_programme(cast)
    ahead = await a_course_in(cast, capacity=1)
    await enrolled(cast, ahead, cast.ilona, cast.djurdjica)
    held = await a_finished_course(cast, (cast.ilona, Mark.PRESENT), (cast.djurdjica, Mark.ABSENT))
    jelena = await client.another().sign_in(cast.jelena)
    await jelena.post(f"/courses/{held.code}/certificates", issue(cast, cast.ilona))
    [certificate] = await Certificate.objects()
    return [
        "/programmes",
        f"/programmes/{programme.code}",
        "/courses",
        "/courses?view=held",
        "/courses?view=nonsense&page_number=-3",
        f"/programmes?page_number={10**40}",
        f"/certificates?page_number={10**40}",
        f"/courses/{ahead.code}",
        f"/courses/{held.code}",
        f"/courses/{held.code}/certificates",
        "/certificates",
        f"/certificates/{certificate.code}",
        f"/people/{cast.ilona.person.code}/duty",
    ]


@pytest.mark.parametrize("member", ["jelena", "snezana", "olga", "mira"])
async def test_whoever_leads_or_oversees_reads_every_page(client, cast, member):
    pages = await the_pages(client, cast)
    await client.sign_in(getattr(cast, member))
    for page in pages:
        assert (await client.get(page)).status_code == 200, page


async def test_a_consultant_reads_what_is_hers(client, cast):
    pages = await the_pages(client, cast)
    await client.sign_in(cast.ilona)
    answers = {page: (await client.get(page)).status_code for page in pages}
    refused = [page for page, status in answers.items() if status == 403]
    assert refused == [pages[0], pages[1], pages[5], pages[9]]
    assert set(answers.values()) == {200, 403}
    shown = (await client.get(pages[7])).text
    assert "Đurđica" not in shown
    assert "Enrol somebody" not in shown


async def test_nobody_reads_them_without_signing_in(client, cast):
    for page in await the_pages(client, cast):
        assert (await client.get(page)).status_code == 303, page


async def test_a_page_asks_as_much_for_many_rows_as_for_few(client, cast, statements):
    pages = await the_pages(client, cast)
    await client.sign_in(cast.jelena)

    async def asked():
        counts = {}
        for page in pages:
            with statements() as ran:
                await client.get(page)
            counts[page] = len(ran)
        return counts

    few = await asked()
    ahead = await Course.objects().get(Course.code == UUID(pages[7].rpartition("/")[2]))
    for number in range(4):
        await a_programme(cast, title=f"Program {number}")
        course = await a_course_in(cast, title=f"Kurs {number}")
        person = await create_person(cast.ravnica, f"Osoba {number}")
        await a_session(cast, course, days=9)
        await enrolled(cast, course, cast.ilona)
        anybody = SimpleNamespace(person=person)
        await enrolled(cast, await a_course_in(cast, -2), anybody)
        await enrolled(cast, ahead, anybody)
    assert await asked() == few


async def test_a_programme_tells_its_courses_apart_by_their_days(client, cast):
    held = await a_finished_course(cast, (cast.ilona, Mark.PRESENT))
    programme = await Programme.objects().get(Programme.id == held.programme)
    await client.sign_in(cast.jelena)
    with speaking(Language.ENGLISH):
        assert day(clock.today() - timedelta(days=1)) in (await client.get(f"/programmes/{programme.code}")).text
