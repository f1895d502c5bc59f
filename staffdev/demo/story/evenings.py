"""What became of the evenings of intervision: who came, what they were about, what was agreed and is still open."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from functools import partial

from piccolo.columns.combination import And

from staffdev import clock
from staffdev.db.facts import current
from staffdev.demo.story.cast import Helpline
from staffdev.intervision.attendance.actions import mark_attendance
from staffdev.intervision.attendance.queries import expected_people
from staffdev.intervision.minutes.actions import record_minutes
from staffdev.intervision.minutes.entry import Draft, Settled
from staffdev.intervision.minutes.forms import AgreedForm, MinutesForm
from staffdev.intervision.minutes.queries import carried_into
from staffdev.intervision.tables import Session
from staffdev.intervision.vocabulary import Step, Theme
from staffdev.people.tables import Leave, Person
from staffdev.training.attending import Marking
from staffdev.training.vocabulary import Mark

DUE_IN = timedelta(days=24)
WEEK = timedelta(days=7)
LOOKED_BACK = 400  # days, as long as the group has met
LATE = 21
LEFT_EARLY = 50  # minutes after the beginning
THEMES = (
    Theme.BOUNDARIES,
    Theme.REPEATED_CALLS,
    Theme.OWN_FEELINGS,
    Theme.RISK_ASSESSMENT,
    Theme.INSTITUTIONS,
    Theme.SILENT_CALLS,
    Theme.CHILDREN,
)
NOTES = (
    "Pitanja za pojašnjenje su bila najkorisnija; saveti su sačekali svoj korak.",
    None,
    "Sledeći put krug osećanja pre izlaganja, ne posle.",
    None,
    "Svako je ponela po jednu rečenicu za kraj razgovora.",
)
AGREED = (
    "Napraviti spisak službi koje primaju i posle radnog vremena",
    "Okačiti korake za procenu rizika u sobi za dežurstvo",
    "Pripremiti vežbu o tišini na liniji",
    "Dopuniti podsetnik za ponovljene pozive",
)


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle: once a week what was held since is marked and written up."""
    for days in range(1, LOOKED_BACK, WEEK.days):
        line.chronicle.on(line.chronicle.ago(days), partial(_evening, line), hour=LATE)


async def _evening(line: Helpline) -> None:
    here = And(Session.organisation == line.organisation.id, Session.cancelled_at.is_null())
    since = And(Session.held_on > clock.today() - WEEK, Session.held_on <= clock.today())
    for session in await Session.objects().where(here, since):
        of_group = And(here, Session.group == session.group)
        before = await Session.count().where(of_group, Session.held_on < session.held_on)
        after = await Session.count().where(
            of_group, Session.held_on > session.held_on, Session.held_on < line.chronicle.today
        )
        if after != 1:  # one evening was forgotten, the one before the last
            people = await expected_people(session)
            away = await _on_leave(line)
            await mark_attendance(session, _marks(people, away, before), actor=line.actors["ljiljana"])
            draft = await _minutes(session, [one for one in people if one.id not in away], before)
            await record_minutes(session, draft, actor=line.actors["ljiljana"])


async def _on_leave(line: Helpline) -> set[int]:
    """Row ids of those who are on leave on that evening."""
    here = And(Leave.organisation == line.organisation.id, Leave.from_on <= clock.today())
    rows = await Leave.select(Leave.person, Leave.until_on).where(here, current(Leave))
    return {row["person"] for row in rows if row["until_on"] is None or row["until_on"] >= clock.today()}


def _marks(people: Sequence[Person], away: Collection[int], number: int) -> list[Marking]:
    """Nearly everybody comes; who is on leave is excused, in turn one more, and now and then one leaves early."""
    excused, early = number % 7, (number + 2) % 7
    marks = {place: Marking(person, Mark.PRESENT) for place, person in enumerate(people)}
    if early in marks:
        marks[early] = Marking(people[early], Mark.PARTIAL, LEFT_EARLY)
    if excused in marks:
        marks[excused] = Marking(people[excused], Mark.EXCUSED)
    return [Marking(one.person, Mark.EXCUSED) if one.person.id in away else one for one in marks.values()]


async def _minutes(session: Session, people: Sequence[Person], number: int) -> Draft:
    """Codes, and one thing agreed; of what was carried on, all but the last two is done."""
    carried = await carried_into(session)
    owner = people[number % len(people)] if people else None
    agreed = AgreedForm(
        wording=AGREED[number % len(AGREED)],
        owner=str(owner.code) if owner else None,
        due_on=clock.today() + DUE_IN,
    )
    return Draft(
        MinutesForm(theme=THEMES[number % len(THEMES)], steps=list(Step), note=NOTES[number % len(NOTES)]),
        tuple(Settled(str(one.code), is_done=True) for one in carried[:-1]),
        {"0": agreed},
    )
