"""Times of a week: what is written is read back, midnight splits, what touches is one."""

from datetime import time

import pytest

from staffdev import weekly
from staffdev.weekly import Stretch


def test_what_is_written_is_read_back():
    times = (Stretch(1, 1020, 1200, "glad"), Stretch(3, 0, 1440, ""))
    assert weekly.read(weekly.write(times)) == times
    assert weekly.write(times) == "1 17:00-20:00 glad 3 00:00-24:00"


@pytest.mark.parametrize("text", ["8 17:00-20:00", "1 17-20", "1 17:00-20:00glad", "Monday"])
def test_what_is_not_in_the_notation_is_refused(text):
    with pytest.raises(ValueError, match="not a time of a week"):
        weekly.read(text)


def test_a_time_past_midnight_stands_as_two():
    assert weekly.between(7, time(22), time(6)) == (Stretch(7, 1320, 1440), Stretch(1, 0, 360))
    assert weekly.between(7, time(22), time(0)) == (Stretch(7, 1320, 1440),)
    assert weekly.between(2, time(17), time(20)) == (Stretch(2, 1020, 1200),)


def test_what_overlaps_or_touches_is_one():
    times = weekly.read("1 10:00-12:00 1 12:00-13:00 1 14:00-15:00 2 12:30-13:00 2 12:00-14:00")
    assert weekly.write(weekly.united(times)) == "1 10:00-13:00 1 14:00-15:00 2 12:00-14:00"
