"""The yearly plan on paper."""

import pytest

from staffdev.i18n import Language
from staffdev.pdf.plan import Foreseen
from tests.pdf import reading, samples


@pytest.mark.parametrize(
    ("language", "said"),
    [(Language.SERBIAN_CYRILLIC, "Нацрт"), (Language.SERBIAN_LATIN, "Nacrt"), (Language.ENGLISH, "Draft")],
)
def test_a_draft_says_that_it_is_one(language, said):
    words = reading.words(samples.plan(language, adopted_on=None, decision_number="", signatory=""))
    assert said in words
    assert "3/2026" not in words


def test_an_adopted_plan_says_by_which_decision_and_who_signs():
    words = reading.words(samples.plan(Language.ENGLISH))
    assert "Adopted on 29 Jan 2026 by decision no. 3/2026" in words
    assert samples.CYRILLIC_NAME in words
    assert "Интервизије: 8 times" in words


def test_what_came_of_it_has_no_column_where_it_is_not_told():
    told, untold = samples.plan(Language.ENGLISH), samples.plan(Language.ENGLISH, items=())
    assert "Came of it" in reading.words(told)
    assert "Came of it" not in reading.words(untold)
    assert "Nothing beside these rhythms." in reading.words(untold)


def test_a_hundred_items_go_on_overleaf_under_their_headings():
    items = tuple(Foreseen(kind="обука", title=f"Обука број {number}", minutes=60) for number in range(100))
    paper = samples.plan(items=items)
    assert reading.pages(paper) > 1
    assert "Обука број 99" in reading.words(paper)
