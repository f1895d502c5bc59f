"""What people and programs write becomes one question, or advice for each field that can't be read."""

from datetime import UTC, date, datetime

import pytest

from staffdev.compliance.asking import read_asked
from staffdev.errors import Invalid
from staffdev.rulebook.dates import Span, year_span
from staffdev.rulebook.loader import load

TODAY = date(2026, 11, 21)


def read(**typed):
    return read_asked(typed, today=TODAY, pack=load())


def test_without_anything_it_is_about_today():
    asked = read(as_of="", period=None)
    assert (asked.as_of, asked.period, asked.as_recorded_on, asked.only) == (TODAY, None, None, None)
    assert asked.span == year_span(2026)


@pytest.mark.parametrize("typed", ["2025-12-31", "31.12.2025.", "31. decembar 2025", " 31.12.2025 "])
def test_a_day_in_any_spelling(typed):
    assert read(as_of=typed).as_of == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("2025", year_span(2025)),
        ("2025.", year_span(2025)),
        ("2025-07-01..2025-12-31", Span(date(2025, 7, 1), date(2025, 12, 31))),
        ("1.7.2025–31.12.2025", Span(date(2025, 7, 1), date(2025, 12, 31))),
        ("1.7.2025. - 31.12.2025.", Span(date(2025, 7, 1), date(2025, 12, 31))),
        ("1.7.2025...31.12.2025.", Span(date(2025, 7, 1), date(2025, 12, 31))),
        ("1.7.2025..1.7.2025", Span(date(2025, 7, 1), date(2025, 7, 1))),
    ],
)
def test_a_year_or_two_days(typed, span):
    assert read(period=typed).period == span


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-01-03T12:00", datetime(2026, 1, 3, 11, tzinfo=UTC)),
        ("2026-07-03T12:00", datetime(2026, 7, 3, 10, tzinfo=UTC)),
        ("2026-01-03T12:00Z", datetime(2026, 1, 3, 12, tzinfo=UTC)),
        ("3.1.2026. 12:00", datetime(2026, 1, 3, 11, tzinfo=UTC)),
        ("3.1.2026.", datetime(2026, 1, 3, 22, 59, 59, 999_999, tzinfo=UTC)),
    ],
)
def test_an_instant_is_serbias_where_no_zone_stands_and_a_day_means_its_end(typed, instant):
    assert read(as_recorded_on=typed).as_recorded_on == instant


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("as_of", "31.2.2025"),
        ("as_of", "juče"),
        ("as_of", "9999-12-31"),
        ("as_of", "31.12.1999"),
        ("period", "2025-12-31..2025-07-01"),
        ("period", "0000"),
        ("period", "1.7.2025"),
        ("period", "2025..2026"),
        ("as_recorded_on", "2026-01-03T25:00"),
        ("as_recorded_on", "0001-01-01T00:00"),
        ("as_recorded_on", "sutra u 5"),
        ("obligation", "RS-SOS-99"),
        ("obligation", "RS-SOS-8.2"),
    ],
)
def test_what_cannot_be_read_gets_advice_on_its_field(field, typed):
    with pytest.raises(Invalid) as caught:
        read(**{field: typed})
    assert set(caught.value.problems) == {field}


def test_all_advice_comes_at_once():
    with pytest.raises(Invalid) as caught:
        read(as_of="?", period="?", as_recorded_on="?", obligation="?")
    assert set(caught.value.problems) == {"as_of", "period", "as_recorded_on", "obligation"}
