"""The decisions on appointment and relief of duty."""

from datetime import date

import pytest

from staffdev.i18n import Language
from staffdev.pdf.decision import Office
from staffdev.translations import day, speaking
from tests.pdf import reading, samples

ENGLISH = Language.ENGLISH


def test_an_appointment_names_ground_person_office_and_day():
    words = reading.words(samples.appointment(ENGLISH))
    assert "Pursuant to Article 16(2) of the Rulebook" in words
    assert "No. 93/2015" in words
    assert f"{samples.LATIN_NAME} is appointed coordinator of the helpline service" in words
    assert "takes up her duty on 15 April 2025 and performs it until relieved of it" in words
    assert "Number: 3/2025" in words
    assert "Place of the stamp" in words
    assert words.count(samples.CYRILLIC_NAME) == 2  # in the ground and under the signature line


def test_the_usual_decision_fits_on_one_page():
    for language in Language:
        assert reading.pages(samples.appointment(language)) == 1
        assert reading.pages(samples.relief(language)) == 1


def test_an_appointment_for_a_time_says_until_when():
    words = reading.words(samples.appointment(ENGLISH, until=date(2026, 12, 31)))
    assert "takes up her duty on 15 April 2025 and performs it until 31 December 2026." in words


@pytest.mark.parametrize(
    ("until", "ends"), [(None, "returns to duty."), (date(2025, 9, 1), "than until 1 September 2025.")]
)
def test_an_acting_coordinator_is_called_that_and_ends_with_the_absence(until, ends):
    paper = samples.appointment(
        ENGLISH, office=Office.ACTING_COORDINATOR, until=until, stands_in_for="Žaklina Šćepanović"
    )
    words = reading.words(paper)
    assert "is appointed acting coordinator" in words
    assert ends in words
    assert "during her absence (Žaklina Šćepanović)" in words


def test_tasks_typed_by_the_organisation_replace_the_usual_ones():
    words = reading.words(samples.appointment(ENGLISH, tasks=("води распоред;", "izveštava odbor.")))
    assert "1) води распоред; 2) izveštava odbor." in words
    assert "draws up the roster" not in words


def test_a_further_ground_is_added_to_the_article():
    paper = samples.appointment(ENGLISH, act=samples.act(further_ground="члана 22. Статута"))
    assert "93/2015) and члана 22. Статута, " in reading.words(paper)


def test_a_relief_names_the_decision_that_appointed_her_the_last_day_and_the_reason():
    words = reading.words(samples.relief(ENGLISH, reason="на лични захтев"))
    assert "to which she was appointed by decision number 1/2024 of 1 February 2024." in words
    assert "Her duty ends at the end of 30 June 2025." in words
    assert "Reason for the relief of duty: на лични захтев" in words


def test_a_relief_without_a_reason_does_not_mention_one():
    assert "Reason for" not in reading.words(samples.relief(ENGLISH))


def test_long_tasks_go_on_overleaf_and_the_signature_never_stands_alone():
    paper = samples.appointment(ENGLISH, tasks=tuple(f"task {number} " + "reč " * 40 for number in range(30)))
    last = reading.reader(paper).pages[-1].extract_text()
    assert reading.pages(paper) > 1
    assert "Statement of reasons" in last
    assert "Place of the stamp" in last


@pytest.mark.parametrize("language", list(Language))
def test_the_day_of_the_decision_is_written_as_the_language_writes_days(language):
    with speaking(language):
        assert day(date(2025, 4, 12)) in reading.words(samples.appointment(language))
