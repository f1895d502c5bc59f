"""The sheet that participants sign."""

from staffdev.i18n import Language
from staffdev.pdf.sign_in_sheet import Participant
from tests.pdf import reading, samples

ENGLISH = Language.ENGLISH


def test_it_says_what_when_where_and_who_leads():
    words = reading.words(samples.sheet(ENGLISH))
    for fact in (
        "Основна обука",
        "RS-AKR-114/2023",
        "10 May 2025",
        "10:00–16:30",
        "Сомбор",
        samples.CYRILLIC_NAME,
        "2 of 6",
    ):
        assert fact in words


def test_times_that_are_not_known_yet_are_lines_to_write_on():
    words = reading.words(samples.sheet(ENGLISH, starts_at=None, ends_at=None))
    assert "Time _________ – _________" in words
    assert "10:00" not in words


def test_a_course_of_one_session_does_not_count_sessions():
    assert "1 of 1" not in reading.words(samples.sheet(ENGLISH, session=1, sessions=1)).replace("Page 1 of 1", "")


def test_rows_are_numbered_through_the_spare_ones():
    words = reading.words(samples.sheet(ENGLISH, spare_rows=3))
    assert "2 3 4" in words
    assert "4 5" not in words


def test_nobody_is_cut_off_among_a_hundred_participants():
    people = tuple(Participant(name=f"Učesnica Đ{number:03}") for number in range(100))
    words = reading.words(samples.sheet(ENGLISH, participants=people))
    assert [person.name for person in people if person.name not in words] == []
    assert words.count("Signature on leaving") == reading.pages(samples.sheet(ENGLISH, participants=people))
