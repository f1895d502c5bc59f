"""What is stored becomes the facts the rules see: the same on both databases, in as many statements for any number."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from staffdev.accounts.tables import RoleGrant
from staffdev.compliance.facts import ProviderFacts
from staffdev.compliance.gathering import gather
from staffdev.compliance.gathering.sources import ADVISERS, CLOSURES, SOURCES
from staffdev.db.facts import record
from staffdev.organisations.tables import SelectionCriteria, TargetGroup
from staffdev.people.rules import shapes as people
from staffdev.people.tables import (
    Appointment,
    DutyAssignment,
    Engagement,
    GroupWork,
    Licence,
    Mandate,
    SelectionChecklist,
    TaskAssignment,
)
from staffdev.people.vocabulary import EngagementRole, LeaveKind
from staffdev.rulebook.dates import year_span
from staffdev.training.rules import shapes as training
from staffdev.training.tables import Enrolment, Induction, ProgrammeAttestation, YearClosure
from staffdev.training.vocabulary import RecordState, TrainingKind, VerifierOffice
from tests.cast import RECORDED, SINCE
from tests.compliance.office import (
    AT,
    accredit,
    complete_basic_training,
    create_programme,
    log,
    offer,
    take_leave,
    the,
)

pytestmark = pytest.mark.anyio
Y2025 = year_span(2025)


async def facts_of(organisation, **asked):
    found = await gather({organisation.id: organisation.code}, **({"period": Y2025} | asked))
    return found[organisation.id]


def test_every_kind_of_fact_is_gathered():
    known = {one.name for one in fields(ProviderFacts)}
    assert {one.name for one in (*SOURCES, *ADVISERS, CLOSURES)} | {"organisation", "board", "overrides"} == known


async def test_facts_about_people_are_as_they_were_entered(cast):
    her, own = str(cast.djurdjica.person.code), {"organisation": cast.ravnica.id, "person": cast.djurdjica.person.id}
    engagement = await the(Engagement, Engagement.person == cast.djurdjica.person.id)
    leave = await take_leave(cast.djurdjica, date(2025, 3, 1), None)
    task = await record(TaskAssignment, by=None, at=AT, **own, item=3, from_on=date(2025, 6, 1), until_on=None)
    duty = await record(DutyAssignment, by=None, at=AT, **own, channel="chat", is_observer=True, from_on=SINCE)
    group = await record(
        TargetGroup, by=None, at=AT, organisation=cast.ravnica.id, name="Romkinje", is_minority=True, from_on=SINCE
    )
    work = await record(GroupWork, by=None, at=AT, **own, target_group=group.id, from_on=SINCE)
    facts = await facts_of(cast.ravnica)
    assert (
        people.Engagement(code=str(engagement.code), person=her, role=EngagementRole.ASSOCIATE, from_on=SINCE)
        in facts.engagements
    )
    assert facts.leaves == (
        people.Leave(code=str(leave.code), person=her, kind=LeaveKind.SICK, from_on=date(2025, 3, 1)),
    )
    assert facts.tasks == (people.TaskAssignment(code=str(task.code), person=her, item=3, from_on=date(2025, 6, 1)),)
    assert facts.duties == (
        people.DutyAssignment(code=str(duty.code), person=her, channel="chat", is_observer=True, from_on=SINCE),
    )
    assert facts.group_work == (
        people.GroupWork(code=str(work.code), person=her, target_group=str(group.code), from_on=SINCE),
    )
    assert [(one.name, one.is_minority) for one in facts.target_groups] == [("Romkinje", True)]
    licence = await the(Licence, Licence.person == cast.ilona.person.id)
    assert str(licence.code) in {one.code for one in facts.licences}


async def test_offices_name_people_by_their_codes(cast):
    jelena, snezana = cast.jelena.person, cast.snezana.person
    await Appointment.update({Appointment.signatory: snezana.id, Appointment.board_decision: "4/2023"}, force=True)
    facts = await facts_of(cast.ravnica)
    appointment = await the(Appointment, Appointment.person == jelena.id)
    mandate = await the(Mandate, Mandate.person == snezana.id)
    assert facts.appointments == (
        people.Appointment(
            code=str(appointment.code),
            person=str(jelena.code),
            signatory=str(snezana.code),
            decided_on=SINCE,
            from_on=SINCE,
            has_board_decision=True,
            decision_number="2/2023",
        ),
    )
    assert facts.mandates == (people.Mandate(code=str(mandate.code), person=str(snezana.code), from_on=SINCE),)


async def test_a_seat_on_the_board_comes_from_her_role_and_ends_with_it(cast):
    grant = await the(RoleGrant, RoleGrant.account == cast.mira.account.id)
    (seat,) = (await facts_of(cast.ravnica)).board
    assert (seat.code, seat.person, seat.from_on, seat.until_on) == (str(grant.code), str(cast.mira.code), SINCE, None)
    revoked_at = datetime(2025, 5, 5, 9, tzinfo=UTC)
    await RoleGrant.update({RoleGrant.revoked_at: revoked_at}).where(RoleGrant.id == grant.id)
    before, after = (await facts_of(cast.ravnica)).board
    assert (before.until_on, before.recorded_at, before.superseded_at) == (None, RECORDED, revoked_at)
    assert (after.until_on, after.recorded_at, after.superseded_at) == (date(2025, 5, 5), revoked_at, None)


async def test_facts_about_training_are_as_they_were_entered(cast):
    her = str(cast.ilona.person.code)
    logged = await log(cast.ilona, date(2025, 4, 5), 90, evidence=None, topics="T1:90", title="Doček")
    checked = await log(cast.ilona, date(2025, 4, 6), 60, by=cast.jelena)
    programme = await create_programme(cast.ravnica)
    accreditation = await accredit(programme, SINCE, None, decided_on=date(2022, 12, 1))
    basic = await complete_basic_training(cast.ilona, programme, SINCE, date(2023, 3, 1), by=cast.jelena)
    course, session = await offer(cast.ravnica, date(2026, 1, 15))
    enrolment = await record(
        Enrolment, by=None, at=AT, organisation=cast.ravnica.id, course=course.id, person=cast.ilona.person.id,
        state="enrolled", entered_at=AT,
    )  # fmt: skip
    facts = await facts_of(cast.ravnica)
    assert set(facts.records) == {
        training.TrainingRecord(
            code=str(logged.code), person=her, held_on=date(2025, 4, 5), minutes=90, kind=TrainingKind.WORKSHOP,
            title="Doček", topics="T1:90", has_evidence=False, entry=str(logged.entry),
        ),
        training.TrainingRecord(
            code=str(checked.code), person=her, held_on=date(2025, 4, 6), minutes=60, kind=TrainingKind.WORKSHOP,
            title="Radionica", entry=str(checked.entry), state=RecordState.VERIFIED, verified_on=date(2025, 4, 13),
            verified_at=datetime(2025, 4, 13, 9, tzinfo=UTC), verified_by=str(cast.jelena.person.code),
            verified_as=VerifierOffice.COORDINATOR,
        ),
    }  # fmt: skip
    (found,) = facts.programmes
    assert (found.code, found.recorded_at, found.is_basic) == (str(programme.code), AT, True)
    assert facts.accreditations == (
        training.Accreditation(
            code=str(accreditation.code), programme=str(programme.code), number="551-1", from_on=SINCE,
            decided_on=date(2022, 12, 1),
        ),
    )  # fmt: skip
    (hers,) = facts.basic_trainings
    assert (hers.code, hers.programme, hers.verified_by) == (
        str(basic.code), str(programme.code), str(cast.jelena.person.code),
    )  # fmt: skip
    assert facts.sessions == (
        training.CourseSession(
            code=str(session.code), course=str(course.code), held_on=date(2026, 1, 15), minutes=180,
            kind=TrainingKind.WORKSHOP, title="Procena rizika", topics="T3",
        ),
    )  # fmt: skip
    assert facts.enrolments == (
        training.Enrolment(code=str(enrolment.code), person=her, course=str(course.code), entered_at=AT),
    )


async def test_papers_about_hires_programmes_and_years_are_there(cast):
    engagement = await the(Engagement, Engagement.person == cast.ilona.person.id)
    own, programme = {"organisation": cast.ravnica.id}, await create_programme(cast.ravnica)
    await record(SelectionCriteria, by=None, at=AT, **own, title="Pravilnik", adopted_on=SINCE, from_on=SINCE)
    await record(SelectionChecklist, by=None, at=AT, **own, engagement=engagement.id, completed_on=SINCE, is_met=True)
    await record(
        Induction, by=None, at=AT, **own, person=cast.ilona.person.id, engagement=engagement.id, completed_on=SINCE
    )
    await record(
        ProgrammeAttestation, by=None, at=AT, **own, programme=programme.id, attested_on=SINCE, statement="U skladu."
    )
    await record(YearClosure, by=None, at=AT, **own, year=2024, closed_on=date(2025, 2, 1))
    facts = await facts_of(cast.ravnica)
    assert [one.title for one in facts.criteria] == ["Pravilnik"]
    assert [(one.engagement, one.is_met) for one in facts.checklists] == [(str(engagement.code), True)]
    assert [(one.engagement, one.completed_on) for one in facts.inductions] == [(str(engagement.code), SINCE)]
    assert [(one.programme, one.attested_on) for one in facts.attestations] == [(str(programme.code), SINCE)]
    assert [(one.year, one.recorded_at) for one in facts.closures] == [(2024, AT)]
