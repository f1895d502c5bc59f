"""What the printed plan says."""

from datetime import date
from typing import TYPE_CHECKING

from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.i18n import Language
from staffdev.organisations.queries import own_organisation
from staffdev.plans.tables import Plan
from staffdev.plans.view.plan import ItemLine, PlanPage, plan_page
from staffdev.plans.words import rhythm_word, word
from staffdev.training.words import topic_word
from staffdev.translations import speaking

if TYPE_CHECKING:
    from staffdev.pdf.plan import Foreseen, PlanPaper


async def plan_paper(plan: Plan, actor: Actor, *, language: Language, today: date) -> bytes:
    """The plan to sign and to show; nobody's name or figure stands in it. The log keeps who printed it."""
    from staffdev.pdf.plan import paper  # ReportLab is slow to import and rarely needed

    made = await content_of(await plan_page(plan, actor, today), actor, language=language, today=today)
    async with transaction():
        await audit.record(Event.PLANS_PLAN_PRINT, about=plan.code, actor=actor, year=plan.year)
    return paper(made)


async def content_of(page: PlanPage, actor: Actor, *, language: Language, today: date) -> "PlanPaper":
    """Everything the paper says, in its language."""
    from staffdev.pdf.paper import Imprint, Letterhead  # as above
    from staffdev.pdf.plan import PlanPaper

    organisation = await own_organisation(actor)
    plan = page.plan
    with speaking(language):
        return PlanPaper(
            imprint=Imprint(
                letterhead=Letterhead(name=organisation.name, seat=organisation.seat or ""),
                language=language,
                printed_on=today,
            ),
            year=plan.year,
            goals=plan.goals,
            rhythms=tuple((rhythm_word(name), times) for name, times in page.foreseen),
            items=tuple(_foreseen(line, is_told=page.shows_realisation) for line in page.lines),
            budget=plan.budget or "",
            adopted_on=plan.adopted_on,
            decision_number=plan.decision_number or "",
            signatory=page.signatory,
        )


def _foreseen(line: ItemLine, *, is_told: bool) -> "Foreseen":
    from staffdev.pdf.plan import Foreseen  # as above

    topics = ", ".join(topic_word(row.code) + (f" ({row.group})" if row.group else "") for row in line.topics)
    return Foreseen(
        kind=word(line.item.kind),
        title=line.item.title,
        topics=topics,
        minutes=line.item.minutes,
        due_on=line.item.due_on,
        budget=line.item.budget or "",
        outcome=word(line.came.outcome) if is_told else "",
    )
