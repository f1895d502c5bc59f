"""Sessions and series as calendars are written from them; the same for files and for feeds."""

from collections.abc import Mapping
from datetime import date

from staffdev import translations
from staffdev.i18n import N_
from staffdev.ics.writing import Meeting, Rule, Wording
from staffdev.intervision.invitations.queries import Times
from staffdev.intervision.rules.recurrence import occurrences
from staffdev.intervision.tables import Series, Session
from staffdev.intervision.vocabulary import Pattern

TITLE = N_("Meeting")  # neutral: whoever looks over her shoulder learns nothing
ALARM = N_("Reminder")
CALENDAR = N_("My meetings")


def words() -> Wording:
    """The neutral words, in the language that is spoken now."""
    return Wording(translations.gettext(TITLE), translations.gettext(ALARM), translations.gettext(CALENDAR))


def meeting_of(session: Session | Times) -> Meeting:
    return Meeting(
        uid=str(session.code),
        held_on=session.held_on,
        starts_at=session.starts_at,
        minutes=session.minutes,
        sequence=session.sequence,
        changed_at=session.changed_at,
        planned_on=session.planned_on,
        planned_at=session.planned_at,
        is_cancelled=session.cancelled_at is not None,
    )


def rule_of(series: Series, before: Mapping[int, Series]) -> Rule:
    """The series as a rule; `before` holds the one that it follows."""
    return Rule(
        uid=str(series.code),
        is_weekly=series.pattern == Pattern.WEEKLY,
        every=series.every,
        weekday=series.weekday,
        nth=series.nth,
        starts_at=series.starts_at,
        minutes=series.minutes,
        first_on=series.first_on,
        last_on=series.last_on,
        sequence=series.sequence,
        changed_at=series.changed_at,
        follows=str(before[series.follows].code) if series.follows in before else "",
    )


def days_of(series: Series) -> tuple[date, ...]:
    """Every day that the rule names."""
    rule = (series.pattern, series.every, series.weekday, series.nth)
    return occurrences(*rule, series.first_on, series.last_on)
