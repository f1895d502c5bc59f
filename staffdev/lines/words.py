"""The vocabulary of lines in the reader's language, and weeks of hours as people write them."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from staffdev import weekly
from staffdev.i18n import N_
from staffdev.lines.rules.conflicts import Clash
from staffdev.lines.rules.hours import Interval, Source, day_hours, week_of
from staffdev.lines.vocabulary import LineKind
from staffdev.translations import gettext, weekday
from staffdev.weekly import clock_of

WORDS: Mapping[str, str] = {
    LineKind.OWN: N_("own line"),
    LineKind.SHARED: N_("line shared in a network"),
    LineKind.NATIONAL: N_("national line"),
    Source.PUBLISHED: N_("as published"),
    Source.EXCEPTION: N_("exception"),
    Source.HOLIDAY: N_("public holiday"),
    Source.NOT_PUBLISHED: N_("no hours published"),
    Source.OUTSIDE: N_("not in service"),
    Clash.SAME_TIME: N_("She has another shift at the same time"),
    Clash.NOT_ENGAGED: N_("She is not engaged then"),
    Clash.AWAY: N_("She is on leave"),
    Clash.NOT_ENTERED: N_("She is not entered for duty on the telephone"),
    Clash.OBSERVES: N_("She is entered as an observer, so she does not cover the line"),
    Clash.NO_REST: N_("Too little rest after a night shift"),
    Clash.OUTSIDE_HOURS: N_("The line does not work then"),
    Clash.ENDS_EARLIER: N_("She is engaged on the other days only"),
}
ALL_DAYS = 7


def word(code: str) -> str:
    """A code of the vocabulary of lines in the reader's language."""
    return gettext(WORDS[code])


def said_hours(intervals: Iterable[Interval]) -> str:
    """17:00–20:00, 21:00–23:00; that the line does not work where there are none."""
    return ", ".join(f"{clock_of(one.start)}–{clock_of(one.end)}" for one in intervals) or gettext("does not work")


def said_week(text: str) -> str:
    """Monday–Friday 17:00–20:00, Saturday 10:00–13:00: days that follow one another with the same hours as one."""
    week = week_of(text)
    runs = groupby(range(1, 8), key=lambda number: week.get(number, ()))
    return "; ".join(_run(list(days), hours) for hours, days in runs if hours)


def _run(days: list[int], hours: tuple[Interval, ...]) -> str:
    around = hours == (Interval(0, weekly.DAY_MINUTES),)
    said = gettext("around the clock") if around else said_hours(hours)
    when = gettext("every day") if len(days) == ALL_DAYS else _days(days)
    return f"{when} {said}"


def _days(days: list[int]) -> str:
    if len(days) == 1:
        return weekday(days[0])
    between = "–" if len(days) > 2 else ", "  # noqa: PLR2004 - a run from three days on
    return f"{weekday(days[0])}{between}{weekday(days[-1])}"


def said_days(numbers: str) -> str:
    """Saturday, Sunday from "6 7"."""
    return ", ".join(weekday(int(one)) for one in numbers.split())


def said_day(hours: str) -> str:
    """The hours of a day in its notation, as people write them."""
    return said_hours(day_hours(hours))


FILTERS = {"line_word": word, "line_hours": said_hours, "line_day": said_day, "line_week": said_week}
