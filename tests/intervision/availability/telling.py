"""What the tests of availability and polls start from: what members have said of when they can come."""

from datetime import UTC, datetime, time, timedelta

from staffdev import clock
from staffdev.intervision.availability.actions.calendars import import_calendar
from staffdev.intervision.availability.actions.exceptions import record_exception
from staffdev.intervision.availability.actions.weeks import record_week
from staffdev.intervision.availability.forms import ExceptionForm, WeekForm
from staffdev.intervision.availability.rules.willing import Busy
from staffdev.intervision.tables import Availability
from staffdev.intervision.vocabulary import Grade
from staffdev.weekly import read

EVENINGS = {"usual-afternoon": "if_need_be", "usual-evening": "glad"}  # what a browser posts of a week
SECRET = "Ginekolog dr Perić"  # what her calendar says and nobody may learn


async def tells(member, week="1 17:00-21:00 glad 2 17:00-21:00 if_need_be", *, from_on=None, until_on=None):
    """She records her week from that day on, else from a month ago."""
    form = WeekForm(from_on=from_on or clock.today() - timedelta(days=30), until_on=until_on)
    return await record_week(form, read(week), actor=member.actor)


async def excepts(member, *, days=7, last=None, grade=Grade.NO, starts_at=None, ends_at=None):
    """She records days that are not as usual, so many days from today."""
    form = ExceptionForm(
        from_on=clock.today() + timedelta(days=days),
        until_on=clock.today() + timedelta(days=last) if last else None,
        grade=grade,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    return await record_exception(form, actor=member.actor)


async def is_busy(member, *spans, number=1, soft=False):
    """Her calendar says so; `spans` are (days from today, hour in UTC, minutes)."""
    times = []
    for days, hour, minutes in spans:
        start = datetime.combine(clock.today() + timedelta(days=days), time(hour), UTC)
        times.append(Busy(start, start + timedelta(minutes=minutes), soft))
    days = clock.today(), clock.today() + timedelta(days=365)
    return await import_calendar(number, times, days, whole_days=False, actor=member.actor)


async def the_week(member):
    """The one week of hers that holds."""
    [row] = await Availability.objects().where(
        Availability.person == member.person.id, Availability.superseded_at.is_null(), Availability.version_of.is_null()
    )
    return row


def ics(*events, first="BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n"):
    """A calendar file; each event is its lines."""
    body = "".join("BEGIN:VEVENT\r\n" + "".join(f"{line}\r\n" for line in event) + "END:VEVENT\r\n" for event in events)
    return f"{first}{body}END:VCALENDAR\r\n".encode()


def event(day, start="180000", end="193000", *more, summary=SECRET):
    """An event on a day of 2026-style text, at times on the clock of Belgrade."""
    return (
        f"UID:{day}{start}@x",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART;TZID=Europe/Belgrade:{day}T{start}",
        f"DTEND;TZID=Europe/Belgrade:{day}T{end}",
        f"SUMMARY:{summary}",
        *more,
    )


def day_text(days):
    """So many days from today, as a calendar writes it."""
    return f"{clock.today() + timedelta(days=days):%Y%m%d}"


def next_weekday(weekday, *, after=7):
    """The first such weekday so many days from today or later."""
    day = clock.today() + timedelta(days=after)
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)
