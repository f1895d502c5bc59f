"""What answers come to, and until when they are taken."""

from datetime import date, time
from types import SimpleNamespace

import pytest

from staffdev.errors import Invalid
from staffdev.intervision.polls.entry import Option, answer_by_problems, read_answers, read_poll, typed_options
from staffdev.intervision.polls.rules import (
    FEWEST_SHOWN,
    Tally,
    are_counts_shown,
    best_of,
    choice_refusal,
    refusal,
    silent_among,
    takes_answers,
    tally,
)
from staffdev.intervision.vocabulary import Grade

TODAY = date(2026, 3, 2)
GLAD, NEED, NO = Grade.GLAD, Grade.IF_NEED_BE, Grade.NO


def poll(answer_by, closed_at=None):
    return SimpleNamespace(answer_by=answer_by, closed_at=closed_at)


def test_answers_are_taken_until_the_last_day_included():
    assert takes_answers(poll(TODAY), TODAY)
    assert not takes_answers(poll(date(2026, 3, 1)), TODAY)
    assert "1 Mar" in str(refusal(poll(date(2026, 3, 1)), TODAY)).replace("2026-03-01", "1 Mar")


def test_a_closed_poll_takes_none_whatever_its_day():
    assert not takes_answers(poll(date(2026, 4, 1), closed_at="now"), TODAY)


def test_whoever_is_silent_is_not_coming_and_strangers_do_not_count():
    found = tally({1: GLAD, 2: NEED, 3: NO, 9: GLAD}, [1, 2, 3, 4])
    assert found == Tally(glad=1, if_need_be=1, no=1, silent=1)
    assert found.can == 2


def test_the_silent_stay_in_their_order():
    assert silent_among([3, 1, 2], {1}) == [3, 2]


def test_what_nobody_can_come_to_cannot_be_chosen():
    assert choice_refusal(Tally(0, 0, 3, 1))
    assert choice_refusal(Tally(0, 1, 3, 0)) is None


def test_the_best_is_what_most_can_come_to_and_then_gladly():
    tallies = [Tally(1, 2, 0, 0), Tally(2, 1, 0, 0), Tally(2, 0, 1, 0), Tally(2, 1, 0, 0)]
    assert best_of(tallies) == {1, 3}
    assert best_of([Tally(0, 0, 2, 0)]) == set()
    assert best_of([]) == set()


def test_a_small_group_reads_no_counts():
    assert not are_counts_shown(FEWEST_SHOWN - 1)
    assert are_counts_shown(FEWEST_SHOWN)


OPTIONS = [Option(date(2026, 3, 10), None, time(18))]


@pytest.mark.parametrize(
    ("answer_by", "is_wrong"),
    [
        (date(2026, 3, 1), True),
        (TODAY, False),
        (date(2026, 3, 9), False),
        (date(2026, 3, 10), True),
    ],
)
def test_they_answer_from_today_on_and_before_the_first_day(answer_by, is_wrong):
    assert bool(answer_by_problems(answer_by, OPTIONS, TODAY)) is is_wrong


def test_for_a_regular_time_a_year_is_the_most():
    weekly = [Option(None, 1, time(18))]
    assert not answer_by_problems(date(2027, 3, 3), weekly, TODAY)
    assert answer_by_problems(date(2027, 3, 4), weekly, TODAY)


TYPED = {"group": "g", "minutes": "1,5", "answer_by": "5.3.2026."}


def test_options_are_read_in_their_order_and_empty_rows_left_out():
    posted = TYPED | {"day-1": "10.3.2026.", "time-1": "18", "day-4": "11.3.2026", "time-4": "17:30"}
    form, options = read_poll(posted, TODAY)
    assert form.minutes == 90
    assert options == [Option(date(2026, 3, 10), None, time(18)), Option(date(2026, 3, 11), None, time(17, 30))]


def test_weekdays_are_read_where_a_regular_time_is_asked_for():
    posted = TYPED | {"is_weekly": "yes", "weekday-1": "3", "time-1": "18", "weekday-2": "4", "time-2": "18"}
    assert read_poll(posted, TODAY)[1] == [Option(None, 3, time(18)), Option(None, 4, time(18))]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day-1": ""}, "day-1"),
        ({"time-1": ""}, "time-1"),
        ({"day-1": "2.3.2026."}, "day-1"),
        ({"day-1": "2.3.2027.", "answer_by": "5.3.2026."}, None),
        ({"day-1": "4.3.2027."}, "day-1"),
        ({"day-1": "29.3.2026.", "time-1": "2:30"}, "time-1"),
        ({"day-2": "10.3.2026."}, "time-2"),
        ({"day-2": "", "time-2": ""}, "day-1"),
        ({"minutes": "10 min"}, "minutes"),
        ({"minutes": "8 h 1 min"}, "minutes"),
        ({"group": ""}, "group"),
        ({"answer_by": "10.3.2026."}, "answer_by"),
        ({"is_weekly": "yes"}, "weekday-1"),
        ({"is_weekly": "yes", "weekday-1": "8"}, "weekday-1"),
    ],
)
def test_each_thing_that_is_wrong_is_named(change, field):
    posted = TYPED | {"day-1": "10.3.2026.", "time-1": "18", "day-2": "11.3.2026.", "time-2": "18"} | change
    if field is None:
        assert read_poll(posted, TODAY)
        return
    with pytest.raises(Invalid) as invalid:
        read_poll(posted, TODAY)
    assert field in invalid.value.problems


def test_every_time_wants_one_of_three_answers():
    options = [SimpleNamespace(id=1, code="a"), SimpleNamespace(id=2, code="b")]
    assert read_answers({"grade-a": "glad", "grade-b": "no"}, options) == {1: GLAD, 2: NO}
    with pytest.raises(Invalid) as invalid:
        read_answers({"grade-a": "perhaps", "grade-b": "no"}, options)
    assert list(invalid.value.problems) == ["grade-a"]


def test_an_address_fills_the_form():
    asked = ["2026-03-10 18:00", "3 17:30"]
    assert typed_options(asked) == {"day-1": "2026-03-10", "time-1": "18:00", "weekday-2": "3", "time-2": "17:30"}
