"""The personal transcript."""

from datetime import UTC, date, datetime

import pytest

from staffdev.i18n import S_, Language
from staffdev.pdf.transcript.model import RecordState, YearLine
from staffdev.rulebook.model import Status
from tests.pdf import reading, samples

ENGLISH = Language.ENGLISH


def test_a_verdict_has_its_word_figures_reason_next_step_and_article():
    words = reading.words(samples.personal(ENGLISH))
    for fact in (
        "✗ Not met · Continuing training · 2025",
        "required: 10 h; verified: 2 h 30 min.",
        "The period is over.",
        "Next step: Record 8 hours more.",
        "Article 18(2) (RS-SOS-18.2): At least ten hours a year.",
    ):
        assert fact in words


@pytest.mark.parametrize("status", list(Status))
def test_each_status_has_a_mark_and_a_word_so_that_it_needs_no_colour(status):
    words = reading.words(samples.personal(ENGLISH, verdicts=(samples.verdict(status),), years=()))
    marked = {
        Status.MET: "✓ Met",
        Status.NOT_MET: "✗ Not met",
        Status.AT_RISK: "● At risk",
        Status.NOT_YET_APPLICABLE: "○ Not yet applicable",
    }
    assert marked[status] in words


def test_the_law_is_quoted_in_the_readers_script():
    assert "Најмање десет сати годишње." in reading.words(samples.personal(Language.SERBIAN_CYRILLIC))
    assert "Najmanje deset sati godišnje." in reading.words(samples.personal(Language.SERBIAN_LATIN))


def test_each_record_says_who_verified_it_when_and_whether_it_counts():
    words = reading.words(samples.personal(ENGLISH, engagements=(), certificates=()))
    assert "Verified 1 Mar 2025 yes" in words
    assert "Waiting to be verified no" in words
    assert "waits" in words
    assert "2025 · 2 records · counted: 2 h 30 min" in words


def test_a_returned_record_says_why_it_does_not_count():
    returned = samples.record(state=RecordState.RETURNED, why_not=S_("no evidence"))
    words = reading.words(samples.personal(ENGLISH, records=(returned,)))
    assert "Returned 1 Mar 2025 no" in words
    assert "no evidence" in words
    assert "counted: 0 h" in words


def test_the_latest_year_comes_first():
    words = reading.words(samples.personal(ENGLISH, records=samples.records_of_ten_years()))
    assert words.index("2025 · 40 records") < words.index("2016 · 40 records")


def test_it_says_for_which_day_and_as_recorded_when():
    words = reading.words(samples.personal(ENGLISH, as_recorded_on=datetime(2026, 1, 3, 11, tzinfo=UTC)))
    assert "State of affairs on 31 Dec 2025" in words
    assert "3 Jan 2026 12:00" in words


def test_somebody_without_any_record_gets_a_transcript_that_says_so():
    nothing = dict.fromkeys(("engagements", "verdicts", "years", "topics", "certificates", "records"), ())
    assert reading.words(samples.personal(ENGLISH, **nothing)).count("There is nothing to list.") == 6


def test_ten_years_of_forty_records_are_all_there_under_repeated_headings():
    records = tuple(
        samples.record(date(2016 + number // 40, 5, 1), title=f"Обука {number:03}") for number in range(400)
    )
    paper = samples.personal(ENGLISH, records=records)
    words = reading.words(paper)
    assert [record.title for record in records if record.title not in words] == []
    for page in reading.reader(paper).pages[1:]:
        assert "Verification" in page.extract_text()


def test_a_remark_longer_than_a_page_goes_on_overleaf():
    paper = samples.personal(ENGLISH, records=(samples.record(title="ријеч " * 3000),))
    assert reading.words(paper).count("ријеч") == 3000


def test_professional_support_has_its_years_and_each_consultation_with_its_length_alone():
    words = reading.words(samples.personal(ENGLISH))
    assert "2025 1 4 2 ✓ Met" in words
    assert "4 Mar 2025 45 min yes" in words
    assert "6 May 2025 30 min no" in words
    assert "not the more experienced one" in words


@pytest.mark.parametrize("duties", [5, 6, 7, 8, 9, 10])
def test_the_hours_of_the_years_stay_on_one_page(duties):
    years = tuple(
        YearLine(year=year, required=600, verified=600, unverified=0, status=Status.MET) for year in range(2019, 2026)
    )
    paper = samples.personal(ENGLISH, verdicts=(samples.verdict(Status.MET),) * duties, years=years, support=())
    [page] = [text for each in reading.reader(paper).pages if "Hours by year" in (text := each.extract_text())]
    hours = page.partition("Hours by year")[2]
    assert [year for year in range(2019, 2026) if f"{year}" not in hours] == []
