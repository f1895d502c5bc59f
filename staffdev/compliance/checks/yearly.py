"""RS-SOS-18.2, ten hours a year, of each person and of the provider; closed years as they were. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from msgspec import structs

from staffdev.compliance.checks.activity import active_days_of
from staffdev.compliance.facts import Known
from staffdev.compliance.situation import Judged, Situation, Subject
from staffdev.rulebook.codes import Why
from staffdev.rulebook.dates import DAY, Span, add_years, year_span
from staffdev.rulebook.facts import acted_on
from staffdev.rulebook.model import Evidence, Verdict
from staffdev.rulebook.question import Question
from staffdev.training.rules.hours import Counting, Hours, counting, hours, places, planned_sessions
from staffdev.training.rules.offered import judge_offered, offered
from staffdev.training.rules.required import Months, months_for, required_minutes, yearly_minutes
from staffdev.training.rules.shapes import YearClosure
from staffdev.training.rules.yearly import Year, closure_evidence, judge_year, window_end


@dataclass(frozen=True, slots=True)
class View:
    """From where a year is looked at: today, or for ever the moment it was closed (settled reading 4)."""

    known: Known
    question: Question
    rules: Counting
    closure: YearClosure | None = None


def minutes_of_persons(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-18.2 for each person, over her twelve months."""
    question = situation.question
    if question.readings.choice("ce.level") == "provider":
        return
    today = View(situation.known, question, counting(question.readings))
    closed = _closed(situation, today)
    for person in situation.known.persons:
        months = months_for(situation.known.engagements[person], question)
        view = closed if closed and months.span == question.period else today
        yield Subject(person, period=months.span), partial(_minutes_of, person, months, view, today)


def _closed(situation: Situation, today: View) -> View | None:
    """The view from the day the year asked for was closed, None while it is open on `as_of`."""
    question = situation.question
    for closure in sorted(situation.known.facts.closures, key=_closed_on):
        closed_on = _closed_on(closure)
        if year_span(closure.year) == question.period and question.period.last < closed_on <= question.as_of:
            known = situation.provider.known_at(closure.recorded_at)
            return View(known, replace(question, as_of=closed_on), today.rules, closure)
    return None


def _closed_on(closure: YearClosure) -> date:
    return acted_on(closure.closed_on, closure.recorded_at)


def _minutes_of(person: str, months: Months, view: View, today: View) -> Verdict:
    verdict = judge_year(_year(person, months, view), view.question)
    if view.closure is None:
        return verdict
    counted = {one.code for one in verdict.counted}
    later = tuple(
        structs.replace(one, why=Why.WINDOW_CLOSED)
        for one in _hours(person, months.span, today).counted
        if one.code not in counted
    )
    shown = {one.code for one in later}
    rest = tuple(one for one in verdict.not_counted if one.code not in shown)
    return structs.replace(verdict, counted=(*verdict.counted, _closure(view.closure)), not_counted=rest + later)


def _closure(closure: YearClosure) -> Evidence:
    return closure_evidence(closure.code, _closed_on(closure))


def _year(person: str, months: Months, view: View) -> Year:
    """Her twelve months, everything added up."""
    question, readings = view.question, view.question.readings
    active = active_days_of(person, months.span, view.known, view.question)
    amount = yearly_minutes(_amount(question, months.span), readings)
    return Year(
        period=months.span,
        required=required_minutes(amount, active, months.span, readings) if active.total else 0,
        active=active,
        hours=_hours(person, months.span, view) if active.total else Hours(),
        as_of=question.as_of,
        carried=_carried(person, months, view) if readings.flag("ce.carry_over") else 0,
        is_rolling=months.is_rolling,
        is_closed=view.closure is not None,
    )


def _amount(question: Question, period: Span) -> int:
    """The law's figure on the last day of the period."""
    return question.obligation.amount_on(max(period.last, question.in_force_from), "required_minutes")


def _hours(person: str, period: Span, view: View) -> Hours:
    known, as_of = view.known, view.question.as_of
    in_time = window_end(period, view.question.readings)
    found = hours(known.records.get(person, ()), period, known.offices, view.rules, as_of=as_of, in_time=in_time)
    if as_of < period.last and (enrolments := known.enrolments.get(person)):
        ahead = planned_sessions(enrolments, known.sessions, period.last, as_of=as_of)
        inside = (one for one in ahead if one.held_on in period)
        counts = (one for one in inside if not view.rules.why_not(one.kind, is_basic=one.is_basic))
        found.planned = sum(one.minutes for one in counts)
    return found


def _carried(person: str, months: Months, view: View) -> int:
    """What she had above the requirement in the twelve months before; one year's surplus, never older."""
    if months.is_rolling:
        return 0
    before = Span(add_years(months.span.first, -1), months.span.first - DAY)
    active = active_days_of(person, before, view.known, view.question)
    if not active.total:
        return 0
    readings = view.question.readings
    amount = yearly_minutes(_amount(view.question, before), readings)
    required = required_minutes(amount, active, before, readings)
    return max(0, _hours(person, before, view).verified - required)


def minutes_offered(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-18.2 for the provider: what was offered in the calendar year, or the days asked."""
    question = situation.question
    if question.readings.choice("ce.level") == "person":
        return
    today = View(situation.known, question, counting(question.readings))
    view = _closed(situation, today) or today
    yield Subject(period=question.period), partial(_minutes_offered, view)


def _minutes_offered(view: View) -> Verdict:
    known, question = view.known, view.question
    as_of = question.as_of
    first, last = places(known.ledger, question.period)
    found = offered(known.facts.sessions, known.ledger[first:last], known.offices, view.rules, question, as_of=as_of)
    verdict = judge_offered(found, _amount(question, question.period), question, as_of=as_of)
    if view.closure is None:
        return verdict
    return structs.replace(verdict, counted=(*verdict.counted, _closure(view.closure)))
