"""How the helpline began to keep its records: its responsible person, its people, their offices and ways in."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from staffdev import clock
from staffdev.access import NOBODY, Role
from staffdev.accounts.actions.set_up import set_up
from staffdev.accounts.forms import SetUpForm
from staffdev.accounts.queries import organisation
from staffdev.demo.story.cast import PASSWORD, Helpline
from staffdev.people.actions import record_appointment, record_fact, record_person
from staffdev.people.forms import AppointmentForm, GroupWorkForm, LeaveForm, LicenceForm, NewPersonForm, TaskForm
from staffdev.people.kinds import GROUP_WORK, LEAVE, LICENCE, TASK
from staffdev.people.queries import facts_of
from staffdev.people.tables import Engagement, Person
from staffdev.people.vocabulary import Channel, ContractKind, EngagementRole, LeaveKind, LicenceKind
from staffdev.training.duty.actions import record_duty
from staffdev.training.duty.forms import DutyForm
from staffdev.training.ledger.arrival.actions import record_arrival
from staffdev.training.ledger.arrival.kinds import INDUCTION
from staffdev.training.ledger.forms import InductionForm

BEGINNING = 1100  # days ago: records have been kept here for three years
ASSOCIATES_TASKS = (1, 5, 7, 9)


@dataclass(frozen=True, slots=True)
class Hire:
    """Somebody who works on the line; days are counted back from today."""

    name: str
    first_name: str
    last_name: str
    role: EngagementRole
    since: int
    profession: str
    contract: ContractKind = ContractKind.EMPLOYEE


HIRES = (
    Hire("ljiljana", "Ljiljana", "Marković", EngagementRole.PROFESSIONAL, 2600, "psihološkinja"),
    Hire("djurdja", "Đurđa", "Šumić", EngagementRole.PROFESSIONAL, 1500, "socijalna radnica"),
    Hire("jasna", "Jasna", "Čobanić", EngagementRole.ASSOCIATE, 1010, "učiteljica", ContractKind.CONTRACT),
    Hire("milica", "Milica", "Ognjenić", EngagementRole.ASSOCIATE, 1010, "pravnica"),
    Hire("zaklina", "Žaklina", "Njegić", EngagementRole.ASSOCIATE, 500, "pedagoškinja", ContractKind.CONTRACT),
    Hire("teodora", "Teodora", "Ćupić", EngagementRole.TRAINEE, 45, "studentkinja", ContractKind.VOLUNTEER),
)
DUTIES = (("ljiljana", 1085), ("djurdja", 1085), ("jasna", 900), ("milica", 900), ("zaklina", 420))


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    on, ago = line.chronicle.on, line.chronicle.ago
    on(ago(BEGINNING), partial(_set_up, line))
    for hire in HIRES:
        on(ago(min(hire.since, BEGINNING - 1)), partial(_hire, line, hire))
    on(ago(BEGINNING - 2), partial(_licences, line))
    on(ago(BEGINNING - 2), partial(_appoint, line), hour=12)
    on(ago(BEGINNING - 2), partial(_induct, line, "djurdja", 1500 - 60), hour=13)
    on(ago(BEGINNING - 2), partial(_induct, line, "ljiljana", 2600 - 110), hour=13)
    on(ago(BEGINNING - 3), partial(_invite_leaders, line))
    for name, since in DUTIES:
        on(ago(since), partial(_put_on_duty, line, name, is_observer=False))
    on(ago(30), partial(_put_on_duty, line, "teodora", is_observer=True))
    for name, since in (("jasna", 900), ("milica", 900), ("zaklina", 420)):
        on(ago(since), partial(_assign_tasks, line, name), hour=11)
    on(ago(75), partial(_assign_beyond, line))
    on(ago(205), partial(_grant_leave, line))


async def _set_up(line: Helpline) -> None:
    since = line.chronicle.ago(2900)
    form = SetUpForm(
        organisation="SOS telefon Vrbovica",
        code="vrbovica",
        seat="Vrbovica",
        helpline="0800 000 001",
        first_name="Vesna",
        last_name="Dunđerski",
        responsible_since=since,
        decision_number="3-1",
        decided_on=since,
        username="vesna",
        password=PASSWORD,
        password_again=PASSWORD,
    )
    account = await set_up(form, actor=NOBODY, today=clock.today())
    vesna: Any = await Person.objects().get(Person.id == account.person)
    line.organisation, line.people["vesna"] = await organisation(vesna.organisation), vesna
    line.let_in("vesna", account, [Role.RESPONSIBLE_PERSON])


async def _hire(line: Helpline, hire: Hire) -> None:
    form = NewPersonForm(
        first_name=hire.first_name,
        last_name=hire.last_name,
        profession=hire.profession,
        role=hire.role,
        contract=hire.contract,
        from_on=line.chronicle.ago(hire.since),
    )
    line.people[hire.name] = await record_person(form, actor=line.actors["vesna"])
    if hire.since < BEGINNING:
        await line.invite(hire.name, hire.first_name, Role.CONSULTANT, by=line.actors["vesna"])


async def _licences(line: Helpline) -> None:
    for name, number, until in (("ljiljana", "1204", -900), ("djurdja", "2071", -62)):
        form = LicenceForm(
            number=number,
            kind=LicenceKind.BASIC,
            from_on=line.chronicle.ago(2130),
            until_on=line.chronicle.ago(until),
        )
        await record_fact(LICENCE, line.people[name], form, actor=line.actors["vesna"])


async def _appoint(line: Helpline) -> None:
    """For four years, which are nearly over; decided five days after she had begun."""
    form = AppointmentForm(
        person=line.code("ljiljana"),
        signatory=line.code("vesna"),
        decision_number="3-17",
        decided_on=line.chronicle.ago(1433),
        from_on=line.chronicle.ago(1438),
        until_on=line.chronicle.ago(-23),
    )
    await record_appointment(form, actor=line.actors["vesna"])


async def _induct(line: Helpline, name: str, since: int) -> None:
    """Within ninety days, or late: that stays as it was."""
    person, vesna = line.people[name], line.actors["vesna"]
    (engagement,) = await facts_of(Engagement, person, vesna)
    form = InductionForm(completed_on=line.chronicle.ago(since), note="Uz mentorku, po planu uvođenja u posao.")
    await record_arrival(INDUCTION, person, engagement, form, actor=vesna)


async def _invite_leaders(line: Helpline) -> None:
    vesna = line.actors["vesna"]
    await line.invite("ljiljana", "Ljiljana", Role.COORDINATOR, Role.CONSULTANT, by=vesna)
    await line.invite("djurdja", "Đurđa", Role.CONSULTANT, by=vesna)
    await line.invite("radmila", "Radmila", Role.BOARD_MEMBER, by=vesna, full_name="Radmila Bošković")
    await line.invite("biljana", "Biljana", Role.AUDITOR, by=vesna, full_name="Biljana Krčmar")


async def _put_on_duty(line: Helpline, name: str, *, is_observer: bool) -> None:
    form = DutyForm(channel=Channel.PHONE, from_on=clock.today(), is_observer=is_observer)
    await record_duty(line.people[name], form, actor=line.actors["ljiljana"])


async def _assign_tasks(line: Helpline, name: str) -> None:
    for item in ASSOCIATES_TASKS:
        form = TaskForm(item=item, from_on=clock.today())
        await record_fact(TASK, line.people[name], form, actor=line.actors["ljiljana"])


async def _assign_beyond(line: Helpline) -> None:
    reason = "Privremeno, dok se ne vrati koleginica sa odsustva."
    form = TaskForm(item=3, from_on=clock.today(), override_reason=reason)
    await record_fact(TASK, line.people["zaklina"], form, actor=line.actors["ljiljana"])


async def _grant_leave(line: Helpline) -> None:
    ago = line.chronicle.ago
    for kind, first, last in ((LeaveKind.MATERNITY, 200, 60), (LeaveKind.CHILD_CARE, 59, -165)):
        form = LeaveForm(kind=kind, from_on=ago(first), until_on=ago(last))
        await record_fact(LEAVE, line.people["milica"], form, actor=line.actors["ljiljana"])


async def work_with_group(line: Helpline, name: str, group: str) -> None:
    """She works with that target group from today on."""
    form = GroupWorkForm(target_group=line.groups[group], from_on=clock.today())
    await record_fact(GROUP_WORK, line.people[name], form, actor=line.actors["ljiljana"])
