"""Closing a training year: when, by whom, and that it stays as it was judged until it is reopened."""

from datetime import date

import pytest

from staffdev.training.tables import YearClosure, YearProposal
from staffdev.training.vocabulary import RecordState
from tests.training.ledger.ledgering import first, of, on, state_of, written

pytestmark = pytest.mark.anyio
YEAR = "/years/2025"
BEFORE, FIRST = (2026, 1, 30), (2026, 1, 31)


async def shown(client, cast):
    """What the page of the year says of Ilona."""
    text = (await client.get(YEAR)).text
    row = text.partition("Sabo Ilona")[2].partition("</tr>")[0]
    return "Not met" if "Not met" in row else "Met" if "Met" in row else row


@pytest.mark.parametrize(("day", "status"), [(BEFORE, 409), (FIRST, 303)])
async def test_it_closes_when_the_time_for_verifying_is_over(client, cast, day, status):
    with on(*day):
        await client.sign_in(cast.snezana)
        answer = await client.post(f"{YEAR}/closure", {"note": "Zapisnik 3/2026"})
    assert answer.status_code == status
    assert await YearClosure.count() == (status == 303)


async def test_a_closed_year_stays_as_it_was_judged_until_it_is_reopened(client, cast):
    row = await written(cast.ilona, held_on=date(2025, 5, 10), minutes=600)
    with on(2026, 2, 2):
        await client.sign_in(cast.snezana)
        assert await shown(client, cast) == "Not met"
        await client.post(f"{YEAR}/closure", {})
    with on(2026, 2, 3):
        await client.sign_in(cast.jelena)
        page = await client.follow(await client.post(of(row, "/verification"), {}))
        assert "its year is closed" in page.text.lower()
        assert await state_of(row) is RecordState.VERIFIED
        assert await shown(client, cast) == "Not met"
        hers = (await client.get(f"/people/{cast.ilona.person.code}/training?year=2025")).text
        assert "The year was already closed." in hers
    with on(2026, 2, 4):
        await client.sign_in(cast.snezana)
        assert (await client.post(f"{YEAR}/reopening", {"because": "kasno potvrđeno"})).status_code == 303
        assert await shown(client, cast) == "Met"


async def test_the_coordinator_proposes_and_the_responsible_person_closes(client, cast):
    with on(2026, 2, 2):
        await client.sign_in(cast.jelena)
        assert (await client.post(f"{YEAR}/closure", {})).status_code == 403
        assert (await client.post(f"{YEAR}/proposal", {"note": "Sve je potvrđeno"})).status_code == 303
        assert (await client.post(f"{YEAR}/proposal", {})).status_code == 409
        assert await YearClosure.count() == 0
        await client.sign_in(cast.snezana)
        assert "Sve je potvrđeno" in (await client.get(YEAR)).text
        assert (await client.post(f"{YEAR}/proposal", {})).status_code == 403
        assert (await client.post(f"{YEAR}/closure", {})).status_code == 303
        assert (await client.post(f"{YEAR}/closure", {})).status_code == 409
        assert "closed on" in (await client.get("/years")).text
    proposal = await first(YearProposal.objects().where(YearProposal.version_of.is_null()))
    assert proposal.superseded_at is not None


async def test_reopening_needs_a_reason_and_a_closed_year(client, cast):
    with on(2026, 2, 2):
        await client.sign_in(cast.snezana)
        assert (await client.post(f"{YEAR}/reopening", {"because": "greška"})).status_code == 404
        await client.post(f"{YEAR}/closure", {})
        assert (await client.post(f"{YEAR}/reopening", {"because": " "})).status_code == 422
        await client.post(f"{YEAR}/reopening", {"because": "greška"})
        assert (await client.post(f"{YEAR}/closure", {})).status_code == 303
    assert await YearClosure.count().where(YearClosure.version_of.is_null()) == 2


async def test_it_says_what_to_correct_and_closes_nothing(client, cast):
    with on(2026, 2, 2):
        await client.sign_in(cast.snezana)
        assert (await client.post(f"{YEAR}/closure", {"note": "x" * 501})).status_code == 422
    assert await YearClosure.count() == 0


@pytest.mark.parametrize("who", ["ilona", "olga", "mira", "jelena"])
async def test_nobody_else_closes_or_reopens(client, cast, who):
    with on(2026, 2, 2):
        await client.sign_in(getattr(cast, who))
        assert (await client.post(f"{YEAR}/closure", {})).status_code == 403
        assert (await client.post(f"{YEAR}/reopening", {"because": "greška"})).status_code == 403


@pytest.mark.parametrize("year", ["2014", "2027", "abc"])
async def test_a_year_that_is_none_does_not_exist(client, cast, year):
    with on(2026, 2, 2):
        await client.sign_in(cast.snezana)
        assert (await client.get(f"/years/{year}")).status_code == 404
        assert (await client.post(f"/years/{year}/closure", {})).status_code == 404


async def test_another_organisations_year_is_its_own(client, cast):
    with on(2026, 2, 2):
        await client.sign_in(cast.snezana)
        await client.post(f"{YEAR}/closure", {})
        await client.sign_in(cast.zorka)
        assert "closed on" not in (await client.get("/years")).text
        assert (await client.post(f"{YEAR}/reopening", {"because": "greška"})).status_code == 404


async def test_without_an_audit_entry_nothing_is_closed(client, cast, broken_audit):
    with on(2026, 2, 2):
        await client.sign_in(cast.snezana)
        answer = await client.http.post(f"{YEAR}/closure", data={"csrf_token": client.csrf})
    assert answer.status_code == 500
    assert await YearClosure.count() == 0
