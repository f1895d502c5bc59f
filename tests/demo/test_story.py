"""The story shows what the product can say, whatever day it is."""

from collections import defaultdict
from datetime import date

import pytest

from staffdev import clock
from staffdev.accounts.actions.entering import Caller, sign_in
from staffdev.accounts.forms import SignInForm
from staffdev.audit.tables import AuditEntry
from staffdev.audit.verification import verify
from staffdev.compliance.asking import Asked
from staffdev.compliance.queries import findings_of, providers
from staffdev.demo.story import tell_story
from staffdev.demo.story.chronicle import Chronicle
from staffdev.evidence.tables import Attachment
from staffdev.exchange.tables import ImportBatch
from staffdev.exchange.vocabulary import BatchState
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Person
from staffdev.rulebook.model import Reason, Status
from staffdev.training.tables import Certificate, CourseSession, Enrolment, TrainingRecord, YearClosure
from staffdev.training.vocabulary import EnrolmentState, Mark, RecordState

DAYS = [
    date(2026, 1, 1),
    date(2026, 1, 9),
    date(2026, 1, 31),
    date(2026, 2, 12),
    date(2026, 2, 16),
    date(2027, 2, 28),
    date(2028, 2, 29),
    date(2026, 3, 27),
    date(2026, 5, 17),
    date(2026, 9, 30),
    date(2026, 10, 1),
    date(2026, 11, 22),
    date(2026, 12, 31),
]
ON_ANY_DAY = {
    Reason.EXPIRING,
    Reason.LATE,
    Reason.NO_DATA,
    Reason.ON_LEAVE,
    Reason.OUT_OF_SCOPE,
    Reason.PERIOD_OPEN,
    Reason.UNVERIFIED,
}


async def found_today():
    """Every finding, by obligation and last name."""
    names = {str(one["code"]): one["last_name"] for one in await Person.select(Person.code, Person.last_name)}
    found = defaultdict(list)
    async for finding in findings_of(await providers(), Asked(as_of=clock.today())):
        found[finding.obligation, names.get(finding.person or "")].append(finding.verdict)
    return found


async def states(table, column):
    return {row[column._meta.name] for row in await table.select(column)}


async def test_the_story_is_told_on_either_database_and_its_log_is_sound(db):
    sign_ins = await tell_story()
    assert {verdict.status for verdicts in (await found_today()).values() for verdict in verdicts} == set(Status)
    report = await verify()
    assert report.is_sound
    assert report.entries > 300
    for one in sign_ins:
        opened = await sign_in(SignInForm(username=one.username, password=one.password), caller=Caller(token=""))
        assert not opened.second_factor_due


@pytest.mark.parametrize("day", DAYS, ids=str, scope="module")  # told once for all that is asked about it
async def test_every_answer_of_the_product_appears_on_any_day(told, day):
    async with told(day):
        found = await found_today()
        verdicts = [verdict for several in found.values() for verdict in several]
        assert {verdict.status for verdict in verdicts} == set(Status)
        assert {reason for verdict in verdicts for reason in verdict.reasons} >= ON_ANY_DAY


@pytest.mark.parametrize("day", DAYS, ids=str, scope="module")  # told once for all that is asked about it
async def test_everybody_is_who_she_is_said_to_be_on_any_day(told, day):
    async with told(day):
        found = await found_today()
        assert found["RS-SOS-18.2", "Čobanić"][0].status is Status.AT_RISK
        assert found["RS-SOS-18.2", "Ognjenić"][0].reasons == (Reason.ON_LEAVE,)
        assert found["RS-SOS-15.4", "Njegić"][0].status is Status.NOT_MET
        assert [one.code for one in found["RS-SOS-17.2", "Njegić"][0].not_counted if one.kind == "topic"] == ["T3"]
        hers = [verdict for (_, name), verdicts in found.items() for verdict in verdicts if name == "Šumić"]
        assert Status.NOT_MET not in {verdict.status for verdict in hers}
        assert Status.AT_RISK not in {verdict.status for verdict in hers}


@pytest.mark.parametrize("day", DAYS, ids=str, scope="module")  # told once for all that is asked about it
async def test_the_story_happens_in_order_and_ends_before_today(told, day):
    async with told(day):
        instants = [entry["at"] for entry in await AuditEntry.select(AuditEntry.at).order_by(AuditEntry.seq)]
        assert instants == sorted(instants)
        assert len(set(instants[20:])) > 100
        assert instants[-1] < clock.now()


@pytest.mark.parametrize("day", [DAYS[0], DAYS[-1]], ids=str, scope="module")
async def test_there_is_something_of_everything(told, day):
    async with told(day):
        assert await states(TrainingRecord, TrainingRecord.state) == set(RecordState)
        assert await states(TrainingRecord, TrainingRecord.mark) == {*Mark, None}
        assert await states(Enrolment, Enrolment.state) == set(EnrolmentState)
        assert await Enrolment.exists().where(Enrolment.promoted_at.is_not_null())
        assert await states(Attachment, Attachment.media_type) == {"application/pdf", "image/jpeg"}
        assert await states(ImportBatch, ImportBatch.state) == {BatchState.DRAFT}
        assert await YearClosure.exists().where(YearClosure.year == day.year - 2)
        assert await CourseSession.exists().where(CourseSession.held_on > day)
        assert await Certificate.count() > 6
        assert await Organisation.count() == 3


async def test_nothing_can_be_told_of_today_or_later():
    chronicle = Chronicle(date(2026, 11, 22))
    with pytest.raises(ValueError, match="2026-11-22 has not happened yet"):
        chronicle.on(chronicle.ago(0), found_today)
