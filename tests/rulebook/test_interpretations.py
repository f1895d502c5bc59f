import re
from datetime import date

import pytest

from staffdev.errors import Invalid
from staffdev.rulebook.interpretations import (
    InterpretationType,
    Override,
    month_day,
    problem_with_value,
    value_as_text,
    value_from_text,
)
from staffdev.rulebook.loader import load

PACK = load()
READINGS = PACK.interpretations
SINCE = date(2025, 1, 1)
GLOBAL = {"language.gender", "verdict.precedence"}  # they belong to every duty

DEFAULTS = {
    "effective.F2": date(2018, 11, 21),
    "ce.basis": "calendar_year",
    "ce.level": "both",
    "ce.who": "all_active",
    "ce.prorate": True,
    "ce.leave_min_days": 30,
    "ce.basic_counts": False,
    "ce.hour_minutes": 60,
    "ce.carry_over": False,
    "ce.verify_days": 31,
    "ce.pace_slack_minutes": 120,
    "ce.risk_from": "10-01",
    "basic.accreditation_must_cover": "whole_course",
    "topics_from": "any_verified",
    "topics.planned_days": 90,
    "minority.severity": "should",
    "induction_days": 90,
    "induction_warn_days": 30,
    "volunteers_included": True,
    "licence_required": True,
    "professional.warn_days": 90,
    "associate.item_17_allowed": False,
    "coordinator.gap_tolerance_days": 0,
    "coordinator.leave_needs_acting_over_days": 30,
    "coordinator.warn_days": 30,
    "support.min.consultation": 1,
    "support.min.intervision": 1,
    "support.min.stress_relief_offered": 1,
    "complaint.days.ack": 3,
    "complaint.days.decision": 15,
    "complaint.days.delivery": 3,
    "complaint.days.objection": 8,
    "complaint.days.window": 365,
    "survey.min_n": 5,
    "report.min_cell": 5,
    "retention.training_years": 5,
    "retention.complaints_years": 3,
    "retention.survey_answers_months": 12,
    "retention.audit_years": 5,
    "language.gender": "feminine",
}

every_reading = pytest.mark.parametrize("reading", READINGS.known.values(), ids=READINGS.known)


def chosen(key, value, *, since=SINCE, reason="Одлука одбора", recorded_on=SINCE):
    return Override(key=key, value=value, reason=reason, since=since, recorded_on=recorded_on)


def overridden(*overrides, as_of=date(2025, 12, 31)):
    return READINGS.with_overrides(overrides, as_of=as_of)


@pytest.mark.parametrize(("key", "value"), DEFAULTS.items())
def test_the_default_is_what_was_agreed(key, value):
    assert READINGS[key] == value


@pytest.mark.parametrize("number", range(1, 16))
def test_every_default_of_the_list_is_a_named_reading(number):
    assert any(re.search(rf"\bP{number}\b", one.source) for one in READINGS.known.values())


@pytest.mark.parametrize("number", range(1, 29))
def test_every_settled_reading_is_a_named_reading(number):
    assert any(re.search(rf"§0\.4/{number}\b", one.source) for one in READINGS.known.values())


@every_reading
def test_the_default_is_allowed(reading):
    assert problem_with_value(reading, reading.default) is None


@every_reading
def test_every_allowed_value_can_be_taken(reading):
    several = reading.type is InterpretationType.CHOICES
    assert all(problem_with_value(reading, (value,) if several else value) is None for value in reading.allowed)


@every_reading
def test_it_is_explained_in_one_sentence_in_both_languages(reading):
    for words in (reading.words, *reading.labels.values()):
        assert words.sr.strip() == words.sr != ""
        assert words.en.strip() == words.en != ""
        assert not re.search("[A-Za-z]", words.sr), words.sr
    assert reading.words.sr.endswith(".")
    assert reading.words.en.endswith(".")


@every_reading
def test_a_choice_says_its_values_in_words(reading):
    if reading.type is InterpretationType.CHOICE and not reading.is_settled:
        assert set(reading.labels) == set(reading.allowed)


@every_reading
def test_a_count_has_a_unit_and_bounds(reading):
    if reading.type is InterpretationType.COUNT:
        assert reading.unit
        assert reading.allowed or (reading.at_least is not None and reading.at_most is not None)


@every_reading
def test_it_is_named_by_a_duty(reading):
    assert PACK.obligations_read_with(reading.key) or reading.key in GLOBAL


@every_reading
def test_its_value_survives_being_written_and_read(reading):
    assert value_from_text(reading, value_as_text(reading.default)) == reading.default


def test_an_organisation_chooses_another_value_from_a_day_on():
    other = chosen("ce.prorate", value=False)
    assert overridden(other, as_of=date(2025, 1, 1)).flag("ce.prorate") is False
    assert overridden(other, as_of=date(2024, 12, 31)).flag("ce.prorate") is True
    assert READINGS.flag("ce.prorate") is True


def test_the_latest_choice_holds():
    first = chosen("ce.hour_minutes", 45)
    second = chosen("ce.hour_minutes", 60, since=date(2025, 7, 1))
    assert overridden(second, first).count("ce.hour_minutes") == 60
    assert overridden(second, first, as_of=date(2025, 6, 30)).count("ce.hour_minutes") == 45


def test_of_two_choices_for_the_same_day_the_one_recorded_later_holds():
    corrected = chosen("ce.hour_minutes", 60, recorded_on=date(2025, 1, 2))
    assert overridden(corrected, chosen("ce.hour_minutes", 45)).count("ce.hour_minutes") == 60


def test_the_choice_keeps_its_reason():
    assert overridden(chosen("ce.carry_over", value=True)).overrides["ce.carry_over"].reason == "Одлука одбора"


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("ce.nonsense", 1, "no reading called ce.nonsense"),
        ("ce.basis", "lunar_year", "must be one of: calendar_year, rolling_12m, hire_anniversary"),
        ("ce.basis", 12, "one of the listed values"),
        ("ce.prorate", 1, "must be yes or no"),
        ("ce.leave_min_days", True, "must be a whole number"),
        ("ce.leave_min_days", 30.0, "must be a whole number"),
        ("ce.leave_min_days", 0, "at least 1"),
        ("ce.leave_min_days", 367, "at most 366"),
        ("survey.min_n", 2, "at least 3"),
        ("report.min_cell", 2, "at least 3"),
        ("ce.hour_minutes", 50, "must be one of: 60, 45"),
        ("ce.kinds", ["workshop"], "must be a list"),
        ("ce.kinds", ("workshop", "workshop"), "each once"),
        ("ce.kinds", ("workshop", "intervision"), "must be one of"),
        ("ce.risk_from", "13-01", "a month and a day"),
        ("ce.risk_from", "1-10", "a month and a day"),
        ("effective.F2", "2018-11-22", "must be a date"),
        ("effective.F2", date(2018, 11, 23), "must be one of: 2018-11-21, 2018-11-22"),
        ("days.inclusive", False, "settled"),
        ("verdict.precedence", "other", "settled"),
    ],
)
def test_what_cannot_be_chosen_is_refused_in_one_sentence(key, value, sentence):
    with pytest.raises(Invalid, match=re.escape(sentence)) as refused:
        overridden(chosen(key, value))
    assert set(refused.value.problems) == {key}


def test_bounds_may_be_reached():
    assert overridden(chosen("survey.min_n", 3)).count("survey.min_n") == 3
    assert overridden(chosen("ce.leave_min_days", 366)).count("ce.leave_min_days") == 366


def test_a_choice_needs_a_reason():
    with pytest.raises(Invalid, match="Give the reason"):
        overridden(chosen("ce.prorate", value=False, reason="  "))


def test_all_refused_choices_are_named_at_once():
    with pytest.raises(Invalid) as refused:
        overridden(chosen("ce.prorate", 7), chosen("ce.nonsense", 1))
    assert set(refused.value.problems) == {"ce.prorate", "ce.nonsense"}


def test_the_strict_reading_moves_the_deferred_duties_by_a_day_and_no_other():
    strict = overridden(chosen("effective.F2", date(2018, 11, 22)))
    assert PACK.in_force_from(PACK.obligations["RS-SOS-18.2"], strict) == date(2018, 11, 22)
    assert not PACK.is_in_force(PACK.obligations["RS-SOS-18.2"], date(2018, 11, 21), strict)
    assert PACK.is_in_force(PACK.obligations["RS-SOS-18.1"], date(2015, 11, 21), strict)


def test_values_come_out_as_what_they_are():
    assert READINGS.choice("ce.basis") == "calendar_year"
    assert "workshop" in READINGS.choices("ce.kinds")
    assert "intervision" not in READINGS.choices("ce.kinds")
    assert READINGS.day("effective.F2") == date(2018, 11, 21)
    assert READINGS.day_of("ce.risk_from", 2025) == date(2025, 10, 1)
    assert READINGS.chosen(["ce.hour_minutes"]) == {"ce.hour_minutes": 60}
    with pytest.raises(TypeError, match=r"ce.basis is not a bool"):
        READINGS.flag("ce.basis")


def test_the_leap_day_of_a_common_year_is_28_february():
    assert month_day("02-29", 2024) == date(2024, 2, 29)
    assert month_day("02-29", 2025) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("ce.prorate", "false", False),
        ("ce.leave_min_days", " 45 ", 45),
        ("ce.kinds", "workshop, seminar", ("workshop", "seminar")),
        ("effective.F2", "2018-11-22", date(2018, 11, 22)),
    ],
)
def test_a_posted_value_is_read(key, text, value):
    assert value_from_text(READINGS.known[key], text) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [("ce.prorate", "maybe"), ("ce.leave_min_days", "thirty"), ("effective.F2", "22.11.2018."), ("ce.basis", "")],
)
def test_a_posted_value_that_says_nothing_is_refused(key, text):
    with pytest.raises(Invalid):
        value_from_text(READINGS.known[key], text)
