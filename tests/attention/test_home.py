"""What needs attention: one list for each role, worst first; empty it says that all is well and what comes next."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from staffdev.attention.items import Item, worst_first
from staffdev.clock import stopped_at
from staffdev.db.facts import record, supersede
from staffdev.exchange.tables import ImportBatch
from staffdev.lines.tables import Line, PublishedHours
from staffdev.organisations.tables import SelectionCriteria
from staffdev.people.tables import Appointment, DutyAssignment, Engagement, Mandate, SelectionChecklist
from staffdev.people.vocabulary import EngagementRole
from staffdev.plans.tables import Plan
from staffdev.rulebook.model import Status
from staffdev.training.tables import Enrolment, Induction
from tests.cast import SINCE, create_person
from tests.compliance.office import AT, log, offer, support, the

pytestmark = pytest.mark.anyio
NOON = datetime(2025, 11, 21, 12, tzinfo=UTC)
EVERYTHING = "T1 T2 T3 T4 T5 T6 T7a T7b T7c T7d"


@pytest.fixture(autouse=True)
async def it_is_november():
    with stopped_at(NOON):
        yield


def waiting(page):
    return page.text.partition('id="waiting"')[2].partition("</section>")[0]


async def induct(member):
    engagement = await the(Engagement, Engagement.person == member.person.id)
    own = {"organisation": member.organisation.id, "person": member.person.id, "engagement": engagement.id}
    await record(Induction, by=None, at=AT, **own, completed_on=date(2023, 2, 1))


async def test_what_is_not_met_comes_first_and_the_earliest_day_before_the_others():
    def item(what, status, by=None):
        return Item(what=what, why="", href="/", action="", status=status, by=by)

    found = worst_first(
        [
            item("d", Status.NOT_YET_APPLICABLE),
            item("c", Status.AT_RISK),
            item("b", Status.AT_RISK, date(2025, 12, 1)),
            item("a", Status.NOT_MET),
        ]
    )
    assert [one.what for one in found] == ["a", "b", "c", "d"]


async def test_a_consultant_is_told_what_is_missing_and_where_to_log_it(client, cast):
    await log(cast.ilona, date(2025, 4, 5), 390, by=cast.jelena)
    await client.sign_in(cast.ilona)
    page = await client.get("/")
    assert "6 h 30 min of 10 h" in page.text
    assert "3 h 30 min missing of 10 h." in waiting(page)
    assert 'href="/my-training/new"' in waiting(page)
    assert "Jelena" not in page.text


async def test_a_returned_record_and_a_free_place_wait_for_her(client, cast):
    back = {"state": "returned", "title": "Čitanje", "comment": "Dodajte potvrdu."}
    returned = await log(cast.ilona, date(2025, 4, 5), 90, **back)
    course, _ = await offer(cast.ravnica, date(2025, 12, 5))
    place = await record(
        Enrolment, by=None, at=AT, organisation=cast.ravnica.id, course=course.id, person=cast.ilona.person.id,
        state="enrolled", entered_at=AT, promoted_at=NOON,
    )  # fmt: skip
    await client.sign_in(cast.ilona)
    page = await client.get("/")
    assert "“Čitanje” was returned" in waiting(page)
    assert "Dodajte potvrdu." in waiting(page)
    assert f'href="/training-records/{returned.code}/edit"' in waiting(page)
    assert "A place is free for you: Procena rizika" in waiting(page)
    await supersede(place, by=None, at=NOON, promoted_at=None)
    assert "A place is free for you" not in (await client.get("/")).text


async def test_when_all_is_well_she_hears_what_comes_next(client, cast):
    await log(cast.ilona, date(2025, 4, 5), 600, by=cast.jelena, topics=EVERYTHING)
    await induct(cast.ilona)
    await support(cast.ilona, 2025)
    course, _ = await offer(cast.ravnica, date(2025, 12, 5))
    own = {"organisation": cast.ravnica.id, "person": cast.ilona.person.id}
    await record(Enrolment, by=None, at=AT, **own, course=course.id, state="enrolled", entered_at=AT)
    await client.sign_in(cast.ilona)
    page = await client.get("/")
    assert "All is well" in page.text
    assert "Next: Procena rizika on 5 December 2025." in page.text


async def test_the_coordinator_verifies_marks_and_sees_who_is_short(client, cast):
    await log(cast.ilona, date(2025, 4, 5), 390)
    await log(cast.djurdjica, date(2025, 3, 5), 60)
    await log(cast.jelena, date(2025, 3, 5), 60)
    course, session = await offer(cast.ravnica, date(2025, 11, 5))
    draft = ImportBatch(
        code=uuid4(), organisation=cast.ravnica.id, filename="obuke.xlsx", sha256="0", state="draft", sheets=[],
        created_at=NOON,
    )  # fmt: skip
    await draft.save()
    await client.sign_in(cast.jelena)
    page = await client.get("/")
    rows = waiting(page)
    assert "2 trainings to verify" in rows
    assert "From 2 people, oldest of 5 Mar 2025." in rows
    assert f"/courses/{course.code}/sessions/{session.code}/attendance" in rows
    assert "The import of obuke.xlsx is not finished" in rows
    assert "Ilona Sabo" in rows
    assert "Ten hours a year" in page.text
    assert "Tijana" not in page.text


async def test_the_coordinators_own_hours_wait_for_the_responsible_person(client, cast):
    await log(cast.jelena, date(2025, 3, 5), 60)
    await log(cast.ilona, date(2025, 4, 5), 60)
    await client.sign_in(cast.snezana)
    rows = waiting(await client.get("/"))
    assert "1 training to verify" in rows
    assert "Criteria for selecting staff" in rows
    assert 'href="/organisation/selection-criteria/new"' in rows


async def test_the_board_verifies_who_coordinates_and_answers_alone(client, cast):
    await log(cast.snezana, date(2025, 3, 5), 60)
    await client.sign_in(cast.mira)
    assert "to verify" not in (await client.get("/")).text
    await Appointment.update({Appointment.person: cast.snezana.person.id}, force=True)
    assert "1 training to verify" in waiting(await client.get("/"))


async def test_an_office_that_ends_without_a_successor_waits_for_those_who_lead(client, cast):
    await Mandate.update({Mandate.until_on: date(2025, 12, 31)}, force=True)
    await client.sign_in(cast.snezana)
    rows = waiting(await client.get("/"))
    assert "The mandate of Snežana Lazić ends" in rows
    assert "by 31 Dec 2025" in rows
    own = {"organisation": cast.ravnica.id, "person": cast.jelena.person.id}
    await record(Mandate, by=None, at=AT, **own, from_on=date(2026, 1, 1))
    assert "The mandate of" not in (await client.get("/")).text


async def test_the_auditor_reads_and_is_offered_nothing_to_do(client, cast):
    await log(cast.ilona, date(2025, 4, 5), 60)
    await client.sign_in(cast.olga)
    page = await client.get("/")
    assert "Ilona Sabo" in waiting(page)
    assert "to verify" not in page.text
    assert "/new" not in waiting(page)


async def test_a_well_led_service_has_an_empty_list(client, cast):
    own = {"organisation": cast.ravnica.id}
    await Engagement.delete().where(Engagement.person == cast.djurdjica.person.id)
    await Appointment.update({Appointment.signatory: cast.snezana.person.id}, force=True)
    criteria = {"title": "Pravilnik", "adopted_on": SINCE, "from_on": SINCE}
    await record(SelectionCriteria, by=None, at=AT, **own, **criteria)
    for member, by in ((cast.ilona, cast.jelena), (cast.jelena, cast.snezana)):
        await log(member, date(2025, 1, 15), 600, by=by, topics=EVERYTHING)
        await induct(member)
        await support(member, 2025, by=by)
        duty = {"person": member.person.id, "channel": "phone", "is_observer": False, "from_on": date(2025, 2, 1)}
        await record(DutyAssignment, by=None, at=AT, **own, **duty)
        engagement = await the(Engagement, Engagement.person == member.person.id)
        checked = {"engagement": engagement.id, "completed_on": SINCE, "is_met": True}
        await record(SelectionChecklist, by=None, at=AT, **own, **checked)
    plan = {"year": 2025, "goals": "Cilj.", "intervisions": 1, "consultations": 1, "reliefs": 1}
    decision = {"adopted_on": date(2025, 1, 10), "decision_number": "7/2025", "signatory": cast.snezana.person.id}
    await record(Plan, by=None, at=AT, **own, **plan, **decision)
    line = {"name": "Linija", "sort_key": "linija", "kind": "own", "least_on_duty": 1, "rest_minutes": 0}
    line_row = await record(Line, by=None, at=AT, **own, **line, works_on_holidays=False, from_on=SINCE)
    week = " ".join(f"{day} 17:00-20:00" for day in range(1, 6))
    await record(PublishedHours, by=None, at=AT, **own, line=line_row.id, week=week, from_on=SINCE)
    for member in (cast.jelena, cast.snezana, cast.mira, cast.olga):
        await client.sign_in(member)
        assert "All is well" in (await client.get("/")).text, member.name


async def test_a_missing_checklist_is_asked_for_once_under_her_name(client, cast):
    own = {"organisation": cast.ravnica.id}
    criteria = {"title": "Pravilnik", "adopted_on": SINCE, "from_on": SINCE}
    await record(SelectionCriteria, by=None, at=AT, **own, **criteria)
    await client.sign_in(cast.jelena)
    rows = waiting(await client.get("/"))
    assert rows.count("Criteria for selecting staff") == 3, "Jelena, Ilona and Đurđica were hired under them"
    assert "Criteria for selecting staff – 1 hire without a checklist" in rows
    assert "3 hires without a checklist" not in rows
    whole = await client.get("/compliance")
    assert "3 hires without a checklist" in whole.text


async def test_whoever_only_reads_is_not_told_that_it_waits_for_her(client, cast):
    for member, heading in ((cast.olga, "Not yet in order"), (cast.mira, "Not yet in order"), (cast.jelena, "Waiting")):
        await client.sign_in(member)
        assert heading in waiting(await client.get("/")), member.name


async def test_a_day_is_said_once(client, cast):
    await client.sign_in(cast.snezana)
    await Appointment.update({Appointment.until_on: date(2025, 11, 30)}, force=True)
    rows = waiting(await client.get("/"))
    row = rows.partition("The service has a coordinator")[2].partition("</li>")[0]
    assert row.count("30 Nov 2025") == 1


async def test_fifty_items_a_page(client, cast):
    for number in range(60):
        await create_person(cast.ravnica, f"Vida Vidić{number:02}", engaged_as=EngagementRole.PROFESSIONAL)
    await client.sign_in(cast.jelena)
    first, second = await client.get("/"), await client.get("/?page_number=2")
    assert first.text.count("<li><span class") == 50
    assert 0 < second.text.count("<li><span class") < 50
    assert "See the hours of" in first.text


async def test_signed_out_there_is_only_the_way_in(client, cast):
    answer = await client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
