"""Topics between the form and what is stored."""

from types import SimpleNamespace as Shape

import pytest

from staffdev.training.topic_entry import read_topics, said_topics, topic_rows
from staffdev.training.topics import CODES

ROMA = Shape(code="11111111-1111-1111-1111-111111111111", name="Romkinje", is_minority=True)
YOUNG = Shape(code="22222222-2222-2222-2222-222222222222", name="Mlade", is_minority=False)


@pytest.mark.parametrize(
    ("posted", "stored"),
    [
        ({"topics": ["T1", "T7a"]}, "T1 T7a"),
        ({"topics": "T1"}, "T1"),
        ({"topics": ["T1"], "minutes-T1": "1,5"}, "T1:90"),
        ({"minutes-T2": "2 h 30 min"}, "T2:150"),
        ({"topics": ["T8", "M1.nobody"]}, ""),
        ({"topics": [f"M1.{ROMA.code}"]}, f"M1.{ROMA.code}"),
        ({"topics": [f"M1.{YOUNG.code}"]}, ""),
    ],
)
def test_what_is_ticked_or_has_minutes_is_stored(posted, stored):
    assert read_topics(posted, [ROMA, YOUNG]) == (stored, {})


def test_a_length_that_cannot_be_read_says_what_to_type():
    _, problems = read_topics({"topics": ["T1"], "minutes-T1": "a lot"}, [])
    assert problems.keys() == {"minutes-T1"}


def test_too_many_topics_are_refused_and_not_cut_off():
    groups = [Shape(code=f"{n:036}", name=f"Group {n}", is_minority=True) for n in range(9)]
    ticked = [row.tag for row in topic_rows("", groups)]
    assert read_topics({"topics": ticked}, groups)[1].keys() == {"topics"}


def test_the_form_offers_every_topic_and_those_of_each_minority_group():
    rows = topic_rows("T1:90", [ROMA, YOUNG])
    assert [row.code for row in rows] == list(CODES)
    assert (rows[0].is_ticked, rows[0].minutes, rows[-1].group) == (True, 90, "Romkinje")


def test_a_group_that_is_no_longer_named_is_not_lost():
    stored, _ = read_topics({"topics": ["M1.roma"]}, [], stored="M1.roma")
    assert stored == "M1.roma"
    assert [row.group for row in said_topics("M1.roma", [])] == ["roma"]
