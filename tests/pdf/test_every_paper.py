"""What holds for each paper, in each language and with whatever people type."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from staffdev.i18n import Language
from staffdev.translations import day, gettext, speaking
from tests.pdf import reading, samples

every_paper = pytest.mark.parametrize("paper", samples.PAPERS.values(), ids=samples.PAPERS)
every_language = pytest.mark.parametrize("language", list(Language))
framed = pytest.mark.parametrize("paper", [samples.PAPERS[name] for name in samples.PAPERS if name != "certificate"])

ODD = [
    "",
    " ",
    "<b>bold</b> & <para> &amp; </font>",
    "zero\u200bwidth\u200d\ufeff\u00ad",
    "emoji 👩‍👩‍👧 ❤️",
    "שלום עולם",
    "\u202eright to left\u202c",
    "日本語",
    "c\u030cd\u0301\u0323",
    "half a pair \ud83d",
    "nul\x00 bell\x07 tab\t line\nbreak\r\n",
    "100 % %s %(name)s {0} $",
    "ﬁ ﷽ ⸻",
    "\U0010ffff\ufffe",
    "Л" * 300,
    "reč " * 300,
]


@every_language
@every_paper
def test_names_can_be_read_back_in_both_scripts_letter_for_letter(paper, language):
    assert samples.LATIN_NAME in reading.words(paper(language))
    assert samples.CYRILLIC_NAME in reading.words(paper(language, person=samples.CYRILLIC_NAME))


@every_language
@every_paper
def test_every_font_is_inside_and_there_is_no_other(paper, language):
    fonts = reading.fonts(paper(language))
    assert {name.partition("+")[2] for name in fonts} == {"DejaVuSans", "DejaVuSans-Bold"}
    assert all(fonts.values())


@every_language
@every_paper
def test_a_paper_says_its_language_its_title_and_the_day_it_was_made(paper, language):
    read = reading.reader(paper(language))
    assert read.root_object["/Lang"] == language.value
    assert read.metadata is not None
    assert read.metadata.title
    assert read.metadata.title not in {"untitled", "(anonymous)"}
    assert read.metadata.author == "Удружење „Сунчана страна”"
    assert read.metadata.creation_date is not None
    assert read.metadata.creation_date.date() == samples.MADE_ON


@every_paper
def test_the_same_paper_printed_twice_is_the_same_to_the_byte(paper):
    assert paper() == paper()


@every_language
@framed
def test_the_foot_has_the_page_the_day_and_the_note_on_locking(paper, language):
    made = paper(language)
    words, count = reading.words(made), reading.pages(made)
    with speaking(language):
        assert gettext("Page %(number)s of %(count)s") % {"number": count, "count": count} in words
        assert gettext("Printed on %(day)s") % {"day": day(samples.MADE_ON)} in words
        note = "Keep this print-out locked: only authorised helpline staff may have access (Article 21(2))."
        assert gettext(note)[:20] in words


@pytest.mark.parametrize("typed", ODD, ids=range(len(ODD)))
@every_paper
def test_nothing_that_can_be_typed_stops_a_paper(paper, typed):
    assert reading.pages(paper(person=typed)) >= 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(typed=st.text(max_size=60))
def test_no_text_at_all_stops_a_paper(typed):
    assert samples.matrix(person=typed).startswith(b"%PDF")
    assert samples.award(person=typed).startswith(b"%PDF")


@every_paper
def test_markup_in_a_name_is_printed_as_it_was_typed(paper):
    assert "<b>Ana</b> & <i>" in reading.words(paper(person="<b>Ana</b> & <i>"))


@every_paper
def test_a_letter_without_a_picture_leaves_a_visible_box(paper):
    assert "Ana □ Đokić" in reading.words(paper(person="Ana 👩 Đokić"))


@pytest.mark.parametrize("long", ["Ђ" * 200, "Ђурђија " * 100], ids=["one word", "many words"])
@every_paper
def test_a_long_name_wraps_and_none_of_it_is_lost(paper, long):
    assert reading.words(paper(person=long)).count("Ђ") >= long.count("Ђ")
