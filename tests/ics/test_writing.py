"""What our calendars look like: each trap of calendars that others fell into has a test here."""

import email
from datetime import UTC, date, datetime, time, timedelta
from email import policy
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from staffdev.ics.reading import Span, read_busy
from staffdev.ics.writing import (
    Party,
    Wording,
    feed,
    invitation_mail,
    series_cancelled,
    series_request,
    session_cancelled,
    session_request,
)
from staffdev.ics.writing.lines import BELGRADE_ZONE
from tests.ics.meetings import ANA, CHANGED, DAYS, JELENA, MEETINGS, SERIES, TO_ANA, WORDS, fortnights, meeting, rule

BELGRADE = ZoneInfo("Europe/Belgrade")


def unfolded(content):
    return content.decode().replace("\r\n ", "").split("\r\n")


def events(content):
    return Calendar.from_ical(content).events


def test_the_zone_agrees_with_zoneinfo_at_every_change_from_1996_to_2037():
    zone = Timezone.from_ical("\r\n".join(BELGRADE_ZONE)).to_tz(lookup_tzid=False)
    for hour in range(24 * 366 * 42):
        moment = datetime(1996, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
        if moment.month in {3, 10} and moment.day >= 25:
            wall = moment.astimezone(BELGRADE)
            if wall.fold == 0 and moment.year <= 2037:
                assert wall.replace(tzinfo=zone).utcoffset() == wall.utcoffset(), moment


def test_the_zone_is_one_rule_for_each_half_of_the_year_and_stands_before_its_use():
    lines = unfolded(SERIES)
    assert lines.count("BEGIN:STANDARD") == lines.count("BEGIN:DAYLIGHT") == lines.count("BEGIN:VTIMEZONE") == 1
    assert lines.index("END:VTIMEZONE") < lines.index("BEGIN:VEVENT")


def test_no_list_of_added_dates_and_no_change_from_here_on_is_written():
    assert not [line for line in unfolded(SERIES) if line.startswith("RDATE")]
    assert b"THISANDFUTURE" not in SERIES


def test_a_series_that_follows_another_is_a_new_one_that_names_it():
    content = series_request(rule(uid="new", follows="old"), DAYS, MEETINGS, **TO_ANA)
    assert {"UID:new", "RELATED-TO;RELTYPE=SIBLING:old"} <= set(unfolded(content))


@pytest.mark.parametrize(
    ("last", "until"), [(date(2026, 10, 26), "20261026T170000Z"), (date(2027, 4, 26), "20270426T160000Z")]
)
def test_until_is_in_utc_with_the_offset_of_the_last_session(last, until):
    days = fortnights(many=15 if last.year == 2027 else 2)
    content = series_request(rule(last=last), days, [meeting(day) for day in days], **TO_ANA)
    assert f"RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL={until};BYDAY=MO" in unfolded(content)
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(date(2026, 1, 1), date(2028, 1, 1))
    assert max(one.start.date() for one in found) == last


def test_a_date_called_off_is_an_exception_and_a_moved_one_an_event_of_its_own():
    master, *others = events(SERIES)
    assert sorted(each.dt.date() for each in master["EXDATE"].dts) == [date(2027, 1, 4), date(2027, 3, 15)]
    assert [(one["RECURRENCE-ID"].dt.date(), one.start.date()) for one in others] == [
        (date(2026, 11, 9), date(2026, 11, 10)),
        (date(2027, 3, 29), date(2027, 3, 29)),
    ]
    assert not [one for one in others if one["STATUS"] != "CONFIRMED"]


def test_a_moved_date_is_named_by_the_same_clock_as_the_series():
    lines = unfolded(SERIES)
    assert "RECURRENCE-ID;TZID=Europe/Belgrade:20261109T180000" in lines
    assert "DTSTART;TZID=Europe/Belgrade:20261110T173000" in lines


def test_revisions_are_those_of_the_rows_and_no_change_is_older_than_its_series():
    assert [one["SEQUENCE"] for one in events(SERIES)] == [3, 4, 5]


def test_the_same_rows_give_the_same_bytes():
    assert series_request(rule(), DAYS, list(reversed(MEETINGS)), **TO_ANA) == SERIES
    assert feed("f", MEETINGS, WORDS) == feed("f", MEETINGS, WORDS)


def test_stamps_are_those_of_the_change_and_not_of_the_copy():
    assert (
        {one["DTSTAMP"].dt for one in events(SERIES)}
        == {one["LAST-MODIFIED"].dt for one in events(SERIES)}
        == {CHANGED}
    )


def test_one_person_is_invited_and_nobody_elses_address_stands_in_it():
    for one in events(SERIES):
        assert [str(each) for each in one.attendees] == ["mailto:ana@example.org"]
        assert (one.attendees[0].RSVP, one.attendees[0].PARTSTAT) == (True, "NEEDS-ACTION")
        assert str(one["ORGANIZER"]) == "mailto:jelena@example.org"


def test_a_title_is_neutral_and_the_place_is_not_in_it():
    for one in events(SERIES):
        assert (one["SUMMARY"], one["CLASS"], one["TRANSP"]) == ("Интервизија", "PRIVATE", "OPAQUE")
        assert not one.keys() & {"LOCATION", "DESCRIPTION", "COMMENT"}


def test_methods_stand_in_single_messages_and_not_in_the_feed():
    one = meeting(date(2026, 10, 14), uid="extra", planned_on=None, planned_at=None)
    assert Calendar.from_ical(session_request(one, **TO_ANA))["METHOD"] == "REQUEST"
    assert Calendar.from_ical(session_cancelled(one, **TO_ANA))["METHOD"] == "CANCEL"
    assert "METHOD" not in Calendar.from_ical(feed("f", MEETINGS, WORDS))


def test_an_extra_session_is_an_event_of_its_own():
    (event,) = events(session_request(meeting(date(2026, 10, 14), uid="extra"), **TO_ANA))
    assert (event["UID"], "RRULE" in event, "RECURRENCE-ID" in event) == ("extra", False, False)


def test_one_date_of_a_series_is_cancelled_by_its_planned_time():
    moved = next(one for one in MEETINGS if one.held_on == date(2026, 11, 10))
    (event,) = events(session_cancelled(moved, **TO_ANA, series=rule()))
    assert (event["UID"], event["STATUS"], event["SEQUENCE"]) == ("3f0f-s7", "CANCELLED", 4)
    assert event["RECURRENCE-ID"].dt == datetime(2026, 11, 9, 18, tzinfo=BELGRADE)


def test_a_whole_series_is_cancelled():
    (event,) = events(series_cancelled(rule(sequence=7), **TO_ANA))
    assert (event["STATUS"], event["SEQUENCE"], "RECURRENCE-ID" in event) == ("CANCELLED", 7, False)


def test_a_feed_says_how_often_to_come_back_in_both_ways_programs_read():
    lines = unfolded(feed("f", MEETINGS, WORDS))
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H", "UID:f"} <= set(lines)
    assert {"NAME:Моји састанци", "X-WR-CALNAME:Моји састанци"} <= set(lines)


def test_a_feed_leaves_out_what_was_called_off_and_asks_nobody_anything():
    found = events(feed("f", MEETINGS, WORDS))
    assert len(found) == len([one for one in MEETINGS if not one.is_cancelled])
    assert not [one for one in found if one.keys() & {"ATTENDEE", "ORGANIZER", "RRULE"}]


def test_an_alarm_is_there_only_where_it_was_asked_for():
    assert b"VALARM" not in feed("f", MEETINGS, WORDS)
    (alarm,) = events(feed("f", MEETINGS[:1], WORDS, alarm_minutes=60))[0].subcomponents
    assert (alarm["ACTION"], alarm["DESCRIPTION"], alarm["TRIGGER"].dt) == ("DISPLAY", "Подсетник", timedelta(hours=-1))


def test_a_quotation_mark_in_a_name_becomes_one_that_every_reader_shows():
    content = session_request(MEETINGS[0], sender=Party('Јелена "Цеца" Ћ', "j@x.org"), invited=ANA, words=WORDS)
    assert 'ORGANIZER;CN="Јелена „Цеца“ Ћ":mailto:j@x.org' in unfolded(content)


letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=200, deadline=None)
@given(letters, letters, letters)
def test_whatever_somebody_is_called_lines_stay_lines_and_letters_whole(name, address, title):
    content = session_request(
        MEETINGS[0], sender=Party(name, address), invited=Party(name, f"{address}@x"), words=Wording(title, title)
    )
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() == line.decode("utf-8", "strict") for line in lines)
    assert b"\n" not in content.replace(b"\r\n", b"")
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded(content)]
    assert names.count("ATTENDEE") == names.count("ORGANIZER") == names.count("SUMMARY") == names.count("METHOD") == 1
    assert len(events(content)) == 1


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 4),
    st.times(time(7), time(21)).map(lambda clock: clock.replace(second=0, microsecond=0)),
    st.integers(15, 240),
    st.sets(st.integers(1, 14), max_size=5),
    st.dictionaries(st.integers(0, 14), st.tuples(st.integers(-3, 3), st.integers(-3, 2)), max_size=4),
)
def test_importing_what_was_exported_gives_the_same_times(every, clock, minutes, off, moved):
    days = [date(2026, 10, 12) + timedelta(weeks=every * n) for n in range(15)]
    meetings = []
    for n, day in enumerate(days):
        if n in off:
            continue
        by_days, by_hours = moved.get(n, (0, 0))
        other = (datetime.combine(day, clock) + timedelta(hours=by_hours)).time()
        meetings.append(meeting(day, clock, minutes=minutes, held_on=day + timedelta(days=by_days), starts_at=other))
    said = rule(days[0], days[-1], every=every, starts_at=clock, minutes=minutes)
    span = Span(datetime(2026, 9, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))
    expected = sorted({(one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in meetings})
    for content in (series_request(said, days, meetings, **TO_ANA), feed("f", meetings, WORDS)):
        read = read_busy(content, span)
        assert sorted({(one.starts_at, one.ends_at) for one in read.times}) == expected
        assert read.notes == ()


def test_a_message_has_words_the_calendar_and_the_file():
    content = invitation_mail(SERIES, "REQUEST", JELENA, ANA, subject="Термин", body="Добар дан.\n")
    message = email.message_from_bytes(content, policy=policy.default)
    plain, calendar, attached = [part for part in message.walk() if not part.is_multipart()]
    assert (message["Subject"], message["To"], message["X-Unsent"]) == ("Термин", "Ана <ana@example.org>", "1")
    assert plain.get_content().strip() == "Добар дан."
    assert calendar.get_content_type() == "text/calendar"
    assert (calendar.get_param("method"), calendar.get_param("charset")) == ("REQUEST", "utf-8")
    assert calendar.get_content().encode() == attached.get_content() == SERIES
    assert attached.get_filename() == "invite.ics"
    assert content == invitation_mail(SERIES, "REQUEST", JELENA, ANA, subject="Термин", body="Добар дан.\n")


def test_nobody_can_add_a_header_by_her_name_or_address():
    odd = Party('Ана"\r\nBcc: x@y.org', "ana@x.org>\r\nBcc: <x@y.org")
    message = email.message_from_bytes(invitation_mail(SERIES, "REQUEST", odd, odd, subject="a", body="b"))
    assert message["Bcc"] is None
    assert message.get_all("To") is not None
