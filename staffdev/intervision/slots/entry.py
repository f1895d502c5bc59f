"""From what was typed to a problem: days, dates of a series, holidays. Pure."""

from dataclasses import replace
from datetime import date, timedelta

from staffdev.intervision.slots.forms import GroupsForm, GroupSlotForm, SeriesForm, SlotForm
from staffdev.intervision.slots.rules.columns import last_day
from staffdev.intervision.slots.rules.shapes import Limits, Problem, Wanted
from staffdev.intervision.vocabulary import Need, Pattern
from staffdev.rulebook.dates import public_holidays
from staffdev.weekly import minute_of

EVERY_DAY = frozenset(range(1, 8))
MONTHS_IN_WEEKS = (12, 52)


def wanted_by(form: SlotForm) -> Wanted:
    """One session in so many weeks, or as many dates of the rhythm as fit into them, one at least."""
    weekdays = form.weekdays or EVERY_DAY
    last_on = form.first_on + timedelta(days=7 * form.weeks - 1)
    if not isinstance(form, SeriesForm | GroupsForm):
        return Wanted(form.first_on, last_on, weekdays=weekdays)
    rhythm = form.rhythm
    months, weeks = MONTHS_IN_WEEKS
    units = form.weeks if rhythm.pattern is Pattern.WEEKLY else form.weeks * months // weeks
    times = max(1, units // rhythm.every)
    return Wanted(form.first_on, last_on, rhythm.pattern, rhythm.every, times, weekdays)


def limits_by(form: SlotForm, *, least: int, most: int | None) -> Limits:
    """The hard limits as they were typed; public holidays are excluded unless they were asked for."""
    return Limits(
        minutes=form.minutes,
        earliest=minute_of(form.earliest),
        latest=form.last_minute,
        least=least,
        most=most,
        a_week=form.a_week,
        pause=form.pause,
        excluded=frozenset() if form.on_holidays else holidays(form.first_on, last_day(wanted_by(form))),
        may_fall_out=form.may_fall_out if isinstance(form, SeriesForm) else None,
    )


def asked_by(form: GroupSlotForm, problem: Problem) -> Problem:
    """The same people asked in the words of that form; whoever it does not require is not required."""
    limits = limits_by(form, least=problem.limits.least, most=problem.limits.most)
    people = tuple(replace(one, need=Need.OPTIONAL) if one.code in form.not_required else one for one in problem.people)
    return replace(problem, wanted=wanted_by(form), limits=limits, people=people)


def holidays(first: date, last: date) -> frozenset[date]:
    """The public holidays of these years."""
    return frozenset(day for year in range(first.year, last.year + 1) for day in public_holidays(year))
