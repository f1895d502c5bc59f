"""Registers and matrices."""

from datetime import date

import pytest

from staffdev.citing import article
from staffdev.i18n import S_, Language
from staffdev.pdf.cells import Minutes
from staffdev.pdf.grids import Column
from staffdev.rulebook.model import Status, Words
from staffdev.translations import speaking
from tests.pdf import reading, samples

ENGLISH = Language.ENGLISH


def test_each_kind_of_cell_is_written_in_the_papers_language():
    cells = (
        "Ana",
        7,
        date(2025, 5, 1),
        S_("%(n)s of %(m)s", n=1, m=2),
        Words("члан", "article"),
        Status.MET,
        Minutes(90),
        None,
    )
    columns = tuple(Column(S_(f"Column {number}"), 1) for number in range(len(cells)))
    words = reading.words(samples.matrix(ENGLISH, columns=columns, rows=(cells,)))
    assert "Ana 7 1 May 2025 1 of 2 article ✓ Met 1 h 30" in words


def test_an_empty_register_says_so():
    assert "There is nothing to list." in reading.words(samples.matrix(ENGLISH, rows=()))


def test_subtitle_and_notes_are_printed():
    words = reading.words(
        samples.matrix(ENGLISH, subtitle=S_("as of %(day)s", day=date(2025, 12, 31)), notes=(S_("Note one."),))
    )
    assert "as of 31 Dec 2025" in words
    assert "Note one." in words


def test_it_lies_on_its_side():
    box = reading.reader(samples.matrix()).pages[0].mediabox
    assert box.width > box.height


def test_five_hundred_rows_are_complete_and_headed_on_each_page():
    rows = tuple((f"Консултанткиња {number:03}", list(Status)[number % 4], Minutes(number)) for number in range(500))
    paper = samples.matrix(ENGLISH, rows=rows)
    words = reading.words(paper)
    assert [row[0] for row in rows if row[0] not in words] == []
    assert words.count("Consultant Status") == reading.pages(paper)


@pytest.mark.parametrize(
    ("number", "said"), [("18(2)", "Article 18(2)"), ("6(1) item 2", "Article 6(1) item 2"), ("27", "Article 27")]
)
def test_an_article_is_named_as_lawyers_name_it(number, said):
    with speaking(ENGLISH):
        assert article(number) == said
