"""The yearly plans: last year's carried out for the most part, this year's adopted, next year's begun; and goals."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from staffdev.access import Actor
from staffdev.demo.story.cast import Helpline
from staffdev.i18n import DEFAULT_LANGUAGE
from staffdev.plans.actions.items import add_item, settle_item
from staffdev.plans.actions.personal import rate, set_goal
from staffdev.plans.actions.plans import adopt_plan, draft_plan, edit_plan
from staffdev.plans.forms import AdoptionForm, GoalForm, ItemForm, OutcomeForm, PlanForm
from staffdev.plans.queries.plans import items_of, plans_of
from staffdev.plans.tables import Plan
from staffdev.plans.vocabulary import Competence, PlanItemKind, RatingSide
from staffdev.reminders.actions import remind
from staffdev.translations import speaking

GOALS = (
    "Svaka konsultantkinja sigurno procenjuje bezbednosni rizik i ume da ga objasni koleginici.\n"
    "Niko ne ostaje sama sa teškim pozivom: intervizija je svakog meseca, a razgovor isti dan."
)
TRAININGS = (
    ("Zakon u praksi: hitne mere i besplatna pravna pomoć", "T6", 360, (5, 20), "40.000 din."),
    ("Aktivno slušanje i planiranje bezbednosti", "T7a T7c", 240, (10, 15), "25.000 din."),
)
OTHERS = (
    ("Spisak ustanova i kontakata pregledan i štampan", (3, 15)),
    ("Mirna soba za razgovor posle teškog poziva", (9, 1)),
)
RATINGS = {  # what she gives herself and what the coordinator gives her, in the order of the vocabulary
    "djurdja": ("5454444354", "5445444354"),
    "jasna": ("4433342333", "4434322333"),
    "zaklina": ("3234233223", "4243233323"),
    "teodora": ("3223223233", "3323223233"),
    "ljiljana": ("5555444344", "5445444455"),
}


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    today, on, ago = line.chronicle.today, line.chronicle.on, line.chronicle.ago
    for year in (today.year - 1, today.year):
        steps = ((date(year, 1, 12), _draft), (date(year, 1, 29), _adopt), (date(year, 3, 10), _settle))
        for day, step in steps:
            if day < today:
                on(day, partial(step, line, year))
    on(ago(12), partial(_begin_next, line, ago(12).year + 1))
    on(ago(40), partial(_set_goals, line, ago(40).year))
    for name in RATINGS:
        on(ago(20), partial(_rate, line, name, ago(20).year))
    monday = today - timedelta(days=today.weekday() or 7)
    on(monday, partial(_remind, line), hour=7)


async def _draft(line: Helpline, year: int) -> None:
    coordinator = line.actors["ljiljana"]
    with speaking(DEFAULT_LANGUAGE):
        plan = await draft_plan(year, actor=coordinator)
    form = PlanForm(
        goals=GOALS, intervisions=8, consultations=2, reliefs=3, budget="Opština 180.000 din., donacije 60.000 din."
    )
    await edit_plan(plan, form, actor=coordinator)
    there = {item.title for item in await items_of(plan)}
    for title, topics, minutes, (month, day), budget in TRAININGS:
        if title not in there:
            item = ItemForm(
                kind=PlanItemKind.TRAINING, title=title, minutes=minutes, due_on=date(year, month, day), budget=budget
            )
            await add_item(plan, item, topics, actor=coordinator)
    for title, (month, day) in OTHERS:
        if title not in there:
            item = ItemForm(kind=PlanItemKind.ORGANISATIONAL, title=title, due_on=date(year, month, day))
            await add_item(plan, item, "", actor=coordinator)


async def _adopt(line: Helpline, year: int) -> None:
    form = AdoptionForm(adopted_on=date(year, 1, 29), decision_number=f"3-4/{year}")
    await adopt_plan(await _plan(line, year), form, actor=line.actors["vesna"])


async def _settle(line: Helpline, year: int) -> None:
    """The list of institutions is done in March; the quiet room waits for its money."""
    plan = await _plan(line, year)
    done = next(item for item in await items_of(plan) if item.title == OTHERS[0][0])
    await settle_item(plan, done, OutcomeForm(done_on=date(year, 3, 10)), actor=line.actors["ljiljana"])


async def _begin_next(line: Helpline, year: int) -> None:
    with speaking(DEFAULT_LANGUAGE):  # the helpline writes Serbian, whoever watches the demonstration
        await draft_plan(year, actor=line.actors["ljiljana"])


async def _set_goals(line: Helpline, year: int) -> None:
    plans: dict[int, Any] = await plans_of(line.organisation.id)
    if year not in plans:
        return
    hers = GoalForm(wording="Da mirnije vodim pozive u kojima se ćuti.", due_on=date(year, 12, 15))
    await set_goal(plans[year], line.people["jasna"], hers, "T7a T7b", actor=line.actors["jasna"])
    form = GoalForm(wording="Da vodi jednu radionicu o proceni rizika.", due_on=date(year, 11, 1))
    await set_goal(plans[year], line.people["djurdja"], form, "", actor=line.actors["ljiljana"])


async def _rate(line: Helpline, name: str, year: int) -> None:
    own, hers = (_ratings(digits) for digits in RATINGS[name])
    above = line.actors["vesna" if name == "ljiljana" else "ljiljana"]
    person = line.people[name]
    await rate(RatingSide.SELF, person, year, own, hand_in=True, actor=line.actors[name])
    await rate(RatingSide.COORDINATOR, person, year, hers, hand_in=True, actor=above)


def _ratings(digits: str) -> dict[str, int]:
    return {one.value: int(digit) for one, digit in zip(Competence, digits, strict=True)}


async def _remind(line: Helpline) -> None:
    """As the server does by itself."""
    own = line.organisation
    await remind(Actor(name="staffdev", organisation_id=own.id, organisation_uid=own.uid, organisation_code=own.code))


async def _plan(line: Helpline, year: int) -> Plan:
    return (await plans_of(line.organisation.id))[year]
