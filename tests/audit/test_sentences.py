import ast
from pathlib import Path

import pytest

import staffdev
from staffdev.audit.events import Event
from staffdev.audit.inspection import Fault, Found
from staffdev.audit.sentences import Detail, details, fault, subject, what
from staffdev.audit.sentences.events import PACKAGES, THINGS, VERBS
from staffdev.audit.sentences.labels import HIDDEN, LABELS
from staffdev.db.registry import TABLES
from staffdev.i18n import Language
from staffdev.translations import speaking

DOMAIN = {
    *("organisations", "people", "training", "evidence", "compliance"),
    *("lines", "intervision", "support", "plans", "reminders"),
}


@pytest.fixture(autouse=True)
def english():
    with speaking(Language.ENGLISH):
        yield


@pytest.mark.parametrize("event", Event)
def test_every_event_has_words(event):
    assert what(event).text == "%(thing)s: %(verb)s", f"add {event} to THINGS and VERBS"


def test_the_events_stand_in_the_order_of_the_alphabet():
    assert [event.name for event in Event] == sorted(event.name for event in Event)


def test_no_word_is_without_an_event():
    assert {event.rpartition(":")[0] for event in Event} == set(THINGS)
    assert {event.rpartition(":")[2] for event in Event} == set(VERBS)
    assert {event.partition(":")[0] for event in Event} == set(PACKAGES)


def test_an_event_of_a_version_to_come_stands_as_its_code():
    assert str(what("people:horoscope:cast")) == "people:horoscope:cast"


@pytest.mark.parametrize("kind", Fault)
def test_every_fault_has_a_sentence_with_its_place(kind):
    said = str(fault(Found(kind, 7, 9)))
    assert kind is Fault.WRONG_KEY or "7" in said


def test_every_column_that_can_change_has_a_label():
    tables = [table for table in TABLES if table.__module__.split(".")[1] in DOMAIN]
    columns = {column._meta.name for table in tables for column in table._meta.columns}
    assert columns - set(LABELS) - HIDDEN == set()
    assert set(LABELS) & HIDDEN == set()


def test_every_particular_that_an_action_writes_has_a_label():
    written = {
        keyword.arg
        for path in Path(staffdev.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "audit.record"
        for keyword in call.keywords
        if keyword.arg
    }
    assert "answer_by" in written, "nothing was found"
    assert written - {"actor", "changes", "new", "old"} - set(LABELS) - HIDDEN == set()


def test_old_and_new_are_told_whichever_way_they_were_written():
    expected = [Detail("Length", "1 h", "1 h 30 min"), Detail("To", "–", "1 Jul 2026")]
    changes = {"changes": {"minutes": [60, 90], "until_on": [None, "2026-07-01"]}}
    pairs = {"old": {"minutes": 60, "until_on": None}, "new": {"minutes": 90, "until_on": "2026-07-01"}}
    assert details("people:leave:correct", changes) == details("people:leave:correct", pairs) == expected


@pytest.mark.parametrize(
    ("event", "name", "value", "said"),
    [
        ("people:leave:record", "kind", "other", "other leave"),
        ("intervision:invitation:print", "method", "REQUEST", "invitation"),
        ("intervision:invitation:print", "method", "CANCEL", "cancellation"),
        ("training:record:log", "kind", "other", "other training"),
        ("accounts:role:grant", "role", "board_member", "board member"),
        ("accounts:invitation:create", "roles", "auditor,board_member", "auditor, board member"),
        ("training:record:log", "is_basic", True, "yes"),
        ("vault:backup:restore", "created_at", "2026-01-01", None),
        ("vault:backup:create", "anchor", "12:9f0c44d1be02a377", "12:9f0c44d1be02a377"),
        ("exchange:import:apply", "rows", 12, "12"),
        ("exchange:sheet:export", "sheet", "offices", "Register of offices"),
        ("exchange:import:edit", "people", {"Čobanić J": "person"}, "Čobanić J: somebody in the register"),
        ("people:person:create", "phone", "2024-1-2-3", "2024-1-2-3"),
        ("support:relief_offer:record", "starts_at", "23:00:00", "23:00"),
        ("people:person:create", "note", ["a", None], "a, –"),
        ("people:person:create", "unheard_of", {"minutes": 5}, "Length: 5 min"),
        ("compliance:interpretation:override", "at", "2026-03-01T11:00:00Z", "1 Mar 2026 12:00"),
    ],
)
def test_codes_days_and_lengths_become_words(event, name, value, said):
    assert [detail.new for detail in details(event, {name: value})] == ([said] if said else [])


def test_it_is_about_somebody_and_something():
    assert subject({"person": "Ilona Sabo", "title": "Osnovna obuka", "minutes": 60}) == "Osnovna obuka · Ilona Sabo"
    assert subject({"name": None}) == ""
