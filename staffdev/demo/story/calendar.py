"""Which courses there were and will be: the same round of workshops every year, basic courses, and what is near."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from staffdev.demo.story.cast import Helpline
from staffdev.demo.story.courses import Part, Plan, enter_course
from staffdev.demo.story.founding import BEGINNING
from staffdev.training.offer.actions.enrolments import withdraw
from staffdev.training.offer.queries.enrolments import enrolment_of
from staffdev.training.vocabulary import Mark

YEARS = 3
AHEAD = 80  # days: what is announced by now
WEEK = timedelta(days=7)
BASIC = ("T1:480", "T2:480", "T3:480", "T4:480", "T5:480", "T6:480", "T7a:240 T7b:240", "T7c:240 T7d:240", "T2:480")
ROUND = (  # month, day, minutes, title, topics, whether Jasna and Žaklina come
    (1, 24, 240, "Procena bezbednosnog rizika", "T4:120 T7c:120", True, True),
    (3, 14, 300, "Obrasci prinude i kontrole", "T3:180 T1:120", False, False),
    (5, 16, 180, "Pravna zaštita i socijalna prava", "T6:180", True, True),
    (9, 12, 240, "Rodno zasnovano nasilje i diskriminacija", "T1:120 T5:120", True, True),
    (11, 21, 150, "Digitalno nasilje", "T4:150", False, False),
)


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    for plan in (*_yearly(line), *_basic(line), _roma(line), *_near(line)):
        enter_course(line, plan)
    line.chronicle.on(line.chronicle.ago(1), partial(_give_up_place, line), hour=16)


def _yearly(line: Helpline) -> Iterator[Plan]:
    today = line.chronicle.today
    since = line.chronicle.ago(BEGINNING - 60)
    for year in range(today.year - YEARS, today.year + 2):
        for month, day, minutes, title, topics, jasna, zaklina in ROUND:
            held_on = date(year, month, day)
            if since < held_on <= today + timedelta(days=AHEAD):
                people = _who_comes(line, held_on, jasna=jasna, zaklina=zaklina)
                yield Plan(
                    name=f"{held_on}",
                    title=title,
                    topics=topics,
                    people=people,
                    parts=[Part(held_on, minutes)],
                    trainers="Ljiljana Marković",
                    marks={"jasna": (Mark.PARTIAL, minutes - 30)},
                    has_certificates=month == 3,  # noqa: PLR2004 - March
                )


def _who_comes(line: Helpline, held_on: date, *, jasna: bool, zaklina: bool) -> list[str]:
    """This year Jasna comes to one workshop in May; who is away, not yet here or in training does not come."""
    ago, this_year = line.chronicle.ago, held_on.year >= line.chronicle.today.year
    people = ["ljiljana", "djurdja"]
    if (jasna and not this_year and held_on > ago(880)) or (this_year and held_on < ago(0) and held_on.month == 5):  # noqa: PLR2004 - May
        people.append("jasna")
    if not this_year and ago(880) < held_on < ago(210):
        people.append("milica")
    if zaklina and held_on > ago(415):
        people.append("zaklina")
    return people


def _basic(line: Helpline) -> Iterator[Plan]:
    """Nine Saturdays of eight hours; who missed one may still have her certificate, but not its topic."""
    ago = line.chronicle.ago
    parts = _saturdays(ago(1000), absent=())
    yield _basic_plan("basic-1", parts, ["jasna", "milica", "ljiljana", "djurdja"], has_certificates=True)
    yield _basic_plan("basic-2", _saturdays(ago(487), absent=("zaklina",)), ["zaklina"], has_certificates=True)
    now = _saturdays(ago(29), absent=())
    yield _basic_plan("basic-3", now, ["teodora"], unmarked=[now[4].held_on])


def _saturdays(first: date, *, absent: tuple[str, ...]) -> list[Part]:
    return [
        Part(first + number * WEEK, 480, topics, absent if topics.startswith("T3") else ())
        for number, topics in enumerate(BASIC)
    ]


def _basic_plan(name: str, parts: list[Part], people: list[str], **rest: object) -> Plan:
    return Plan(
        name=name,
        title="Osnovna obuka za rad na SOS telefonu",
        programme="basic",
        parts=parts,
        people=people,
        capacity=12,
        announced=8,
        trainers="Ljiljana Marković, Đurđa Šumić",
        **rest,  # type: ignore[arg-type] # the last fields of a Plan
    )


def _roma(line: Helpline) -> Plan:
    """Two parts, of which Jasna missed the second."""
    ago = line.chronicle.ago
    return Plan(
        name="roma",
        title="Rad sa ženama iz romske zajednice",
        programme="roma",
        parts=[
            Part(ago(300), 120, "M1.{roma}:60 M3.{roma}:60"),
            Part(ago(299), 90, "M2.{roma}:90", absent=("jasna",)),
        ],
        people=["djurdja", "jasna"],
    )


def _near(line: Helpline) -> Iterator[Plan]:
    ago = line.chronicle.ago
    yield Plan(
        name="listening",
        title="Razgovor bez žurbe: tišina na liniji",
        topics="T7a:60 T7b:60",
        parts=[Part(ago(20), 120)],
        people=["ljiljana", "djurdja", "zaklina", "jasna"],
        marks={
            "zaklina": (Mark.PARTIAL, 90),
            "djurdja": (Mark.EXCUSED, None),
            "jasna": (Mark.ABSENT, None),
        },
    )
    yield Plan(
        name="crisis",
        title="Prvi minut razgovora u krizi",
        topics="T7c:120 T7d:60",
        parts=[Part(ago(-12), 180)],
        people=["ljiljana", "djurdja", "zaklina", "teodora", "jasna"],
        capacity=3,
        trainers="Slavica Jugović",
    )


async def _give_up_place(line: Helpline) -> None:
    """Đurđa cannot come after all, so the first in the waiting list has her place."""
    course = line.courses["crisis"]
    place = await enrolment_of(course, line.people["djurdja"].id)
    if place:
        await withdraw(course, place, actor=line.actors["djurdja"])
