"""What came of a plan, what a draft begins with, and what two ratings say together."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.plans.rules.adoption import Consultant, support_of_all
from staffdev.plans.rules.competences import TOPICS, heat_of, read_ratings, side_by_side, write_ratings
from staffdev.plans.rules.drafting import LEFT, carried, for_missing_topics
from staffdev.plans.rules.realisation import Counts, Outcome, held_trainings, realised, rhythms
from staffdev.plans.vocabulary import Competence, PlanItemKind
from staffdev.rulebook.dates import year_span
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Evidence
from staffdev.training.topics import CODES, MINORITY, parse_topics

PLAIN = [tag for tag in CODES if tag not in MINORITY]
tags = st.sets(st.sampled_from(PLAIN), max_size=4)
numbers = st.integers(1, 5)
every_rating = st.fixed_dictionaries(dict.fromkeys(Competence, numbers))


def item(**values):
    content = {
        "kind": PlanItemKind.TRAINING,
        "title": "Obuka",
        "topics": "",
        "minutes": None,
        "due_on": None,
        "budget": None,
        "done_on": None,
        "dropped_because": None,
    }
    return SimpleNamespace(**content | values)


def record(day=1, *, person=1, minutes=60, topics="", title="Radionica", kind="workshop", session=None):
    held_on = date(2026, 3, day)
    return {
        "person": person,
        "session": session,
        "title": title,
        "kind": kind,
        "held_on": held_on,
        "minutes": minutes,
        "topics": topics,
    }


def came(foreseen, *records):
    return realised(foreseen, held_trainings(records, str.casefold), str.casefold)


def test_one_training_is_counted_once_however_many_attended():
    rows = [record(person=1, minutes=60), record(person=2, minutes=90, title="RADIONICA"), record(2, person=1)]
    held = held_trainings(rows, str.casefold)
    assert [(one.minutes, sorted(one.people)) for one in held] == [(90, [1, 2]), (60, [1])]


def test_sessions_of_a_course_are_told_apart_by_their_session():
    rows = [record(session=7), record(person=2, session=8)]
    assert len(held_trainings(rows, str.casefold)) == 2


@pytest.mark.parametrize(("minutes", "outcome"), [(359, Outcome.PARTLY), (360, Outcome.DONE), (361, Outcome.DONE)])
def test_a_training_is_done_once_its_hours_and_topics_are_held(minutes, outcome):
    assert came(item(topics="T3", minutes=360), record(minutes=minutes, topics="T3 T5")).outcome is outcome


def test_what_lacks_a_topic_is_done_in_part_and_says_which():
    found = came(item(topics="T3 T5"), record(topics="T3"))
    assert (found.outcome, found.missing) == (Outcome.PARTLY, ("T5",))


def test_without_topics_the_title_tells_and_supervision_its_kind():
    assert came(item(title="trauma"), record(title="TRAUMA")).outcome is Outcome.DONE
    assert came(item(title="trauma"), record(title="drugo")).outcome is Outcome.OPEN
    supervision = item(kind=PlanItemKind.SUPERVISION, title="s", minutes=60)
    assert came(supervision, record(title="s")).outcome is Outcome.OPEN
    assert came(supervision, record(kind="supervision")).outcome is Outcome.DONE
    assert came(item(topics="T1"), record(kind="supervision", topics="T1")).outcome is Outcome.OPEN


def test_what_is_dropped_or_settled_needs_no_ledger():
    assert came(item(dropped_because="x", topics="T1"), record(topics="T1")).outcome is Outcome.DROPPED
    organisational = PlanItemKind.ORGANISATIONAL
    assert came(item(kind=organisational, title="Radionica"), record()).outcome is Outcome.OPEN
    assert came(item(kind=organisational, done_on=date(2026, 1, 1))).outcome is Outcome.DONE


@given(wanted=tags, held=st.lists(tags, max_size=4), planned=st.integers(0, 300))
def test_a_draft_takes_over_exactly_what_is_left(wanted, held, planned):
    one = item(topics=" ".join(sorted(wanted)), minutes=planned or None, title="niko se ne zove tako")
    rows = [record(day + 1, topics=" ".join(sorted(topics))) for day, topics in enumerate(held)]
    found = came(one, *rows)
    left = carried([(one, found)], 1)
    assert bool(left) == (found.outcome in LEFT)
    if left and found.trainings and found.missing:
        assert set(parse_topics(left[0].topics)) == wanted - {tag for topics in held for tag in topics}
    if left and planned:
        assert (left[0].minutes or 0) + min(found.minutes, planned) == planned


@given(missing=st.dictionaries(st.sampled_from(PLAIN), st.integers(1, 9)), foreseen=tags)
def test_missing_topics_get_one_training_without_what_is_foreseen_already(missing, foreseen):
    one = item(topics=" ".join(sorted(foreseen)))
    there = carried([(one, came(one))], 1)
    added = for_missing_topics(missing, there, "Obuka")
    assert {tag for one in added for tag in parse_topics(one.topics)} == set(missing) - foreseen
    assert len(added) <= 1


def test_the_same_day_next_year_of_a_leap_day():
    [left] = carried([(item(due_on=date(2028, 2, 29)), came(item()))], 1)
    assert left.due_on == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("had", "reached", "outcome"),
    [([2, 3], 2, Outcome.DONE), ([1, 2], 1, Outcome.PARTLY), ([0, 0], 0, Outcome.OPEN), ([], 0, Outcome.OPEN)],
)
def test_a_rhythm_is_kept_when_everybody_had_it(had, reached, outcome):
    plan = SimpleNamespace(intervisions=2, consultations=0, reliefs=0)
    [rhythm] = rhythms(plan, [Counts(intervisions=times) for times in had])
    assert (rhythm.reached, rhythm.outcome) == (reached, outcome)


@given(every_rating)
def test_ratings_are_read_back_as_they_were_written(ratings):
    assert read_ratings(write_ratings(ratings)) == ratings


@pytest.mark.parametrize(
    ("own", "hers", "far", "weak"),
    [(3, 4, False, False), (3, 5, True, False), (2, 3, False, True), (3, 3, False, False), (1, 5, True, True)],
)
def test_a_gap_is_worth_a_talk_and_a_weakness_a_training(own, hers, far, weak):
    [gap] = side_by_side(f"law_and_rights:{own}", f"law_and_rights:{hers}")
    assert (gap.is_far, gap.is_weak, bool(gap.topics)) == (far, weak, weak)


def test_every_topic_that_is_suggested_is_one_of_the_rulebook():
    assert {tag for some in TOPICS.values() for tag in some} <= load().topics.keys()
    assert set(TOPICS) == set(Competence)


@given(st.lists(st.tuples(every_rating, every_rating), max_size=8), st.integers(3, 6))
def test_the_map_says_nothing_of_fewer_people_than_it_needs_and_no_decimals(pairs, least):
    both = [side_by_side(write_ratings(own), write_ratings(hers)) for own, hers in pairs]
    heat = heat_of(both, min_cell=least)
    assert bool(heat) == (len(pairs) >= least)
    for one in heat:
        assert 1 <= one.own <= 5
        owns = [own[one.competence] for own, _ in pairs]
        assert abs(one.own - sum(owns) / len(owns)) <= 0.5


def test_what_supported_whom_is_named_and_an_offer_to_all_names_nobody():
    offer = Evidence("relief_offer", "r1", date(2026, 3, 1))
    met = Evidence("training_record", "t1", date(2026, 3, 2), 90, {"title": "Krug"})
    consultants = [Consultant("ilona", (met,)), Consultant("mira", (offer,)), Consultant("olga", (offer,))]
    readings: Any = SimpleNamespace(day_of=lambda _name, year: date(year, 3, 31))
    asked = {"as_of": date(2026, 6, 1), "period": year_span(2026), "in_force_from": date(2018, 11, 21)}
    question: Any = SimpleNamespace(**asked, readings=readings, is_over=False)
    verdict = support_of_all((), consultants, question)
    assert [(one.code, one.detail.get("supported")) for one in verdict.counted] == [("t1", "ilona"), ("r1", None)]
