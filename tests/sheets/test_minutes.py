"""Lengths as offices write them."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words import SessionLength, parse_minutes
from tests.sheets.books import outcome


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        (3, 180),
        ("3", 180),
        ("6,0", 360),
        ("4,5", 270),
        ("4.5", 270),
        ("3h", 180),
        ("3 ч", 180),
        ("8 сати", 480),
        ("1 sat", 60),
        ("3 časa", 180),
        ("2 sata i 30 min", 150),
        ("2 сата и 30 мин", 150),
        ("2h30", 150),
        ("2ч 30м", 150),
        ("90 мин", 90),
        ("90 minuta", 90),
        ("2:30", 150),
        ("1½", 90),
        ("½", 30),
        ("¾ h", 45),
        ("sat i po", 90),
        ("pola sata", 30),
        ("2x4h", 480),
        ("2,4", 144),
        (Decimal("2.4"), 144),
        (2.4, 144),
        (Decimal("0.1"), 6),
        (Decimal("0.333333333333333"), 20),
        (timedelta(minutes=150), 150),
        (time(2, 30), 150),
        ("ukupno 3", 180),
        ("72", 4320),
    ],
)
def test_a_length_is_whole_minutes(typed, minutes):
    assert parse_minutes(typed).minutes == minutes


def test_the_days_of_a_course_keep_their_own_hours():
    found = parse_minutes("10 (29.12. 3ч, 30.12. 3ч, 5.1. 3ч, 6.1. 1ч)")
    assert found.minutes == 600
    assert [(part.day, part.month, part.minutes) for part in found.sessions] == [
        (29, 12, 180),
        (30, 12, 180),
        (5, 1, 180),
        (6, 1, 60),
    ]


def test_days_may_stand_alone_and_with_their_year():
    found = parse_minutes("29.12.2025. 3h, 5.1.2026 2,5h")
    assert found.sessions == (SessionLength(29, 12, 2025, 180), SessionLength(5, 1, 2026, 150))
    assert found.minutes == 330


def test_a_sum_is_kept_in_its_parts():
    found = parse_minutes("4+3,5")
    assert (found.minutes, found.parts) == (450, (240, 210))


@pytest.mark.parametrize(
    ("typed", "said", "offered"),
    [
        ("otprilike 5", "is not exact", "300 min"),
        ("отприлике 5", "is not exact", "300 min"),
        ("oko 3 sata", "is not exact", "180 min"),
        ("~3", "is not exact", "180 min"),
        ("otprilike mnogo", "is not exact", None),
        (-4, "less than nothing", None),
        ("-4", "less than nothing", None),
        ("− 4", "less than nothing", None),
        (0, "zero", None),
        ("0", "zero", None),
        ("0,33", "not a whole number of minutes", "20 min"),
        ("8 školskih časova", "school hours", "360 min"),
        ("10 (29.12. 3ч, 30.12. 3ч)", "add up to 360 minutes, not 600", None),
        ("1001", "too long for one training", None),
        (10**9, "too long", None),
        (Decimal("NaN"), "too long", None),
        ("2 sata i 70 min", "is not a length", None),
        ("пет", "is not a length", None),
        ("—", "There is no length", None),
        (None, "There is no length", None),
        ("1" * 400, "too long", None),
    ],
)
def test_what_is_no_length_says_why_and_what_to_do(typed, said, offered):
    with pytest.raises(Unreadable) as refusal:
        parse_minutes(typed)
    assert said in str(refusal.value)
    assert refusal.value.offered == offered
    if offered:
        parse_minutes(offered)


def test_what_was_not_read_is_said():
    assert "“sa pauzom” in brackets" in str(parse_minutes("3 (sa pauzom)").notes[0])


@given(st.integers(1, 59_999))
def test_every_length_survives_every_way_of_writing_it(minutes):
    hours, rest = divmod(minutes, 60)
    spelled = [f"{minutes} min", f"{hours}:{rest:02}", timedelta(minutes=minutes)]
    if hours:
        spelled.append(f"{hours} sati i {rest} minuta")
    if minutes % 3 == 0:
        spelled += [str(Decimal(minutes) / 60).replace(".", ","), Decimal(minutes) / 60, minutes / 60]
    for typed in spelled:
        assert parse_minutes(typed).minutes == minutes


@given(st.integers(1, 1439))
def test_a_number_that_excel_calculated_is_no_float(minutes):
    assert parse_minutes(Decimal(repr(minutes / 60))).minutes == minutes


@given(
    st.one_of(
        st.text(max_size=80),
        st.text("0123456789,.:½()+x hsminчасt-", max_size=40),
        st.integers(),
        st.floats(),
        st.decimals(),
        st.none(),
        st.timedeltas(),
        st.times(),
        st.dates(),
        st.booleans(),
    )
)
def test_nothing_typed_raises_anything_else(typed):
    outcome(lambda: parse_minutes(typed))
