"""Rules of repetition, against dateutil and recurring-ical-events as the second opinion."""

from datetime import UTC, date, datetime, timedelta

import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from staffdev.ics.reading import Span, read_busy
from staffdev.ics.reading.occurrences import moments_of_rule
from staffdev.ics.reading.recurrence import Steps, read_rule
from tests.ics.calendars import calendar

LAST = date(2030, 12, 31)
days = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])


def part(name, values, most=3):
    chosen = st.lists(values, min_size=1, max_size=most, unique=True).map(
        lambda each: f";{name}={','.join(map(str, each))}"
    )
    return st.one_of(st.just(""), chosen)


# each Monday and the first one, together, are what RFC 5545 says: both; dateutil takes what is in both, so never mixed
nth_days = st.builds("{}{}".format, st.integers(-4, 4).filter(bool), days)
month_days = st.integers(-31, 31).filter(bool)
common = [
    st.integers(1, 5).map(lambda n: f";INTERVAL={n}"),
    part("BYMONTH", st.integers(1, 12)),
    st.one_of(st.just(""), st.integers(1, 30).map(lambda n: f";COUNT={n}"), st.just(";UNTIL=20281016T160000Z")),
    st.one_of(st.just(""), days.map(lambda day: f";WKST={day}")),
]
rules = st.one_of(
    st.builds("FREQ=DAILY{}{}{}{}{}{}".format, *common, part("BYDAY", days), part("BYMONTHDAY", month_days)),
    st.builds("FREQ=WEEKLY{}{}{}{}{}".format, *common, part("BYDAY", days)),
    st.builds(
        "FREQ=MONTHLY{}{}{}{}{}{}".format,
        *common,
        st.one_of(st.one_of(part("BYDAY", days), part("BYDAY", nth_days)), part("BYMONTHDAY", month_days)),
        part("BYSETPOS", st.integers(-3, 3).filter(bool), 2),
    ),
    st.builds(
        "FREQ=YEARLY{}{}{}{}{}{}".format,
        *common,
        st.one_of(part("BYDAY", days), part("BYDAY", nth_days)),
        part("BYMONTHDAY", month_days),
    ),
)


@settings(max_examples=400, deadline=None)
@given(rules, st.integers(0, 3 * 365 * 24))
def test_every_rule_gives_the_days_that_dateutil_gives(rule, later):
    start = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=later)
    assume("BYSETPOS" not in rule or "BYDAY" in rule or "BYMONTHDAY" in rule)
    expected = []
    for moment in rrulestr(rule, dtstart=start):
        if moment.date() > LAST:
            break
        expected.append(moment)
    assert list(moments_of_rule(read_rule(rule), start, (start.date(), LAST), Steps())) == expected


@settings(max_examples=200, deadline=None)
@given(rules, st.integers(0, 900))
def test_a_later_window_only_leaves_out_what_was_before(rule, later):
    start, window = datetime(2026, 1, 15, 18, tzinfo=UTC), date(2026, 1, 15) + timedelta(days=later)
    whole = list(moments_of_rule(read_rule(rule), start, (start.date(), LAST), Steps()))
    part_of_it = list(moments_of_rule(read_rule(rule), start, (window, LAST), Steps()))
    assert part_of_it == [moment for moment in whole if moment.date() >= window]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(
        ["FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY;BYDAY=2MO"]
    ),
    st.lists(st.integers(0, 30), max_size=4, unique=True),
    st.lists(st.tuples(st.integers(0, 30), st.integers(-48, 48)), max_size=3, unique_by=lambda each: each[0]),
    st.integers(0, 23),
)
def test_a_series_with_exceptions_is_read_as_another_reader_reads_it(rule, left_out, moved, hour):
    first = datetime(2026, 10, 12, hour, 15)  # noqa: DTZ001 - on the clock that TZID names
    dates = list(rrulestr(f"{rule};COUNT=31", dtstart=first))
    zone = "TZID=Europe/Belgrade:"
    exceptions = "".join(f"\r\nEXDATE;{zone}{dates[n]:%Y%m%dT%H%M%S}" for n in left_out)
    series = f"UID:s\r\nDTSTART;{zone}{first:%Y%m%dT%H%M%S}\r\nDURATION:PT1H30M\r\nRRULE:{rule};COUNT=31{exceptions}"
    changes = [
        f"UID:s\r\nRECURRENCE-ID;{zone}{dates[n]:%Y%m%dT%H%M%S}\r\nDURATION:PT2H\r\n"
        f"DTSTART;{zone}{dates[n] + timedelta(hours=by, minutes=7):%Y%m%dT%H%M%S}"
        for n, by in moved
        if n not in left_out
    ]
    content, low, high = calendar(series, *changes), datetime(2026, 8, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
    theirs = recurring_ical_events.of(Calendar.from_ical(content)).between(low, high)
    ours = read_busy(content, Span(low, high))
    assert [one.starts_at for one in ours.times] == sorted({one.start.astimezone(UTC) for one in theirs})
