"""A new week takes its place: day by day there is one at most, and nothing else moves."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.intervision.availability.rules.placing import Days, placing, what_is_left


class Held(NamedTuple):
    """A week that is there already."""

    from_on: date
    until_on: date | None


def on(month, day):
    return date(2026, month, day)


@pytest.mark.parametrize(
    ("new", "left"),
    [
        (Days(on(3, 1), None), (Days(on(1, 1), on(2, 28)),)),
        (Days(on(1, 1), None), ()),
        (Days(on(1, 2), None), (Days(on(1, 1), on(1, 1)),)),
        (Days(on(3, 1), on(3, 31)), (Days(on(1, 1), on(2, 28)), Days(on(4, 1), None))),
        (Days(date(2025, 1, 1), on(1, 31)), (Days(on(2, 1), None),)),
    ],
)
def test_the_earlier_one_keeps_the_days_before_and_after(new, left):
    assert what_is_left(Held(on(1, 1), None), new) == left


def test_a_week_that_ends_with_the_new_one_has_no_days_after_it():
    assert what_is_left(Held(on(1, 1), on(3, 31)), Days(on(3, 1), on(3, 31))) == (Days(on(1, 1), on(2, 28)),)
    assert what_is_left(Held(on(1, 1), on(4, 1)), Days(on(3, 1), on(3, 31)))[1] == Days(on(4, 1), on(4, 1))


def test_without_a_last_day_it_ends_where_a_later_one_begins():
    later = Held(on(6, 1), None)
    placed = placing(Days(on(3, 1), None), [Held(on(1, 1), on(5, 31)), later])
    assert placed.until_on == on(5, 31)
    assert [old for old, _ in placed.left] == [Held(on(1, 1), on(5, 31))]


def test_one_that_begins_on_the_same_day_is_replaced():
    placed = placing(Days(on(3, 1), None), [Held(on(3, 1), None)])
    assert (placed.until_on, placed.left) == (None, ((Held(on(3, 1), None), ()),))


def test_on_its_own_days_it_wins_over_a_later_one():
    placed = placing(Days(on(3, 1), on(6, 15)), [Held(on(6, 1), None)])
    assert placed.left == ((Held(on(6, 1), None), (Days(on(6, 16), None),)),)


def test_one_that_ends_the_day_before_is_not_touched():
    assert placing(Days(on(3, 1), None), [Held(on(1, 1), on(2, 28))]).left == ()
    assert placing(Days(on(3, 1), None), [Held(on(1, 1), on(3, 1))]).left != ()


FIRST = date(2026, 1, 1)
days = st.integers(0, 60)


@st.composite
def histories(draw):
    """Weeks one after another, as they were entered."""
    pairs = draw(st.lists(st.tuples(days, st.none() | days), min_size=1, max_size=6))
    return [
        Days(FIRST + timedelta(days=first), None if length is None else FIRST + timedelta(days=first + length))
        for first, length in pairs
    ]


@given(histories())
def test_whatever_is_entered_each_day_has_one_week_and_only_the_new_days_change(entered):
    held: list[tuple[int, Days]] = []
    for number, new in enumerate(entered):
        before = [owner_on(held, day) for day in all_days()]
        placed = placing(new, [one for _, one in held])
        left = dict(placed.left)
        held = [(owner, days) for owner, old in held for days in left.get(old, (old,))]
        held.append((number, Days(new.from_on, placed.until_on)))
        for day, was in zip(all_days(), before, strict=True):
            own = new.from_on <= day <= (placed.until_on or date.max)
            assert owner_on(held, day) == (number if own else was)


def all_days():
    return [FIRST + timedelta(days=n) for n in range(140)]


def owner_on(held, day):
    owners = [owner for owner, one in held if one.from_on <= day <= (one.until_on or date.max)]
    assert len(owners) <= 1
    return owners[0] if owners else None
