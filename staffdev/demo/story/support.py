"""Professional support: consultations every year, what is offered against stress, and what is open just now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from staffdev import clock
from staffdev.demo.story.cast import Helpline
from staffdev.demo.story.founding import BEGINNING
from staffdev.support.consulting.actions import accept_consultation, hold_consultation, request_consultation
from staffdev.support.consulting.forms import AppointedForm, MinutesForm, RequestForm
from staffdev.support.relief.actions import note_participation, record_offer, take_place
from staffdev.support.relief.forms import OfferForm
from staffdev.support.tables import Consultation, ReliefOffer
from staffdev.support.vocabulary import ConsultationTheme, ReliefKind

YEARS = 3
PSYCHOLOGIST = "Mirna Popadić", "klinička psihološkinja, licenca 877"
ROUND = (  # month, day, who asks, whom, minutes, theme
    (2, 17, "djurdja", "ljiljana", 45, ConsultationTheme.BOUNDARIES),
    (4, 22, "jasna", "djurdja", 40, ConsultationTheme.CALL),
    (6, 9, "milica", "djurdja", 30, ConsultationTheme.INSTITUTIONS),
    (9, 3, "zaklina", "ljiljana", 50, ConsultationTheme.RISK),
)
OFFERED = (  # month, day, kind, who leads it, minutes, places
    (3, 6, ReliefKind.MOVEMENT, "Studio Breza", 60, 10),
    (6, 20, ReliefKind.WALK, "Planinarsko društvo Vidik", 180, None),
    (10, 12, ReliefKind.PSYCHOLOGIST, "Mirna Popadić", 50, 6),
)


@dataclass(frozen=True, slots=True)
class Talk:
    """One consultation as it went: asked for a week before `day`."""

    day: date
    asker: str
    adviser: str
    minutes: int
    theme: ConsultationTheme


@dataclass(frozen=True, slots=True)
class Offered:
    """Something against stress, on `day`."""

    day: date
    kind: ReliefKind
    leads: str
    minutes: int
    places: int | None = None


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    on, ago, today = line.chronicle.on, line.chronicle.ago, line.chronicle.today
    asked: dict[Talk, Consultation] = {}
    for talk in _talks(line):
        on(talk.day - timedelta(days=7), partial(_talk, line, talk, asked), hour=15)
        on(talk.day, partial(_hold, line, talk, asked), hour=17)
    on(ago(52), partial(_ask_outside, line), hour=15)
    on(ago(4), partial(_ask, line, "jasna", "ljiljana", ConsultationTheme.OWN_STRAIN), hour=21)
    on(ago(2), partial(_agree, line, "teodora", "djurdja", today + timedelta(days=3)), hour=16)
    for offer in _offers(line):
        on(min(offer.day - timedelta(days=18), ago(2)), partial(_offer, line, offer), hour=12)
    on(ago(12), partial(_debrief, line), hour=12)


def _talks(line: Helpline) -> Iterator[Talk]:
    """The same round every year, while both were there, and as far as it has come."""
    today = line.chronicle.today
    for year in range(today.year - YEARS, today.year + 1):
        for month, number, asker, adviser, minutes, theme in ROUND:
            day = date(year, month, number)
            since = line.chronicle.ago(400 if asker == "zaklina" else 880 if asker != "djurdja" else BEGINNING - 30)
            away = asker == "milica" and day > line.chronicle.ago(210)
            if since < day < today and not away:
                yield Talk(day, asker, adviser, minutes, theme)


async def _talk(line: Helpline, talk: Talk, asked: dict[Talk, Consultation]) -> None:
    asked[talk] = await _ask(line, talk.asker, talk.adviser, talk.theme)


async def _hold(line: Helpline, talk: Talk, asked: dict[Talk, Consultation]) -> None:
    form = MinutesForm(held_on=talk.day, minutes=talk.minutes, theme=talk.theme)
    await hold_consultation(asked[talk], form, actor=line.actors[talk.adviser])


async def _ask(line: Helpline, asker: str, adviser: str, theme: ConsultationTheme) -> Consultation:
    form = RequestForm(professional=line.code(adviser), theme=theme)
    return await request_consultation(form, line.people[asker], line.people[adviser], actor=line.actors[asker])


async def _agree(line: Helpline, asker: str, adviser: str, day: date) -> None:
    made = await _ask(line, asker, adviser, ConsultationTheme.DEVELOPMENT)
    await accept_consultation(made, AppointedForm(held_on=day), actor=line.actors[adviser])


async def _ask_outside(line: Helpline) -> None:
    """The coordinator's own: the responsible person confirms it."""
    name, qualification = PSYCHOLOGIST
    form = RequestForm(professional_name=name, qualification=qualification, theme=ConsultationTheme.OWN_STRAIN)
    made = await request_consultation(form, line.people["ljiljana"], None, actor=line.actors["ljiljana"])
    held = MinutesForm(held_on=line.chronicle.ago(53), minutes=50, theme=ConsultationTheme.OWN_STRAIN)
    await hold_consultation(made, held, actor=line.actors["vesna"])


def _offers(line: Helpline) -> Iterator[Offered]:
    today, since = line.chronicle.today, line.chronicle.ago(BEGINNING - 40)
    for year in range(today.year - YEARS, today.year + 1):
        for month, number, kind, leads, minutes, places in OFFERED:
            day = date(year, month, number)
            if since < day < today + timedelta(days=15):
                yield Offered(day, kind, leads, minutes, places)
    yield Offered(today + timedelta(days=9), ReliefKind.ART, "Atelje Krug", 90, 4)
    yield Offered(today + timedelta(days=24), ReliefKind.BURNOUT_PREVENTION, "Mreža Dve obale", 240)


async def _offer(line: Helpline, offer: Offered) -> ReliefOffer:
    form = OfferForm(
        kind=offer.kind,
        offered_on=clock.today(),
        held_on=offer.day,
        minutes=offer.minutes,
        provider_name=offer.leads,
        place="Vrbovica",
        places=offer.places,
        is_free=True,
    )
    made = await record_offer(form, actor=line.actors["ljiljana"])
    if offer.kind is ReliefKind.ART:
        for name in ("jasna", "zaklina"):
            await take_place(made, actor=line.actors[name])
    return made


async def _debrief(line: Helpline) -> None:
    """Jasna was there and noted it for herself."""
    made = await _offer(line, Offered(clock.today(), ReliefKind.DEBRIEF, "Đurđa Šumić", 30))
    await take_place(made, actor=line.actors["jasna"])
    await note_participation(made, took_part=True, actor=line.actors["jasna"])
