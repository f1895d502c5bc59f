"""When the owner of a calendar is busy, as other programs write it (anchors: RFC 5545 and what clients do)."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from staffdev.ics.reading import read_busy
from tests.ics.calendars import EVENING, YEAR, at, busy, calendar, instants, said


def test_an_evening_is_busy_at_its_instants():
    assert instants(busy(EVENING)) == ["2026-10-12 16:00/17:30"]


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org",
        "ATTENDEE;PARTSTAT=DECLINED:MAILTO:Ana@Example.org",
        'ATTENDEE;CN="A: B";PARTSTAT=DECLINED;EMAIL=ana@example.org:urn:uuid:7',
        "transp:transparent",
    ],
)
def test_what_leaves_her_free_is_passed_over(line):
    assert busy(f"{EVENING}\r\n{line}", own="ana@example.org").times == ()


def test_what_somebody_else_declined_still_takes_her_time():
    assert (
        len(busy(f"{EVENING}\r\nATTENDEE;PARTSTAT=DECLINED:mailto:joana@example.org", own="ana@example.org").times) == 1
    )


@pytest.mark.parametrize(
    "line",
    [
        "STATUS:TENTATIVE",
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ana@example.org",
        "ATTENDEE;RSVP=TRUE:mailto:ana@example.org",
    ],
)
def test_what_is_not_certain_is_soft(line):
    assert [one.is_soft for one in busy(f"{EVENING}\r\n{line}", own="ana@example.org").times] == [True]


def test_what_she_accepted_is_hard():
    found = busy(f"{EVENING}\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org", own="ana@example.org")
    assert [one.is_soft for one in found.times] == [False]


@pytest.mark.parametrize("end", ["DTEND;VALUE=DATE:20261227", "DURATION:P2D"])
def test_whole_days_are_soft_and_run_from_midnight_to_midnight_in_belgrade(end):
    (one,) = busy(f"DTSTART;VALUE=DATE:20261225\r\n{end}").times
    assert (one.starts_at, one.ends_at) == (at(2026, 12, 24, 23), at(2026, 12, 26, 23))
    assert one.is_soft
    assert one.is_whole_day


def test_a_day_of_the_clock_change_has_25_hours():
    (one,) = busy("DTSTART;VALUE=DATE:20261025").times
    assert one.ends_at - one.starts_at == timedelta(hours=25)


def test_times_without_a_zone_are_meant_in_belgrade_whatever_the_calendar_says_of_itself():
    found = busy("DTSTART:20261012T180000\r\nDTEND:20261012T193000", before="X-WR-TIMEZONE:America/New_York")
    assert instants(found) == ["2026-10-12 16:00/17:30"]


def test_times_in_utc_stay_in_utc_whatever_the_calendar_says_of_itself():
    series = "DTSTART:20261012T160000Z\r\nDTEND:20261012T173000Z\r\nRRULE:FREQ=MONTHLY;COUNT=2"
    found = busy(series, before="X-WR-TIMEZONE:America/New_York")
    assert instants(found) == ["2026-10-12 16:00/17:30", "2026-11-12 16:00/17:30"]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("Central Europe Standard Time", "16:00"),
        ('"Europe/Belgrade"', "16:00"),
        ("/freeassociation.sourceforge.net/Europe/Belgrade", "16:00"),
        ("America/New_York", "22:00"),
    ],
)
def test_zones_are_known_by_the_names_that_programs_give_them(name, start):
    found = busy(f"DTSTART;TZID={name}:20261012T180000\r\nDURATION:PT1H")
    assert instants(found)[0].startswith(f"2026-10-12 {start}")


OUTLOOK_ZONE = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE""".replace("\n", "\r\n")


def test_a_zone_that_only_the_file_knows_is_as_the_file_describes_it():
    event = "DTSTART;TZID=Customized Time Zone:20261019T180000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=2"
    assert instants(busy(event, before=OUTLOOK_ZONE)) == ["2026-10-19 16:00/17:00", "2026-10-26 17:00/18:00"]


def test_a_zone_described_in_one_file_means_nothing_in_the_next():
    event = "DTSTART;TZID=Customized Time Zone:20261019T180000\r\nDURATION:PT1H"
    assert busy(event, before=OUTLOOK_ZONE).times
    assert said(busy(event)) == ["Entry 1 of 2026-10-19 was left out: its time zone is not known."]


def test_a_series_keeps_its_hour_over_both_clock_changes():
    found = instants(busy(f"{EVENING}\r\nRRULE:FREQ=WEEKLY;UNTIL=20270405T160000Z"))
    assert [one for one in found if one[:10] in {"2026-10-19", "2026-10-26", "2027-03-22", "2027-03-29"}] == [
        "2026-10-19 16:00/17:30",
        "2026-10-26 17:00/18:30",
        "2027-03-22 17:00/18:30",
        "2027-03-29 16:00/17:30",
    ]
    assert found[-1] == "2027-04-05 16:00/17:30"


def test_until_one_second_before_the_last_date_leaves_it_out():
    assert len(busy(f"{EVENING}\r\nRRULE:FREQ=WEEKLY;UNTIL=20261019T155959Z").times) == 1
    assert len(busy(f"{EVENING}\r\nRRULE:FREQ=WEEKLY;UNTIL=20261019T160000Z").times) == 2


NIGHT = "DTSTART;TZID=Europe/Belgrade:20270320T220000\r\n{}\r\nRRULE:FREQ=WEEKLY;COUNT=2"


@pytest.mark.parametrize(
    ("end", "hours"),
    [
        ("DTEND;TZID=Europe/Belgrade:20270321T060000", 8),
        ("DURATION:PT8H", 8),
        ("DURATION:P1D", 23),
        ("DURATION:PT24H", 24),
    ],
)
def test_lengths_are_exact_over_a_clock_change_and_days_are_days_of_the_calendar(end, hours):
    assert busy(NIGHT.format(end)).times[1].ends_at - at(2027, 3, 27, 21) == timedelta(hours=hours)


def test_an_event_in_the_hour_that_is_skipped_still_lasts():
    found = busy("DTSTART;TZID=Europe/Belgrade:20270328T023000\r\nDTEND;TZID=Europe/Belgrade:20270328T031500")
    assert said(found) == ["Entry 1 of 2027-03-28 was left out: it ends before it starts."]
    (one,) = busy("DTSTART;TZID=Europe/Belgrade:20270328T023000\r\nDURATION:PT45M").times
    assert one.ends_at - one.starts_at == timedelta(minutes=45)


def test_a_length_as_android_writes_it():
    assert instants(busy("DTSTART:20261012T160000Z\r\nDURATION:P5400S")) == ["2026-10-12 16:00/17:30"]


SERIES = f"UID:s\r\n{EVENING}\r\nRRULE:FREQ=WEEKLY;COUNT=3"


@pytest.mark.parametrize(
    "exception",
    [
        "EXDATE;TZID=Europe/Belgrade:20261019T180000",
        "EXDATE:20261019T160000Z",
        "EXDATE;TZID=America/New_York:20261019T120000",
        "EXDATE;VALUE=DATE:20261019",
    ],
)
def test_a_date_that_is_left_out_is_free_however_it_is_written(exception):
    assert [one[:10] for one in instants(busy(f"{SERIES}\r\n{exception}"))] == ["2026-10-12", "2026-10-26"]


@pytest.mark.parametrize(
    "identifier",
    [
        "RECURRENCE-ID;TZID=Europe/Belgrade:20261019T180000",
        "RECURRENCE-ID:20261019T160000Z",
        "RECURRENCE-ID;VALUE=DATE:20261019",
    ],
)
def test_a_moved_date_is_busy_where_it_was_moved_to(identifier):
    moved = f"UID:s\r\n{identifier}\r\nDTSTART:20261020T150000Z\r\nDURATION:PT1H"
    assert instants(busy(SERIES, moved))[1] == "2026-10-20 15:00/16:00"
    assert len(busy(moved, SERIES).times) == 3


@pytest.mark.parametrize("line", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
def test_a_cancelled_date_of_a_series_is_free(line):
    gone = f"UID:s\r\nRECURRENCE-ID:20261019T160000Z\r\nDTSTART:20261019T160000Z\r\nDURATION:PT1H\r\n{line}"
    assert [one[:10] for one in instants(busy(SERIES, gone))] == ["2026-10-12", "2026-10-26"]


def test_a_change_from_here_on_changes_all_that_follow():
    change = "UID:s\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261019T160000Z\r\nDTSTART:20261019T170000Z\r\nDURATION:PT1H"
    assert instants(busy(SERIES, change)) == [
        "2026-10-12 16:00/17:30",
        "2026-10-19 17:00/18:00",
        "2026-10-26 18:00/19:00",
    ]


def test_a_changed_date_without_its_series_counts_alone():
    alone = "UID:s\r\nRECURRENCE-ID:20261019T160000Z\r\nDTSTART:20261020T150000Z\r\nDURATION:PT1H"
    assert instants(busy(alone)) == ["2026-10-20 15:00/16:00"]


def test_events_that_share_a_uid_all_count():
    other = EVENING.replace("20261012", "20261013")
    assert len(busy(f"UID:s\r\n{EVENING}", f"UID:s\r\n{other}").times) == 2


def test_added_dates_and_periods_count():
    periods = "RDATE;VALUE=PERIOD:20261015T160000Z/PT2H,20261016T160000Z/20261016T163000Z"
    added = f"RDATE;TZID=Europe/Belgrade:20261014T180000\r\n{periods}"
    assert instants(busy(f"{EVENING}\r\n{added}"))[1:] == [
        "2026-10-14 16:00/17:30",
        "2026-10-15 16:00/18:00",
        "2026-10-16 16:00/16:30",
    ]


def test_a_free_busy_list_counts_by_what_its_periods_say():
    lists = (
        "FREEBUSY:20261012T160000Z/PT1H\r\nFREEBUSY;FBTYPE=FREE:20261013T160000Z/PT1H\r\n"
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261014T160000Z/20261014T170000Z,20261015T170000Z/20261015T160000Z"
    )
    found = busy(lists, name="VFREEBUSY")
    assert [(one.starts_at.day, one.is_soft) for one in found.times] == [(12, False), (14, True)]
    assert said(found) == ["Entry 1 was left out: its times cannot be read."]


def test_two_calendars_in_one_file_both_count():
    other = calendar(EVENING.replace("20261012", "20261013"))
    assert len(read_busy(calendar(EVENING) + other, YEAR).times) == 2


def test_tasks_journals_and_alarms_take_no_time():
    # a VTODO is a task of RFC 5545 §3.6.2: it is due some time, and keeps nobody busy
    assert busy("DUE:20261012T160000Z\r\nDTSTART:20261012T150000Z", name="VTODO").times == ()
    alarm = "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nDURATION:PT5M\r\nACTION:DISPLAY\r\nEND:VALARM"
    assert len(busy(f"{EVENING}\r\n{alarm}").times) == 1


def test_a_moment_without_length_takes_no_time():
    assert busy("DTSTART:20261012T160000Z").times == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_times_are_read_whatever_the_file_is_written_in(encoding):
    content = calendar(f"SUMMARY:Сусрет\r\n{EVENING}").decode().encode(encoding)
    assert instants(read_busy(content, YEAR)) == ["2026-10-12 16:00/17:30"]


def test_folds_may_cut_a_letter_a_name_or_a_time():
    content = calendar(f"SUMMARY:ж\r\n{EVENING}").replace("ж".encode(), b"\xd0\r\n \xb6")
    content = content.replace(b"T180000", b"T18\r\n 0000").replace(b"DTEND", b"DTE\n\tND")
    assert instants(read_busy(content, YEAR)) == ["2026-10-12 16:00/17:30"]


def test_only_what_touches_the_span_is_told():
    assert busy("DTSTART:20260831T220000Z\r\nDTEND:20260901T000000Z").times == ()
    assert len(busy("DTSTART:20260831T220000Z\r\nDTEND:20260901T000001Z").times) == 1
    assert busy("DTSTART:20270901T000000Z\r\nDURATION:PT1H").times == ()


words = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=4, max_size=30)


@settings(max_examples=150, deadline=None)
@given(summary=words, place=words, name=words, zone=words, uid=words)
def test_no_word_of_a_calendar_is_kept(summary, place, name, zone, uid):
    texts = [f"tajna{word}" for word in (summary, place, name, zone, uid)]
    told = f"SUMMARY:{texts[0]}\r\nLOCATION:{texts[1]}\r\nATTENDEE;CN={texts[2]}:mailto:{texts[2]}@x\r\nUID:{texts[4]}"
    found = busy(
        f"{told}\r\n{EVENING}", f"DTSTART;TZID={texts[3]}:20261012T180000\r\n{told}", f"DTSTART:{texts[0]}\r\n{told}"
    )
    kept = msgspec.json.encode(found).decode()
    assert "tajna" not in kept
    assert len(found.times) >= 1
