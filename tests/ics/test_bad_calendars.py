"""Bad calendars: one clear sentence each, nothing in part; how long they take is measured in tests/bench/hostile.py."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from staffdev.ics.reading import BusyFile, UnreadableCalendar, read_busy
from tests.ics.calendars import EVENING, YEAR, calendar

SERIES = f"{EVENING}\r\nRRULE:FREQ=WEEKLY"
DAMAGED = "The file is damaged or cut off. Export the calendar once more."
LARGE = "The calendar is larger than 8 MB. Export a shorter period, for example from this year on."
REPEATS = "The calendar repeats too much to be followed. Export a shorter period."
MANY = "The calendar has too many entries. Export a shorter period."
NO_CALENDAR = "This is not a calendar. Choose a file whose name ends in .ics."


def read(content):
    return read_busy(content, YEAR)


REFUSED = {
    "empty": (b" \r\n", "The file is empty. Export the calendar once more."),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", NO_CALENDAR),
    "a page": (b"<!doctype html><p>Sign in", NO_CALENDAR),
    "an archive": (b"PK\x05\x06" + bytes(18), "This is a ZIP archive. Unpack it and choose the .ics file inside."),
    "cut off": (calendar(SERIES)[:-25], DAMAGED),
    "cut off in its second calendar": (calendar(SERIES) + calendar(SERIES)[:-3], DAMAGED),
    "crossed": (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT\n", DAMAGED),
    "an end too many": (calendar(SERIES) + b"END:VCALENDAR\n", DAMAGED),
    "nested": (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 300_000, DAMAGED),
    "half of UTF-16": (calendar(SERIES).decode().encode("utf-16")[:-1], DAMAGED),
    "20 MB": (calendar("DESCRIPTION:" + "a" * 20_000_000), LARGE),
    "a million exceptions": (calendar(f"{SERIES}\r\nEXDATE:{','.join(['20261019T160000Z'] * 10**6)}"), LARGE),
    "many lines": (calendar("A:\n" * 500_000), "The calendar has too many lines. Export a shorter period."),
    "many entries": (calendar(*[EVENING] * 25_000), MANY),
    "many long series": (
        calendar(*["DTSTART:19000105T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=99999"] * 900),
        REPEATS,
    ),
    "many series": (calendar(*[f"UID:{n}\n{EVENING}\nRRULE:FREQ=DAILY" for n in range(4_000)]), REPEATS),
    "many changes": (
        calendar(
            f"UID:a\n{EVENING}\nRRULE:FREQ=DAILY",
            *["UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261012T160000Z\nDTSTART:20261012T160000Z\nDURATION:PT1H"]
            * 9_000,
        ),
        REPEATS,
    ),
}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(content, sentence):
    with pytest.raises(UnreadableCalendar) as refused:
        read(content)
    assert {name: str(advice) for name, advice in refused.value.problems.items()} == {"file": sentence}


OF = "Entry 1 of 2026-10-12 was left out: "
TIMES = "Entry 1 was left out: its times cannot be read."
OFTEN = f"{OF}it repeats every hour or more often."
RULE = f"{OF}the rule by which it repeats cannot be read."
START = "DTSTART:20261012T160000Z"
LEFT_OUT = {
    "no start": ("DURATION:PT1H", TIMES),
    "no day": ("DTSTART:20261301T160000Z\nDURATION:PT1H", TIMES),
    "no such hour": ("DTSTART:20261012T250000Z\nDURATION:PT1H", TIMES),
    "words for a start": ("DTSTART:tomorrow\nDURATION:PT1H", TIMES),
    "two megabytes for a start": (f"DTSTART:{'20261012T160000Z,' * 100_000}\nDURATION:PT1H", TIMES),
    "two megabytes of parameters": (f"DTSTART{';A=b' * 500_000}", TIMES),
    "a day that ends at an hour": ("DTSTART;VALUE=DATE:20261012\nDTEND:20261012T160000Z", TIMES),
    "the year 9999": (
        "DTSTART:99991231T160000Z\nDURATION:PT1H",
        "Entry 1 was left out: its year 9999 cannot be right.",
    ),
    "an end in the year 9999": (
        f"{START}\nDTEND:99991231T235959Z",
        "Entry 1 was left out: its year 9999 cannot be right.",
    ),
    "backwards": (f"{START}\nDTEND:20261012T155959Z", f"{OF}it ends before it starts."),
    "days backwards": (
        "DTSTART;VALUE=DATE:20261012\nDTEND;VALUE=DATE:20261011",
        f"{OF}it ends before it starts.",
    ),
    "a giant length": (f"{START}\nDURATION:P999999999D", f"{OF}it lasts longer than a year."),
    "a length of 99 digits": (f"{START}\nDURATION:P{'9' * 99}D", TIMES),
    "a length that is none": (f"{START}\nDURATION:PT", TIMES),
    "an unknown zone": (
        'DTSTART;TZID="(UTC+01:00) Belgrade, Bratislava":20261012T180000\nDURATION:PT1H',
        f"{OF}its time zone is not known.",
    ),
    "a zone that is a path": ("DTSTART;TZID=../../../etc/passwd:20261012T180000", f"{OF}its time zone is not known."),
    "a zone of 5000 letters": (f"DTSTART;TZID={'x' * 5000}:20261012T180000", f"{OF}its time zone is not known."),
    **{f"every {name}": (f"{EVENING}\nRRULE:FREQ={name}", OFTEN) for name in ("SECONDLY", "MINUTELY", "HOURLY")},
    "every minute in disguise": (
        f"{EVENING}\nRRULE:FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE=0,1",
        OFTEN,
    ),
    **{
        rule: (f"{EVENING}\nRRULE:{rule}", RULE)
        for rule in (
            *(
                "FREQ=DAILY;INTERVAL=0",
                "FREQ=DAILY;INTERVAL=-1",
                f"FREQ=DAILY;INTERVAL={'9' * 40}",
                "FREQ=DAILY;COUNT=0",
            ),
            *(
                "FREQ=FORTNIGHTLY",
                "INTERVAL=2",
                "",
                "FREQ=WEEKLY;BYDAY=1MO",
                "FREQ=YEARLY;BYWEEKNO=20",
                "FREQ=DAILY;BYMONTH=13",
            ),
            *(
                "FREQ=DAILY;UNTIL=20261332",
                "FREQ=DAILY;UNTIL=never",
                "RSCALE=HEBREW;FREQ=YEARLY",
                "FREQ=MONTHLY;BYDAY=XX",
            ),
        )
    },
    "many exceptions": (
        f"{SERIES}\nEXDATE:{','.join(['20261019T160000Z'] * 2_001)}",
        f"{OF}it has too many exceptions.",
    ),
}


@pytest.mark.parametrize(("event", "sentence"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_an_entry_that_cannot_be_used_is_named_and_the_others_count(event, sentence):
    found = read(calendar(event.replace("\n", "\r\n"), EVENING))
    assert [str(note) for note in found.notes] == [sentence]
    assert len(found.times) == 1


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 1),
        ("FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30", 1),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TU", 1),
        ("FREQ=DAILY;COUNT=999999999", 324),
        ("FREQ=YEARLY;INTERVAL=1000", 1),
        ("FREQ=WEEKLY;UNTIL=99991231T235959Z", 47),
        ("FREQ=WEEKLY;UNTIL=18991231", 1),
    ],
)
def test_rules_that_never_end_or_never_come_are_followed_no_further_than_the_span(rule, dates):
    assert len(read(calendar(f"{EVENING}\r\nRRULE:{rule}")).times) == dates


def test_a_date_that_cannot_be_read_is_told_and_the_entry_counts():
    found = read(
        calendar(f"{SERIES};COUNT=2\r\nEXDATE:nonsense\r\nRDATE;VALUE=PERIOD:20261001T100000Z/20260901T100000Z")
    )
    assert len(found.times) == 2
    assert {str(note) for note in found.notes} == {
        "Entry 1 of 2026-10-12: a date that it adds or leaves out cannot be read."
    }


def test_many_troubles_are_counted_after_the_first_thirty():
    found = read(calendar(*["DTSTART:x"] * 32))
    assert len(found.notes) == 31
    assert str(found.notes[-1]) == "2 more entries were left out."


def test_a_hostile_zone_is_not_followed():
    offsets = "DTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200"
    zone = f"BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\n{offsets}\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE"
    found = read(calendar("DTSTART;TZID=Own:20261012T180000\nDURATION:PT1H", before=zone))
    assert [str(note) for note in found.notes] == [f"{OF}its time zone is not known."]


def is_read_or_refused(content):
    try:
        return isinstance(read(content), BusyFile)
    except UnreadableCalendar as refused:
        return refused.problems.keys() == {"file"}


lines = st.sampled_from(
    [
        *(
            "BEGIN:VEVENT",
            "END:VEVENT",
            "BEGIN:VCALENDAR",
            "END:VCALENDAR",
            "BEGIN:VTIMEZONE",
            "END:VTIMEZONE",
            "UID:1",
        ),
        *(
            "DTSTART:20261012T180000",
            "DTSTART;VALUE=DATE:20261012",
            "DTEND:20261012T190000Z",
            "DTEND;VALUE=DATE:20261013",
        ),
        *(
            "RRULE:FREQ=DAILY",
            "RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,FR",
            "EXDATE:20261013T180000",
            "RDATE:20261014T180000",
        ),
        *(
            "RECURRENCE-ID;VALUE=DATE:20261013",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20261013T180000",
            "DURATION:P1W",
            "TZID:x",
        ),
        *(
            "BEGIN:STANDARD",
            "END:STANDARD",
            "TZOFFSETTO:+0100",
            "TZOFFSETFROM:+9900",
            "EXRULE:FREQ=DAILY;UNTIL=20261020",
        ),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(lines, lines, st.text(max_size=20)), max_size=30))
def test_whatever_stands_in_a_file_it_is_read_or_refused(parts):
    content = "\r\n".join(["BEGIN:VCALENDAR", *parts, "END:VCALENDAR"]).encode("utf-8", "surrogatepass")
    assert is_read_or_refused(content)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_file_in_which_bytes_were_changed_is_read_or_refused(data):
    content = bytearray(calendar(SERIES, EVENING))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert is_read_or_refused(bytes(content))
