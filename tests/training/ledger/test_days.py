"""The days of a training on a form: rows, ranges, an even split, a day more on demand."""

from datetime import date

import pytest

from staffdev.errors import Invalid
from staffdev.training.ledger import days
from staffdev.training.ledger.days import DayRow, HeldDay

TODAY = date(2026, 5, 31)


def rows_of(**typed):
    return days.typed_rows({name.replace("_", "-"): value for name, value in typed.items()})


def test_an_empty_form_has_one_row():
    assert rows_of() == [DayRow(0)]


def test_another_day_keeps_what_was_typed():
    found = rows_of(day_0="10.5.2026.", hours_0="4", step="add")
    assert found == [DayRow(0, "10.5.2026.", "4"), DayRow(1)]


def test_a_blank_row_in_between_is_left_out():
    found = rows_of(day_0="10.5.2026.", hours_0="4", day_2="12.5.2026.", hours_2="2")
    assert found == [DayRow(0, "10.5.2026.", "4"), DayRow(1, "12.5.2026.", "2")]


def test_there_are_at_most_fourteen_days():
    typed = {f"day-{n}": f"{n + 1}.5.2026." for n in range(20)} | {"step": "add"}
    assert len(days.typed_rows(typed)) == days.MOST


@pytest.mark.parametrize(
    ("day", "hours", "expected"),
    [
        ("10-11.5.2026.", "9", [("10.5.2026.", "270 min"), ("11.5.2026.", "270 min")]),
        ("10.5.2026, 17.5.2026", "8", [("10.5.2026.", "4 h"), ("17.5.2026.", "4 h")]),
        ("10-12.5.2026.", "10", [("10.5.2026.", "200 min"), ("11.5.2026.", "200 min"), ("12.5.2026.", "200 min")]),
        ("10-12.5.2026.", "100 min", [("10.5.2026.", "34 min"), ("11.5.2026.", "33 min"), ("12.5.2026.", "33 min")]),
        ("10-11.5.2026.", "5+3", [("10.5.2026.", "5 h"), ("11.5.2026.", "3 h")]),
    ],
)
def test_several_days_in_one_row_are_offered_as_rows_of_their_own(day, hours, expected):
    found = days.spread([DayRow(0, day, hours)]) or []
    assert [(row.day, row.hours) for row in found] == expected


@pytest.mark.parametrize(("day", "hours"), [("10.5.2026.", "4"), ("31.2.2026.", "4"), ("10-11.5.2026.", "long")])
def test_one_day_or_what_cannot_be_read_is_offered_nothing(day, hours):
    assert days.spread([DayRow(0, day, hours)]) is None


def test_days_come_in_their_order():
    found = days.read_days([DayRow(0, "11.5.2026.", "2"), DayRow(1, "10.5.2026.", "1,5")], TODAY)
    assert found == [HeldDay(date(2026, 5, 10), 90), HeldDay(date(2026, 5, 11), 120)]


@pytest.mark.parametrize(
    ("day", "hours", "field"),
    [
        ("1.6.2026.", "2", "day-0"),
        ("31.2.2026.", "2", "day-0"),
        ("", "2", "day-0"),
        ("10.5.2026.", "", "hours-0"),
        ("10.5.2026.", "25", "hours-0"),
        ("10.5.2026.", "-1", "hours-0"),
    ],
)
def test_a_row_says_what_to_correct(day, hours, field):
    with pytest.raises(Invalid) as caught:
        days.read_days([DayRow(0, day, hours)], TODAY)
    assert list(caught.value.problems) == [field]


def test_today_is_not_in_the_future():
    assert days.read_days([DayRow(0, "31.5.2026.", "24")], TODAY) == [HeldDay(TODAY, 1440)]


def test_a_day_is_entered_once():
    with pytest.raises(Invalid) as caught:
        days.read_days([DayRow(0, "10.5.2026.", "2"), DayRow(1, "10.5.2026", "3")], TODAY)
    assert list(caught.value.problems) == ["day-1"]
