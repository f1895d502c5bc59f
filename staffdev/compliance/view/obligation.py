"""The page of one duty: its own words, how it is read, and how everybody stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from staffdev.access import READERS_OF_ALL, Actor
from staffdev.compliance.asking import Asked
from staffdev.compliance.queries import judged, names_in, readings_of
from staffdev.compliance.view.controls import Controls
from staffdev.compliance.view.duties import RANK, Duty, about, duties
from staffdev.compliance.view.evidence import Naming
from staffdev.compliance.view.readings import Reading
from staffdev.compliance.view.readings import readings_of as said_readings
from staffdev.compliance.view.sentences import summary
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Article, Level, Obligation, Reason, Status
from staffdev.web.paging import PAGE, Paged


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands; `about` names her, and what the verdict is about where she has several."""

    person: str
    about: str
    status: Status
    text: str


@dataclass(frozen=True, slots=True)
class Everybody(Paged):
    """The verdicts on one duty: the provider's as cards, people's as rows, one page of them."""

    cards: Sequence[Duty] = ()
    rows: Sequence[Standing] = ()
    total: int = 0
    number: int = 1
    out_of_scope: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationPage:
    """One duty, and how everybody stands for those who may see it."""

    obligation: Obligation
    articles: Sequence[Article]
    in_force: date
    readings: Sequence[Reading]
    may_see_all: bool
    everybody: Everybody = field(default_factory=Everybody)


async def obligation_page(obligation: Obligation, actor: Actor, controls: Controls, number: int) -> ObligationPage:
    """The duty; with everybody's findings for those who may see them all."""
    may_see_all, asked = actor.is_any(*READERS_OF_ALL), replace(controls.asked, only=frozenset({obligation.id}))
    readings = await readings_of(actor, asked)
    return ObligationPage(
        obligation=obligation,
        articles=load().articles_of(obligation),
        in_force=load().in_force_from(obligation, readings),
        readings=said_readings(obligation, readings),
        may_see_all=may_see_all,
        everybody=await _everybody(asked, actor, number) if may_see_all and obligation.check else Everybody(),
    )


async def _everybody(asked: Asked, actor: Actor, number: int) -> Everybody:
    found, names = await judged(actor, asked), await names_in(actor.organisation_id)
    order = {code: place for place, code in enumerate(names)}
    of_people = [one for one in found.findings if one.level is Level.PERSON]
    naming = Naming(names)
    inside = [one for one in of_people if Reason.OUT_OF_SCOPE not in one.verdict.reasons]
    inside.sort(key=lambda one: (RANK[one.verdict.status], order.get(one.person or "", len(order))))
    page = min(max(1, number), max(1, -(-len(inside) // PAGE)))
    shown = inside[(page - 1) * PAGE : page * PAGE]
    of_provider = [one for one in found.findings if one.level is not Level.PERSON]
    return Everybody(
        cards=duties(replace(found, findings=of_provider), actor, naming),
        rows=[Standing(one.person or "", about(one, found, naming), one.verdict.status, summary(one)) for one in shown],
        total=len(inside),
        number=page,
        out_of_scope=len(of_people) - len(inside),
    )
