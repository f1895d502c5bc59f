"""RS-SOS-15.2: at least one consultant engaged for basic professional tasks, on every day. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from operator import attrgetter

from staffdev.people.rules.cover import cover
from staffdev.people.rules.presence import is_in, long_leave, professional_days
from staffdev.people.rules.shapes import Engagement, Leave, Licence
from staffdev.people.vocabulary import EngagementRole
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.dates import Span, merged, without
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import Question

Held = Mapping[str, Collection[Licence]]
Away = Mapping[str, Collection[Leave]]


def professional_engaged(
    engagements: Iterable[Engagement], licences: Held, leaves: Away, question: Question
) -> Verdict:
    """Met on a day when a licensed professional is engaged and not on long leave; any contract counts."""
    by_person: dict[str, list[Engagement]] = {}
    for one in engagements:
        if one.role is EngagementRole.PROFESSIONAL:
            by_person.setdefault(one.person, []).append(one)
    at_work = {
        person: _days_at_work(hers, licences.get(person, ()), leaves.get(person, ()), question)
        for person, hers in by_person.items()
    }
    found = cover(
        chain.from_iterable(at_work.values()), question, warn_days=question.readings.count("professional.warn_days")
    )
    everyone = sorted((one for hers in by_person.values() for one in hers), key=attrgetter("code"))
    looked_at = [one for one in everyone if one.touches(question.period)]
    evidence = [_evidence(one, at_work[one.person], licences.get(one.person, ()), question) for one in looked_at]
    there = {one.person for one in looked_at if is_in(question.day, at_work[one.person])}
    return Verdict(
        found.status,
        found.reasons if by_person else (*found.reasons, Reason.NO_DATA),
        found.figures | {"professionals": len(there)},
        tuple(one for one in evidence if one.why is None),
        tuple(one for one in evidence if one.why is not None),
        _step(found.status, evidence),
        found.ends_on,
    )


def _days_at_work(
    hers: Iterable[Engagement], licences: Iterable[Licence], leaves: Iterable[Leave], question: Question
) -> tuple[Span, ...]:
    readings = question.readings
    engaged = professional_days(hers, licences, licence_required=readings.flag("licence_required"))
    away = long_leave(
        leaves,
        kinds=readings.choices("ce.leave_kinds"),
        min_days=readings.count("professional.leave_min_days"),
        as_of=question.as_of,
    )
    return without(engaged, away) if away else engaged


def _evidence(
    engagement: Engagement, at_work: Collection[Span], licences: Collection[Licence], question: Question
) -> Evidence:
    day = question.day
    why = None if is_in(day, at_work) and engagement.holds_on(day) else _why(engagement, licences, question)
    if why and not question.of_a_day and any(engagement.touches(span) for span in at_work):
        why = None
    detail = {"person": engagement.person, "until": engagement.until_on} | _licence(licences, day)
    return Evidence("engagement", engagement.code, engagement.from_on, detail=detail, why=why)


def _licence(licences: Collection[Licence], day: date) -> dict[str, object]:
    valid = max((one for one in licences if day in one.span), key=lambda one: (one.span.last, one.code), default=None)
    return {"licence": valid.number, "licence_until": valid.until_on} if valid else {}


def _why(engagement: Engagement, licences: Collection[Licence], question: Question) -> Why:
    if not engagement.holds_on(question.day):
        return Why.OUT_OF_VALIDITY
    if question.readings.flag("licence_required"):
        if not licences:
            return Why.NO_LICENCE
        if not is_in(question.day, merged(one.span for one in licences)):
            return Why.LICENCE_NOT_VALID
    return Why.ON_LEAVE


def _step(status: Status, evidence: Iterable[Evidence]) -> Step | None:
    if status is Status.AT_RISK:
        return Step.FIND_SUCCESSOR
    if status is not Status.NOT_MET:
        return None
    return next(_mending(evidence), Step.ENGAGE_PROFESSIONAL)


def _mending(evidence: Iterable[Evidence]) -> Iterator[Step]:
    """The steps that would make somebody count who is already engaged."""
    steps = {Why.NO_LICENCE: Step.RECORD_LICENCE, Why.LICENCE_NOT_VALID: Step.RENEW_LICENCE}
    return (step for one in evidence for why, step in steps.items() if one.why == why)
