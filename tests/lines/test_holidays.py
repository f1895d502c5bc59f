"""Serbian public holidays beside the `holidays` package, which was written by others from the same law."""

from datetime import date

import holidays
import pytest
from dateutil.easter import EASTER_ORTHODOX, easter

from staffdev.lines.holidays import INSTEAD, holidays_of, year_asked
from staffdev.rulebook.dates import orthodox_easter, public_holidays
from tests.lines.entered import a_line

THEIR_FIRST_YEAR = 2007  # the year of the act; of earlier ones the package knows nothing, which is not an error
YEARS = range(2000, 2041)


@pytest.mark.parametrize("year", YEARS)
def test_days_off_are_the_same_as_theirs(year):
    theirs = set(holidays.country_holidays("RS", years=year))
    if year < THEIR_FIRST_YEAR:
        assert not theirs
        assert {date(year, 1, 1), orthodox_easter(year)} <= public_holidays(year)
    else:
        assert set(public_holidays(year)) == theirs


@pytest.mark.parametrize("year", YEARS)
def test_easter_moves_as_dateutil_says(year):
    assert orthodox_easter(year) == easter(year, EASTER_ORTHODOX)


def test_in_2027_easter_lies_on_labour_day():
    """Easter Sunday is 2 May, which is a state holiday too; the 3rd is Easter Monday, so the 4th is off instead."""
    named = {one.day: one.names for one in holidays_of(2027)}
    assert named[date(2027, 5, 1)] == ("Labour Day", "Holy Saturday")
    assert named[date(2027, 5, 2)] == ("Labour Day", "Orthodox Easter")
    assert named[date(2027, 5, 3)] == ("Easter Monday",)
    assert named[date(2027, 5, 4)] == (INSTEAD,)
    assert date(2027, 5, 5) not in named


@pytest.mark.parametrize("year", YEARS)
def test_every_day_off_has_a_name(year):
    days = holidays_of(year)
    assert [one.day for one in days] == sorted(public_holidays(year))
    assert all(one.names for one in days)
    assert all(day.weekday() != 6 for day, names in days if names == (INSTEAD,))


@pytest.mark.parametrize(
    ("typed", "year"),
    [("2027", 2027), ("", 2026), ("x", 2026), ("9999", 2099), ("0001", 1901), ("20270", 2026), ("२०२७", 2026)],
)
def test_the_year_in_the_address_is_read_kindly(typed, year):
    assert year_asked(typed, date(2026, 5, 1)) == year


@pytest.mark.anyio
async def test_the_page_lists_the_year_for_everybody(client, cast):
    for member in cast.of_ravnica:
        await client.sign_in(member)
        page = await client.get("/lines/public-holidays?year=2027")
        assert "4 May 2027" in page.text
        assert "instead of a holiday that falls on a Sunday" in page.text


@pytest.mark.anyio
async def test_a_line_is_closed_on_a_holiday_unless_it_works_then(client, cast):
    closed, working = await a_line(cast.jelena), await a_line(cast.jelena, name="Radi", works_on_holidays="yes")
    await client.sign_in(cast.jelena)
    for line in (closed, working):
        await client.post(f"/lines/{line.code}/published-hours", {"working_days": "17–20", "from_on": "9.1.2023."})
    day = date(2026, 5, 1)
    assert day in public_holidays(2026)
    assert "public holiday" in (await client.get(f"/lines/{closed.code}/duty-plan?week=2026-05-01")).text
    assert "public holiday" not in (await client.get(f"/lines/{working.code}/duty-plan?week=2026-05-01")).text
