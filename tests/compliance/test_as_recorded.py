"""Scenario 5 through the pages' own actions: a renewal recorded in May turns the verdict, April's answer stays."""

from datetime import UTC, date, datetime

import pytest

from staffdev.clock import stopped_at
from staffdev.compliance.asking import Asked
from staffdev.compliance.queries import judged, judged_person
from staffdev.people.actions import correct_fact, record_fact
from staffdev.people.forms import LeaveForm
from staffdev.people.kinds import LEAVE
from staffdev.people.vocabulary import LeaveKind
from staffdev.rulebook.model import Status
from staffdev.training.offer.actions import programmes
from staffdev.training.offer.forms import AccreditationForm, ProgrammeForm
from staffdev.training.offer.kinds import ACCREDITATION
from tests.compliance.office import complete_basic_training, log

pytestmark = pytest.mark.anyio


def at(month, day, hour=12):
    return datetime(2025, month, day, hour, tzinfo=UTC)


async def verdict_of(member, obligation, **days):
    asked = Asked(only=frozenset({obligation}), **days)
    found = await judged_person(member.person.id, member.person.code, member.actor, asked)
    (one,) = found.findings
    return one.verdict


async def test_an_accreditation_that_lapses_during_the_course_and_is_renewed_later(cast):
    actor, her = cast.jelena.actor, cast.djurdjica
    form = ProgrammeForm(title="Osnovna obuka", is_basic=True, total_minutes=72 * 60, min_attendance_percent=85)
    with stopped_at(at(3, 1)):
        programme = await programmes.create_programme(form, "T1 T2", actor=actor)
        first = AccreditationForm(number="1", body="Zavod", from_on=date(2022, 4, 1), until_on=date(2025, 3, 31))
        await programmes.record_fact(ACCREDITATION, programme, first, actor=actor)
    with stopped_at(at(4, 14)):
        days = date(2025, 3, 8), date(2025, 4, 13)
        checked = {"by": cast.jelena, "at": at(4, 14), "verified_on": date(2025, 4, 14)}
        await complete_basic_training(her, programme, *days, **checked)
    with stopped_at(at(5, 5)):
        renewed = AccreditationForm(number="2", body="Zavod", from_on=date(2025, 4, 1), until_on=date(2028, 3, 31))
        await programmes.record_fact(ACCREDITATION, programme, renewed, actor=actor)
    day = date(2025, 6, 1)
    now = await verdict_of(her, "RS-SOS-15.3", as_of=day)
    assert now.status is Status.MET
    then = await verdict_of(her, "RS-SOS-15.3", as_of=day, as_recorded_on=at(4, 20))
    assert (then.status, [one.why for one in then.not_counted]) == (Status.NOT_MET, ["ACCREDITATION_NOT_COVERING"])
    assert (await verdict_of(her, "RS-SOS-15.3", as_of=day, as_recorded_on=at(5, 5, 11))).status is Status.NOT_MET
    assert (await verdict_of(her, "RS-SOS-15.3", as_of=day, as_recorded_on=at(5, 5, 13))).status is Status.MET


async def test_a_corrected_leave_changes_what_is_required_but_not_what_was_said_before(cast):
    actor, person = cast.jelena.actor, cast.ilona.person
    with stopped_at(at(2, 1)):
        leave = LeaveForm(kind=LeaveKind.SICK, from_on=date(2025, 3, 1), until_on=date(2025, 8, 31))
        fact = await record_fact(LEAVE, person, leave, actor=actor)
    with stopped_at(at(9, 10)):
        shorter = LeaveForm(kind=LeaveKind.SICK, from_on=date(2025, 3, 1), until_on=date(2025, 3, 20))
        await correct_fact(LEAVE, person, fact, shorter, actor=actor)
    asked = {"as_of": date(2025, 12, 1)}
    before = await verdict_of(cast.ilona, "RS-SOS-18.2", **asked, as_recorded_on=at(9, 1))
    after = await verdict_of(cast.ilona, "RS-SOS-18.2", **asked)
    assert (before.figures["required_minutes"], after.figures["required_minutes"]) == (300, 600)


async def test_an_answer_is_the_same_as_on_the_day_it_was_given(cast):
    asked = Asked(as_of=date(2025, 7, 1), as_recorded_on=at(7, 1))
    await log(cast.ilona, date(2025, 5, 5), 240, by=cast.jelena, at=at(5, 20))
    given = (await judged(cast.jelena.actor, asked)).findings
    await log(cast.ilona, date(2025, 5, 6), 360, by=cast.jelena, at=at(8, 1))
    assert (await judged(cast.jelena.actor, asked)).findings == given
