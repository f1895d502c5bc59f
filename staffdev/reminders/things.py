"""Everything with a day that is somebody's business, for everybody of one organisation; a few statements in all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from piccolo.columns.combination import And

from staffdev.access import LEADERS, Actor, Role
from staffdev.attention.duties import NEEDS
from staffdev.attention.queries import ending_offices
from staffdev.compliance.asking import Asked
from staffdev.compliance.queries import judged
from staffdev.db.facts import current
from staffdev.intervision.minutes.queries import OPEN
from staffdev.intervision.polls.queries import silent_in_all
from staffdev.intervision.tables import AgreedAction
from staffdev.people.queries import names_of
from staffdev.people.tables import Licence
from staffdev.plans.tables import PersonalGoal, Plan, PlanItem
from staffdev.plans.vocabulary import PlanItemKind
from staffdev.reminders.recipients import Recipient
from staffdev.reminders.rules import STAGES, Thing
from staffdev.reminders.silent import silent_members
from staffdev.rulebook.model import Finding, Level, Status
from staffdev.training.ledger.queries.offices import terms_in

SOON = timedelta(days=max(STAGES))
ASKED_ONCE = (7,)  # whoever has not answered


@dataclass(frozen=True, slots=True)
class Around:
    """Whose things are looked for: the recipients of one organisation by the row id of their person."""

    actor: Actor
    today: date
    recipients: Mapping[int, Recipient]

    def leaders(self, *roles: Role) -> list[Recipient]:
        """Those who have one of these roles."""
        return [one for one in self.recipients.values() if not one.roles.isdisjoint(roles or LEADERS)]

    def hers(self, row_id: int) -> Recipient | None:
        return self.recipients.get(row_id)


async def things_of(around: Around) -> list[Thing]:
    """Everything of theirs that has a day, near or far; the rules say what is due."""
    found = [*await _duties(around), *await _licences(around), *await _offices(around)]
    found += [*await _plans(around), *await _goals(around), *await _agreed(around)]
    return [*found, *await _sessions(around), *await _polls(around)]


async def _duties(around: Around) -> Iterable[Thing]:
    """Each one's own duties, those of the service for who leads it, and how many people have one that waits."""
    findings = (await judged(around.actor, Asked(as_of=around.today))).findings
    dated = [one for one in findings if one.verdict.next_by and one.verdict.status is not Status.MET]
    codes = {one.person: one for one in around.recipients.values()}
    own = [
        _duty(codes[one.person], one)
        for one in dated
        if one.level is Level.PERSON and one.person and one.person in codes
    ]
    service = [_duty(who, one) for one in dated if one.level is not Level.PERSON for who in around.leaders()]
    return [*own, *service, *_of_people(dated, around.leaders(Role.COORDINATOR))]


def _duty(who: Recipient, finding: Finding) -> Thing:
    by = finding.verdict.next_by or date.max
    code = "own_duty" if finding.level is Level.PERSON else "duty"
    saying = {"code": code, "obligation": finding.obligation, "person": finding.person}
    name = f"duty {finding.obligation} {finding.subject or ''}"
    return Thing(person=who.person, name=name.strip(), due_on=by, saying=saying)


def _of_people(dated: Iterable[Finding], coordinators: Iterable[Recipient]) -> Iterator[Thing]:
    """For the coordinator one line a duty and day, however many people it is about; nobody's own name."""
    people: dict[tuple[str, date], set[str]] = defaultdict(set)
    for one in dated:
        if one.level is Level.PERSON and one.person and one.verdict.next_by and one.verdict.status in NEEDS:
            people[(one.obligation, one.verdict.next_by)].add(one.person)
    for who in coordinators:
        for (obligation, by), whose in people.items():
            if count := len(whose - {who.person}):
                saying = {"code": "duty_of_people", "obligation": obligation, "n": count}
                yield Thing(person=who.person, name=f"people {obligation}", due_on=by, saying=saying)


async def _licences(around: Around) -> list[Thing]:
    """A licence that ends and none follows: for her whose it is, and for the coordinator."""
    there = And(Licence.organisation == around.actor.organisation_id, current(Licence))
    rows = await Licence.select(Licence.code, Licence.person, Licence.number, Licence.until_on).where(there)
    latest: dict[int, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda one: one["until_on"] or date.max):
        latest[row["person"]] = row
    ending = [row for row in latest.values() if row["until_on"] and row["person"] in around.recipients]
    found = []
    for row in ending:
        saying = {"code": "licence", "number": row["number"], "person": str(around.recipients[row["person"]].person)}
        whom = {around.recipients[row["person"]].person} | {one.person for one in around.leaders(Role.COORDINATOR)}
        name = f"licence {row['code']}"
        found += [Thing(person=one, name=name, due_on=row["until_on"], saying=saying) for one in sorted(whom)]
    return found


async def _offices(around: Around) -> list[Thing]:
    """Mandates and appointments that end and are not followed by another."""
    ending = ending_offices(await terms_in(around.actor.organisation_id), around.today)
    names = await names_of([row["person"] for row in ending])
    found = []
    for row in ending:
        saying = {"code": row["kind"], "name": names.get(row["person"], "")}
        name = f"{row['kind']} {row['person']} {row['from_on']}"
        found += [
            Thing(person=one.person, name=name, due_on=row["until_on"], saying=saying) for one in around.leaders()
        ]
    return found


async def _plans(around: Around) -> list[Thing]:
    """What this year's plan foresees and is not settled; what is counted from the ledger needs nobody to say it."""
    rows = await (
        PlanItem.select(PlanItem.code, PlanItem.title, PlanItem.due_on, PlanItem.plan.year.as_alias("year"))
        .where(PlanItem.organisation == around.actor.organisation_id, current(PlanItem), _holds(PlanItem.plan))
        .where(PlanItem.kind == PlanItemKind.ORGANISATIONAL, PlanItem.due_on.is_not_null())
        .where(PlanItem.done_on.is_null(), PlanItem.dropped_because.is_null())
        .where(PlanItem.plan.adopted_on.is_not_null(), PlanItem.plan.year >= around.today.year)
    )
    return [
        Thing(
            person=who.person,
            name=f"item {row['code']}",
            due_on=row["due_on"],
            saying={"code": "plan_item", "title": row["title"], "year": row["year"]},
        )
        for row in rows
        for who in around.leaders(Role.COORDINATOR)
    ]


async def _goals(around: Around) -> list[Thing]:
    """Her own goals, for herself alone."""
    rows = await (
        PersonalGoal.select(
            PersonalGoal.code, PersonalGoal.person, PersonalGoal.due_on, PersonalGoal.plan.year.as_alias("year")
        )
        .where(PersonalGoal.organisation == around.actor.organisation_id, current(PersonalGoal))
        .where(_holds(PersonalGoal.plan), PersonalGoal.due_on.is_not_null(), PersonalGoal.done_on.is_null())
        .where(PersonalGoal.plan.year >= around.today.year)
    )
    return [
        Thing(
            person=who.person,
            name=f"goal {row['code']}",
            due_on=row["due_on"],
            saying={"code": "goal", "year": row["year"]},
        )
        for row in rows
        if (who := around.hers(row["person"]))
    ]


async def _agreed(around: Around) -> list[Thing]:
    """What she took on in a session of intervision, for herself alone and without its words."""
    there = And(AgreedAction.organisation == around.actor.organisation_id, current(AgreedAction))
    rows = await (
        AgreedAction.select(AgreedAction.code, AgreedAction.owner, AgreedAction.due_on)
        .where(there, OPEN)
        .where(AgreedAction.owner.is_not_null(), AgreedAction.due_on.is_not_null())
    )
    return [
        Thing(person=who.person, name=f"agreed {row['code']}", due_on=row["due_on"], saying={"code": "agreed"})
        for row in rows
        if (who := around.hers(row["owner"]))
    ]


def _holds(plan: Any) -> And:
    """Only of plans that were not taken back."""
    there: type[Plan] = plan
    return And(there.superseded_at.is_null(), there.version_of.is_null())


async def _sessions(around: Around) -> list[Thing]:
    """Sessions of intervision whose invitation she has not answered; whoever has answered hears nothing."""
    silent = await silent_members(around.actor.organisation_id, around.today, around.today + SOON)
    return [
        Thing(
            person=who.person,
            name=f"session {one.code}",
            due_on=one.held_on,
            saying={"code": "unanswered", "title": one.title, "session": str(one.code)},
            stages=ASKED_ONCE,
        )
        for one in silent
        if (who := around.hers(one.person))
    ]


async def _polls(around: Around) -> list[Thing]:
    """Polls that wait for her answer; whoever has answered hears nothing."""
    return [
        Thing(
            person=who.person,
            name=f"poll {poll['code']}",
            due_on=poll["answer_by"],
            saying={"code": "poll", "title": poll["title"], "poll": str(poll["code"])},
            stages=ASKED_ONCE,
        )
        for poll, silent in await silent_in_all(around.actor.organisation_id, around.today)
        for one in silent
        if (who := around.hers(one))
    ]
