"""Training held elsewhere, as consultants log it: verified, waiting, returned, and what does not count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from staffdev.db.facts import current
from staffdev.demo.papers import photo, scan
from staffdev.demo.story.cast import Helpline
from staffdev.demo.story.founding import BEGINNING
from staffdev.evidence.papers import Paper
from staffdev.training.ledger.actions.records import log_training
from staffdev.training.ledger.actions.verification import give_back, verify
from staffdev.training.ledger.choosing import Chosen
from staffdev.training.ledger.days import HeldDay
from staffdev.training.ledger.forms import TrainingForm
from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import TrainingKind

WINTER = (1, 8)  # month and day: ten hours that Đurđa has behind her in January
SPRING = (4, 9)  # month and day
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """One training held elsewhere, logged the day after its last day, decided by `by` on `decided_on`."""

    name: str
    title: str
    days: Sequence[tuple[date, int]]
    kind: TrainingKind = TrainingKind.SEMINAR
    topics: str = ""
    organiser: str = "Centar Lipa"
    number: str = ""
    is_photographed: bool = False
    decided_on: date | None = None
    by: str = "ljiljana"
    comment: str = ""

    @property
    def key(self) -> tuple[str, date]:
        """What tells it from every other training."""
        return self.title, self.days[0][0]


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    today = line.chronicle.today
    for one in (*_winters(line), *_intervisions(line), *_decided(line), *_undecided(line)):
        logged_on = one.days[-1][0] + DAY
        if logged_on < today:
            line.chronicle.on(logged_on, partial(_log, line, one), hour=20)
            if one.decided_on and one.decided_on < today:
                line.chronicle.on(one.decided_on, partial(_decide, line, one))


def _winters(line: Helpline) -> list[Outside]:
    """Every January Đurđa takes an accredited course of two days."""
    today = line.chronicle.today
    firsts = [date(year, *WINTER) for year in range(today.year - 2, today.year + 1)]
    return [
        Outside(
            name="djurdja",
            title="Zimska škola psihosocijalne podrške",
            kind=TrainingKind.ACCREDITED_COURSE,
            days=[(first, 330), (first + DAY, 300)],
            topics="T2:300 T7d:120",
            number=f"ZŠ-{first.year}/14",
            decided_on=first + 4 * DAY,
        )
        for first in firsts
        if first > line.chronicle.ago(BEGINNING - 20)
    ]


def _intervisions(line: Helpline) -> list[Outside]:
    """Every April Đurđa goes to the intervision of the network."""
    today = line.chronicle.today
    days = [date(year, *SPRING) for year in range(today.year - 2, today.year + 1)]
    return [
        Outside(
            name="djurdja",
            title="Međuintervizija mreže",
            kind=TrainingKind.INTERVISION,
            days=[(day, 120)],
            organiser="Mreža Dve obale",
            number=f"zapisnik {day.year}/4",
            decided_on=day + 6 * DAY,
        )
        for day in days
        if day > line.chronicle.ago(BEGINNING - 20)
    ]


def _decided(line: Helpline) -> list[Outside]:
    """Verified of late, though supervision and meetings do not count."""
    ago = line.chronicle.ago
    radio = Outside(
        name="djurdja",
        title="Kako govoriti o nasilju na lokalnom radiju",
        kind=TrainingKind.DELIVERED_TRAINING,
        days=[(ago(90), 90)],
        number="dopis radija 41",
        decided_on=ago(84),
    )
    supervision = Outside(
        name="jasna",
        title="Grupna supervizija",
        kind=TrainingKind.SUPERVISION,
        days=[(ago(40), 120)],
        number="zapisnik 6",
        decided_on=ago(36),
    )
    title, meeting = "Sastanak tima: novi raspored dežurstava", TrainingKind.STAFF_MEETING
    return [
        radio,
        supervision,
        Outside(name="zaklina", title=title, kind=meeting, days=[(ago(33), 60)], decided_on=ago(31)),
    ]


def _undecided(line: Helpline) -> list[Outside]:
    """One returned with a comment, the others waiting; the coordinator's waits for the responsible person."""
    ago = line.chronicle.ago
    returned = Outside(
        name="jasna",
        title="Prava radnica na određeno vreme",
        days=[(ago(12), 120)],
        topics="T6:60",
        decided_on=ago(9),
        comment="Nedostaje potvrda: dodaj fotografiju ili broj uverenja.",
    )
    photographed = Outside(
        name="jasna",
        title="Digitalni tragovi: dokazi nasilja na telefonu",
        kind=TrainingKind.WORKSHOP,
        days=[(ago(6), 240)],
        topics="T4:120",
        is_photographed=True,
    )
    hers = Outside(name="ljiljana", title="Rukovođenje malim timovima", days=[(ago(9), 180)], number="RT-77")
    title, kind = "Prva pomoć za sagovornice", TrainingKind.E_LEARNING
    return [returned, hers, photographed, Outside(name="zaklina", title=title, kind=kind, days=[(ago(5), 90)])]


async def _log(line: Helpline, one: Outside) -> None:
    person = line.people[one.name]
    form = TrainingForm(title=one.title, kind=one.kind, organiser=one.organiser, evidence=one.number or None)
    days = [HeldDay(day, minutes) for day, minutes in one.days]
    papers, actor = _papers(line, one), line.actors[one.name]
    line.trainings[one.key] = await log_training(person, form, days, one.topics, papers, actor=actor)


async def _decide(line: Helpline, one: Outside) -> None:
    entered = TrainingRecord.entry == line.trainings[one.key]
    rows = await TrainingRecord.select(TrainingRecord.code).where(entered, current(TrainingRecord))
    chosen = [Chosen(row["code"]) for row in rows]
    if one.comment:
        await give_back(TrainingRecord, chosen, one.comment, actor=line.actors[one.by])
    else:
        await verify(TrainingRecord, chosen, actor=line.actors[one.by])


def _papers(line: Helpline, one: Outside) -> list[Paper]:
    if one.is_photographed:
        return [photo(f"IMG_{one.days[0][0]:%Y%m%d}.jpg")]
    person = line.people[one.name]
    return [scan(one.title, f"{person.first_name} {person.last_name}", one.number)] if one.number else []
