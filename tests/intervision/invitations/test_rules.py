"""Which answer holds: the same whatever order answers arrive in (must show 3)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from staffdev.intervision.invitations.rules import Asked, Held, Said, counts, held, is_superseded
from staffdev.intervision.vocabulary import Answer

START = datetime(2026, 11, 1, tzinfo=UTC)
ASKED = Asked(session=1, series=7, sequence=2)


def said(answer="coming", *, session=1, series=None, sequence=2, minute=0, person=5, reason=None):
    return Said(person, session, series, answer, reason, sequence, START + timedelta(minutes=minute))


def of_five(*answers, asked=ASKED):
    found = held(asked, answers).get(5)
    return found.answer.value if found else None


def test_a_later_stamp_outweighs_an_earlier_one():
    assert of_five(said("coming"), said("not_coming", minute=1)) == "not_coming"
    assert of_five(said("not_coming", minute=1), said("coming")) == "not_coming"


def test_a_newer_revision_outweighs_a_later_stamp():
    assert of_five(said("coming", sequence=3), said("not_coming", minute=9)) == "coming"


def test_one_date_outweighs_the_whole_series():
    whole = said("coming", session=None, series=7, sequence=9, minute=9)
    assert of_five(whole, said("not_coming")) == "not_coming"
    assert of_five(whole) == "coming"


def test_an_answer_before_the_move_does_not_hold():
    assert of_five(said(sequence=2)) == "coming"
    assert of_five(said(sequence=1)) is None
    assert of_five(said(session=None, series=7, sequence=1)) is None


def test_answers_to_other_sessions_and_series_do_not_count():
    assert of_five(said(session=2), said(session=None, series=8), said(session=None)) is None
    assert of_five(said(session=None, series=None), asked=Asked(1, None, 0)) is None


def test_of_two_of_the_same_moment_the_less_hopeful_holds():
    assert of_five(said("coming"), said("not_coming"), said("maybe")) == "not_coming"


def test_an_answer_known_already_or_older_adds_nothing():
    known = [said("coming", minute=5)]
    assert is_superseded(said("coming", minute=5), known)
    assert is_superseded(said("not_coming", minute=4), known)
    assert not is_superseded(said("not_coming", minute=6), known)
    assert not is_superseded(said("not_coming", minute=4, sequence=3), known)
    assert not is_superseded(replace(said("coming", minute=5), person=6), known)
    assert not is_superseded(said("coming", minute=5, session=None, series=7), known)


def test_counts_say_how_many_and_nobody():
    assert counts([Held(Answer.COMING), Held(Answer.COMING), Held(Answer.NOT_COMING)], 5) == {
        "coming": 2,
        "maybe": 0,
        "not_coming": 1,
        "silent": 2,
    }


about = st.sampled_from([(1, None), (None, 7), (2, None), (None, 8)])
answers = st.builds(
    lambda whom, what, answer, sequence, minute, reason: said(
        answer, session=what[0], series=what[1], sequence=sequence, minute=minute, person=whom, reason=reason
    ),
    st.integers(1, 3),
    about,
    st.sampled_from(["coming", "maybe", "not_coming"]),
    st.integers(0, 4),
    st.integers(0, 4),
    st.sampled_from([None, "a", "b"]),
)


def recorded(files):
    """What is kept of files that are read in one after the other, each judged against what is known by then."""
    rows = []
    for one in files:
        if not is_superseded(one, rows):
            rows.append(one)
    return rows


@settings(max_examples=500, deadline=None)
@given(st.lists(answers, max_size=8), st.randoms(use_true_random=False))
def test_no_order_of_answers_gives_another_result(files, chance):
    other = list(files)
    chance.shuffle(other)
    for sequence in range(4):
        asked = Asked(1, 7, sequence)
        assert held(asked, recorded(files)) == held(asked, recorded(other)) == held(asked, files)


@settings(max_examples=200, deadline=None)
@given(st.lists(answers, max_size=8))
def test_the_same_files_once_more_change_nothing(files):
    rows = recorded(files)
    assert [one for one in files if not is_superseded(one, rows)] == []
