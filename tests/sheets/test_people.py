"""Persons as offices write them, and whom they may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.db.srpski import search_key
from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words import (
    Certainty,
    NameOrder,
    certain_match,
    folded,
    match_people,
    parse_people,
    parse_person,
)

KNOWN = [
    ("jk", "Јелена Ковачев"),
    ("it", "Илона Тот"),
    ("dj", "Đurđica Đurić"),
    ("mn", "Марија Нађ"),
    ("lj", "Љиљана Њежић"),
    ("vd", "Вера Џинић Хаџи"),
    ("ap", "Ана Петров"),
    ("sb", "Снежана Биро"),
]


@pytest.mark.parametrize(
    ("typed", "code", "certainty"),
    [
        ("Јелена  Ковачев", "jk", Certainty.EXACT),
        ("Ковачев Јелена", "jk", Certainty.SAME),
        ("Kovačev Jelena", "jk", Certainty.SAME),
        ("KOVACEV, JELENA", "jk", Certainty.SAME),
        ("Ђурић Ђурђица", "dj", Certainty.SAME),
        ("Djuric Djurdjica", "dj", Certainty.SAME),
        ("Džinić Hadži Vera", "vd", Certainty.SAME),
        ("Vera Džinić-Hadži", "vd", Certainty.SAME),
        ("dr Ana Petrov", "ap", Certainty.SAME),
        ("Kovačev J.", "jk", Certainty.INITIAL),
        ("Тот И.", "it", Certainty.INITIAL),
        ("A.Petrov", "ap", Certainty.INITIAL),
        ("Nježić Lj.", "lj", Certainty.INITIAL),
        ("Њежић Љ", "lj", Certainty.INITIAL),
        ("Džinić Vera", "vd", Certainty.SIMILAR),
        ("Kovačev", "jk", Certainty.SIMILAR),
        ("Kovacev Jelenaa", "jk", Certainty.SIMILAR),
    ],
)
def test_a_person_written_in_many_ways_is_found(typed, code, certainty):
    best = match_people(typed, KNOWN)[0]
    assert (best.code, best.certainty) == (code, certainty)


@pytest.mark.parametrize("typed", ["Непозната Особа", "Jelena Jovanović", "Kovačev M.", "Тот Марија Илона Ана"])
def test_a_stranger_is_never_the_answer(typed):
    assert certain_match(match_people(typed, KNOWN)) is None


@pytest.mark.parametrize("typed", ["Kovačev J.", "Kovačev", "Džinić Vera", "Kovacev Jelenaa"])
def test_initials_and_likeness_are_never_taken_without_a_person(typed):
    matches = match_people(typed, KNOWN)
    assert matches
    assert certain_match(matches) is None


def test_the_same_name_in_another_script_may_be_proposed():
    match = certain_match(match_people("Kovačev Jelena", KNOWN))
    assert match is not None
    assert match.code == "jk"


def test_namesakes_are_both_shown_and_neither_is_taken():
    matches = match_people("Ana Petrov", [*KNOWN, ("ap2", "Petrov Ana")])
    assert {match.code for match in matches} == {"ap", "ap2"}
    assert certain_match(matches) is None


def test_a_key_of_ones_own_may_be_given():
    assert match_people("KOVAČEV JELENA", [(1, "Jelena Kovačev")], key=lambda text: search_key(text)[::-1])[0].code == 1


def test_the_order_of_the_heading_divides_a_compound_surname():
    found = parse_person("Џинић Хаџи Вера", order=NameOrder.SURNAME_FIRST)
    assert (found.given, found.surname) == ("Вера", "Џинић Хаџи")
    found = parse_person("Vera Džinić Hadži", order=NameOrder.GIVEN_FIRST)
    assert (found.given, found.surname) == ("Vera", "Džinić Hadži")
    assert parse_person("Kovačev, Jelena").surname == "Kovačev"


def test_three_spellings_of_one_person_have_one_key():
    assert len({parse_person(name).key for name in ("Đurić Đurđica", "Ђурђица Ђурић", "Djuric Djurdjica")}) == 1


@pytest.mark.parametrize(
    "typed", ["", "  ", "?", "—", None, 5, "J.", "=1+1", "ana@example.org", "Ана " * 60, "а " * 9 + "б"]
)
def test_what_is_no_name_says_so(typed):
    with pytest.raises(Unreadable):
        parse_person(typed)


def test_a_list_of_names_is_divided():
    found = parse_people("Јелена Ковачев, Илона Тот; Đurđica Đurić i Ана Петров")
    assert [person.typed for person in found] == ["Јелена Ковачев", "Илона Тот", "Đurđica Đurić", "Ана Петров"]
    assert parse_people(None) == parse_people(" — ") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ђурђица", "Djurdjica"), ("ЊЕЖИЋ", "nježić"), ("Žene", "жене"), ("  А\u00a0Б ", "ab"), ("ǅinić", "џинић")],
)
def test_folding_forgets_script_case_and_accents(one, other):
    assert folded(one).replace(" ", "") == folded(other).replace(" ", "")


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(), st.text(max_size=40)), max_size=6))
def test_matching_never_fails_and_never_invents(typed, candidates):
    try:
        matches = match_people(typed, candidates)
    except Unreadable:
        return
    assert {(match.code, match.name) for match in matches} <= set(candidates)
