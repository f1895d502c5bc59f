"""Exact times as people type them, in either script and in English."""

import pytest

from staffdev import translations
from staffdev.i18n import Language
from staffdev.intervision.availability.rules.lines import MOST_LINES, Unclear, read_lines
from staffdev.intervision.availability.view import lines_of
from staffdev.weekly import read, write


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        ("Monday 17:30–20:00 gladly", "1 17:30-20:00 glad"),
        ("mon 17-20", "1 17:00-20:00 glad"),
        ("ponedeljak 17.30-20 rado", "1 17:30-20:00 glad"),
        ("уторак 17 до 19 ако мора", "2 17:00-19:00 if_need_be"),
        ("sre, čet i pet 18–20 ako mora", "3 18:00-20:00 if_need_be 4 18:00-20:00 if_need_be 5 18:00-20:00 if_need_be"),
        ("пет–нед 9-10 не могу", "5 09:00-10:00 no 6 09:00-10:00 no 7 09:00-10:00 no"),
        ("ned-uto 8-9 da", "1 08:00-09:00 glad 2 08:00-09:00 glad 7 08:00-09:00 glad"),
        ("sub 22-2", "6 22:00-24:00 glad 7 00:00-02:00 glad"),
        ("sub 0-24 rado", "6 00:00-24:00 glad"),
        ("sub 20-24 rado", "6 20:00-24:00 glad"),
        ("pon 8-9\n\n  uto 9-10 if need be  ", "1 08:00-09:00 glad 2 09:00-10:00 if_need_be"),
        ("", ""),
    ],
)
def test_they_are_read_as_people_write_them(typed, week):
    assert write(read_lines(typed)) == week


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("17-20", "Line 1: write it like"),
        ("pon 17", "Line 1: write it like"),
        ("pon 17-20\nsomeday 18-19", "Line 2: begin with a day of the week"),
        ("pon 18-20 možda", "Line 1: end it with"),
        ("pon 25-26", "“25” is not a time of day"),
        ("pon 18-18", "Line 1: it ends when it begins"),
        ("pon-uto-sre 18-19", "Line 1: begin with a day of the week"),
        ("pon 18-19\n" * (MOST_LINES + 1), "at most 60 lines"),
    ],
)
def test_what_is_unclear_is_named_by_its_line(typed, advice):
    with pytest.raises(Unclear) as unclear:
        read_lines(typed)
    assert advice in str(unclear.value)


@pytest.mark.parametrize("language", list(Language))
def test_what_the_form_shows_can_be_typed_again(language):
    week = read("1 17:30-20:00 glad 3 08:15-09:00 if_need_be 7 10:00-24:00 glad 7 00:00-01:00 glad")
    with translations.speaking(language):
        assert read_lines(lines_of(week)) == week
