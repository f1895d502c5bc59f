"""Certificates: issued once earned, frozen and signed, replaced or withdrawn with a reason, never overwritten."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import locked, transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_, S_, Language
from staffdev.organisations.tables import Organisation
from staffdev.training.offer.actions.enrolments import name_of
from staffdev.training.offer.earned import Earned, earned_by, finished_course
from staffdev.training.offer.forms import IssueForm, ReplacementForm
from staffdev.training.offer.frozen import Issue, Signatory, frozen, signed_payload
from staffdev.training.offer.queries import attendance, certificates, courses
from staffdev.training.signatures import sign
from staffdev.training.tables import BasicTraining, Certificate, Course
from staffdev.training.verifying import verification
from staffdev.vault.keys import held


async def issue_certificates(
    course: Course, form: IssueForm, signatory: Signatory, *, actor: Actor
) -> list[Certificate]:
    """Issue one to each of the people named by code; Invalid where somebody has not earned hers."""
    async with transaction():
        fresh = await courses.locked_course(course.id)
        finished = await finished_course(fresh, clock.today())
        earned = {str(one.person.code): one for one in await earned_by(finished)}
        chosen = [earned[code] for code in dict.fromkeys(form.people) if code in earned]
        if len(chosen) < len(set(form.people)):
            raise Invalid({"people": N_("Choose among the people who attended this course.")})
        for one in chosen:
            _refuse_unearned(one)
        issue = await _issue(fresh, signatory, form.language, actor)
        return [await _write(issue, one) for one in chosen]


async def replace_certificate(
    certificate: Certificate, form: ReplacementForm, signatory: Signatory, *, actor: Actor
) -> Certificate:
    """Issue it anew from what is recorded now, under a new number; the old one stays, withdrawn."""
    async with transaction():
        course = await courses.locked_course(certificate.course)
        old = await _still_valid(certificate)
        finished = await finished_course(course, clock.today())
        hers = next((one for one in await earned_by(finished) if one.person.id == old.person), None)
        if hers is None or hers.attended.minutes < hers.attended.needed:
            raise Conflict(N_("She has not attended enough as recorded now. Withdraw the certificate instead."))
        basic = await certificates.basic_training_of(old)
        await _withdraw(old, form.because, actor)
        issue = await _issue(course, signatory, form.language, actor)
        return await _write(issue, hers, replaces=old, basic=basic)


async def withdraw_certificate(certificate: Certificate, because: str, *, actor: Actor) -> None:
    """Withdraw it with the reason; the basic training it proved is withdrawn with it."""
    async with transaction():
        await courses.locked_course(certificate.course)
        old = await _still_valid(certificate)
        if basic := await certificates.basic_training_of(old):
            await facts.withdraw(basic, by=actor.account_code, at=clock.now(), because=because)
            about: dict[str, Any] = {"title": basic.title, "because": because}
            await audit.record(Event.TRAINING_BASIC_TRAINING_WITHDRAW, about=basic.code, actor=actor, **about)
        await _withdraw(old, because, actor)


async def _issue(course: Course, signatory: Signatory, language: Language, actor: Actor) -> Issue:
    """Hold the organisation's row, so that its numbers are given one after the other."""
    row = await locked(Organisation.objects().where(Organisation.id == course.organisation)).first()
    if row is None:
        raise LookupError(course.organisation)
    return Issue(course, row, signatory, language, clock.today(), actor)


async def _write(
    issue: Issue, earned: Earned, *, replaces: Certificate | None = None, basic: BasicTraining | None = None
) -> Certificate:
    year = issue.issued_on.year
    number = next_number(await certificates.numbers_of_year(issue.organisation.id, year), year)
    payload, code = await frozen(issue, earned, number), uuid4()
    made = await facts.record(
        Certificate,
        by=issue.actor.account_code,
        at=clock.now(),
        code=code,
        organisation=issue.organisation.id,
        person=earned.person.id,
        course=issue.course.id,
        number=number,
        issued_on=issue.issued_on,
        payload=payload,
        signed=sign(signed_payload(payload, code), held().certificate_key),
        replaces=replaces.id if replaces else None,
    )
    detail: dict[str, Any] = {"number": number, "person": name_of(earned.person), "title": issue.course.title}
    detail |= {"replaces": replaces.number} if replaces else {}
    await audit.record(Event.TRAINING_CERTIFICATE_ISSUE, about=made.code, actor=issue.actor, **detail)
    if earned.programme and earned.programme.is_basic:
        await _record_basic_training(issue, earned, number, basic)
    return made


async def _record_basic_training(issue: Issue, earned: Earned, number: str, known: BasicTraining | None) -> None:
    """A certificate of a basic programme is the fact that she completed it (Art. 15(3))."""
    actor, at = issue.actor, clock.now()
    coordinators = await attendance.coordinators_on(issue.organisation.id, issue.issued_on)
    values = {
        "programme": issue.course.programme,
        "title": issue.course.title,
        "certificate_number": number,
        "started_on": earned.course_days[0],
        "completed_on": earned.course_days[-1],
        "minutes": earned.attended.total,
        "attended_minutes": earned.attended.minutes,
        "topics": earned.topics,
        **verification(actor, earned.person.id, coordinators, at=at, today=issue.issued_on),
    }
    detail: dict[str, Any] = {"person": name_of(earned.person), "title": issue.course.title, "number": number}
    if known:
        await facts.supersede(known, by=actor.account_code, at=at, **values)
        await audit.record(Event.TRAINING_BASIC_TRAINING_CORRECT, about=known.code, actor=actor, **detail)
        return
    who = {"organisation": issue.organisation.id, "person": earned.person.id}
    made = await facts.record(BasicTraining, by=actor.account_code, at=at, **who, **values)
    await audit.record(Event.TRAINING_BASIC_TRAINING_RECORD, about=made.code, actor=actor, **detail)


def next_number(given: Sequence[str], year: int) -> str:
    """The next of the year's series, 12/2026 after 11/2026; what was written otherwise is passed over."""
    counted = [int(first) for first in (number.partition("/")[0] for number in given) if first.isdecimal()]
    return f"{max(counted, default=0) + 1}/{year}"


async def _withdraw(certificate: Certificate, because: str, actor: Actor) -> None:
    await facts.withdraw(certificate, by=actor.account_code, at=clock.now(), because=because)
    about: dict[str, Any] = {"number": certificate.number, "because": because}
    await audit.record(Event.TRAINING_CERTIFICATE_WITHDRAW, about=certificate.code, actor=actor, **about)


async def _still_valid(certificate: Certificate) -> Certificate:
    """The certificate as it is now; Conflict once it is withdrawn."""
    fresh = await certificates.certificate_coded(str(certificate.code))
    if fresh is None or fresh.superseded_at is not None:
        raise Conflict(N_("This certificate is withdrawn already."))
    return fresh


def _refuse_unearned(one: Earned) -> None:
    if one.attended.shortfall is not None:
        advice = N_("%(name)s has no claim to a certificate of this course yet, see the list.")
        raise Invalid({"people": S_(advice, name=name_of(one.person))})
