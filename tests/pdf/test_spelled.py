"""Numbers in words."""

import pytest

from staffdev.i18n import Language
from staffdev.pdf.days import on_day
from staffdev.pdf.spelled import spelled, spelled_hours
from staffdev.translations import speaking
from tests.pdf.samples import MADE_ON


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (1, "one"),
        (19, "nineteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (999, "nine hundred and ninety-nine"),
        (1000, "1000"),
    ],
)
def test_a_number_is_spelled(number, words):
    with speaking(Language.ENGLISH):
        assert spelled(number) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (60, "one hour"),
        (120, "two hours"),
        (150, "two hours and thirty minutes"),
        (61, "one hour and one minute"),
        (45, "forty-five minutes"),
        (0, "zero hours"),
    ],
)
def test_hours_and_minutes_are_spelled(minutes, words):
    with speaking(Language.ENGLISH):
        assert spelled_hours(minutes) == words


def test_a_day_in_an_english_sentence():
    with speaking(Language.ENGLISH):
        assert on_day(MADE_ON) == "30 June 2025"
