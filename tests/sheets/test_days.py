"""Days as offices write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words import parse_day, parse_days
from tests.sheets.books import outcome

NAMES = {
    1: ("januar", "januara", "јануар", "јануара", "jan.", "I"),
    2: ("februar", "фебруара", "feb", "II"),
    3: ("mart", "марта", "mar.", "III"),
    4: ("april", "априла", "апр.", "IV"),
    5: ("maj", "маја", "V"),
    6: ("jun", "јуна", "juni", "VI"),
    7: ("jul", "јула", "juli", "VII"),
    8: ("avgust", "августа", "avg", "VIII"),
    9: ("septembar", "септембра", "sept.", "IX"),
    10: ("oktobar", "октобра", "okt", "X"),
    11: ("novembar", "новембра", "нов.", "XI"),
    12: ("decembar", "децембра", "dec", "XII"),
}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15.2.2025.", date(2025, 2, 15)),
        ("08.03.2025", date(2025, 3, 8)),
        ("15. 2. 2025. године", date(2025, 2, 15)),
        ("12. april 2025.", date(2025, 4, 12)),
        ("12. априла 2025.", date(2025, 4, 12)),
        ("12. IV 2025", date(2025, 4, 12)),
        ("20/09/2025", date(2025, 9, 20)),
        ("15-02-2025", date(2025, 2, 15)),
        ("2025-05-10", date(2025, 5, 10)),
        ("2025-05-10 00:00:00", date(2025, 5, 10)),
        ("2025. 05. 10.", date(2025, 5, 10)),
        ("2.7.2024.", date(2024, 7, 2)),
        ("29.02.2024", date(2024, 2, 29)),
        ("45731", date(2025, 3, 15)),
        (45731, date(2025, 3, 15)),
        (Decimal("45731.5"), date(2025, 3, 15)),
        (datetime(2025, 3, 22, 0, 0), date(2025, 3, 22)),  # noqa: DTZ001 - a sheet knows no zone
        (date(2025, 3, 22), date(2025, 3, 22)),
    ],
)
def test_one_day_is_read(typed, day):
    assert parse_days(typed).days == (day,)
    assert parse_day(typed) == day


@pytest.mark.parametrize(("month", "name"), [(month, name) for month, names in NAMES.items() for name in names])
def test_every_month_has_its_names_in_both_scripts(month, name):
    assert parse_day(f"7. {name} 2025.") == date(2025, month, 7)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("10-11.5.2025", date(2025, 5, 10), date(2025, 5, 11)),
        ("10. – 11. 5. 2025.", date(2025, 5, 10), date(2025, 5, 11)),
        ("29.12.2025-6.1.2026", date(2025, 12, 29), date(2026, 1, 6)),
        ("30.12-2.1.2026", date(2025, 12, 30), date(2026, 1, 2)),
        ("31.12.-2.1.2026.", date(2025, 12, 31), date(2026, 1, 2)),
        ("од 10. до 11.5.2025", date(2025, 5, 10), date(2025, 5, 11)),
        ("28. aprila - 2. maja 2025. god.", date(2025, 4, 28), date(2025, 5, 2)),
        ("28. IV - 2. V 2025", date(2025, 4, 28), date(2025, 5, 2)),
        ("2025-05-10/2025-05-11", date(2025, 5, 10), date(2025, 5, 11)),
    ],
)
def test_a_range_has_its_first_and_last_day(typed, first, last):
    found = parse_days(typed)
    assert (found.first, found.last, found.is_range) == (first, last, True)
    assert len(found.each()) == (last - first).days + 1


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("10. i 11. maja 2025", (10, 11)),
        ("10. и 17.5.2025.", (10, 17)),
        ("10, 11, 17.5.2025", (10, 11, 17)),
        ("10.5.2025; 17.5.2025", (10, 17)),
        ("14/15.5.2025", (14, 15)),
    ],
)
def test_a_list_has_each_of_its_days_and_none_between(typed, days):
    found = parse_days(typed)
    assert found.each() == tuple(date(2025, 5, day) for day in days)
    assert not found.is_range


@pytest.mark.parametrize(
    ("typed", "said", "offered"),
    [
        ("31.02.2025", "31.02.2025 does not exist: month 2 of 2025 has 28 days. Correct the day.", None),
        ("29.2.2025", "month 2 of 2025 has 28 days", None),
        ("31.4.2025", "month 4 of 2025 has 30 days", None),
        ("0.5.2025", "does not exist", None),
        ("5.13.2025", "there is no month 13", None),
        ("2010", "Only the year 2010 is known", "1.1.2010"),
        (2010, "Only the year 2010 is known", "1.1.2010"),
        ("april 2025", "Only the month 4.2025 is known", "1.4.2025"),
        ("04/2025", "Only the month 4.2025 is known", "1.4.2025"),
        ("09/20/2025", "looks like month/day/year", "20.9.2025"),
        ("15.2.", "has no year", None),
        ("11.5.2025-10.5.2025", "ends before it begins", None),
        ("17.5.2025, 10.5.2025", "not in order", None),
        ("1.1.2020-1.1.2025", "longer than a year", None),
        ("10-12, 15.5.2025", "mixes a range and single days", None),
        ("1.1.3025", "The year", None),
        ("прошле недеље", "is not a date", None),
        ("", "There is no date", None),
        (None, "There is no date", None),
        (True, "There is no date", None),
        (7, "is not a date", None),
        ("1." * 200, "too long", None),
    ],
)
def test_what_is_no_day_says_why_and_what_to_do(typed, said, offered):
    with pytest.raises(Unreadable) as refusal:
        parse_days(typed)
    assert said in str(refusal.value)
    assert refusal.value.offered == offered
    if offered:
        parse_day(offered)


def test_a_day_without_year_is_offered_in_the_year_of_the_table():
    with pytest.raises(Unreadable) as refusal:
        parse_days("15.2.", year=2025)
    assert refusal.value.offered == "15.2.2025"


@pytest.mark.parametrize(("typed", "said"), [("15.2.25", "read as 2025"), ("3/4/2025", "day first, as 3.4.2025")])
def test_what_could_be_read_otherwise_is_said(typed, said):
    assert said in str(parse_days(typed).notes[0])


def test_a_day_that_is_the_same_in_both_orders_needs_no_word():
    assert parse_days("5/5/2025").notes == ()


def test_one_day_is_asked_for_where_a_range_stands():
    with pytest.raises(Unreadable, match="more than one day"):
        parse_day("10-11.5.2025")


DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_every_day_survives_every_way_of_writing_it(day):
    month = NAMES[day.month][0]
    for typed in (
        f"{day.day}.{day.month}.{day.year}.", f"{day:%d.%m.%Y}", f"{day.day}. {month} {day.year}.", day.isoformat(),
        f"{day:%d/%m/%Y}", (day - date(1899, 12, 30)).days,
    ):  # fmt: skip
        assert parse_day(typed) == day


@given(DAYS, DAYS)
def test_every_range_within_a_year_survives(one, other):
    first, last = sorted((one, other))
    if 0 < (last - first).days < 366:
        found = parse_days(f"{first:%d.%m.%Y}-{last:%d.%m.%Y}")
        assert (found.first, found.last) == (first, last)


@given(
    st.one_of(
        st.text(max_size=60), st.text("0123456789.-/, IVXапјadо", max_size=30), st.integers(), st.floats(), st.none(),
        st.decimals(), st.dates(), st.datetimes(), st.booleans(), st.timedeltas(),
    )
)  # fmt: skip
def test_nothing_typed_raises_anything_else(typed):
    outcome(lambda: parse_days(typed))
