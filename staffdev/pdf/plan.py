"""The yearly professional-development plan (Art. 26(1)), to adopt and to sign."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, Spacer

from staffdev.i18n import N_, S_
from staffdev.pdf import styles
from staffdev.pdf.cells import Cell
from staffdev.pdf.grids import Column, grid
from staffdev.pdf.paper import PORTRAIT, Imprint, pdf
from staffdev.pdf.parts import heading, opening, signature_lines, text
from staffdev.translations import day, gettext, hours, ngettext, speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """One thing the plan foresees, in the paper's language; `outcome` is empty where it is not told."""

    kind: str
    title: str
    topics: str = ""
    minutes: int | None = None
    due_on: date | None = None
    budget: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPaper:
    """The plan as it is printed; a draft has no day of adoption."""

    imprint: Imprint
    year: int
    goals: str
    rhythms: tuple[tuple[str, int], ...]
    items: tuple[Foreseen, ...]
    budget: str = ""
    adopted_on: date | None = None
    decision_number: str = ""
    signatory: str = ""


def paper(plan: PlanPaper) -> bytes:
    """Write the plan: what it is to reach, its rhythms, what it foresees, who adopted it."""
    with speaking(plan.imprint.language):
        title = gettext("Professional-development plan for %(year)s") % {"year": plan.year}
        return pdf(list(_story(plan, title)), title=title, imprint=plan.imprint)


def _story(plan: PlanPaper, title: str) -> Iterator[Flowable]:
    yield from opening(plan.imprint.letterhead, title, _standing(plan))
    basis = gettext("Basis: Article 26(1) of the rulebook (Official Gazette of RS, No. 93/2015).")
    yield text(basis, styles.MUTED_SMALL)
    yield from heading(gettext("What the plan is to reach"))
    for paragraph in plan.goals.split("\n") if plan.goals else [gettext("Not written yet.")]:
        yield text(paragraph or " ")
    yield from heading(gettext("For every consultant, in the year"))
    for name, times in plan.rhythms:
        yield text(f"{name}: {_times(times)}")
    yield from heading(gettext("What is foreseen"))
    yield _items(plan) if plan.items else text(gettext("Nothing beside these rhythms."))
    if plan.budget:
        yield from heading(gettext("Budget"))
        yield text(plan.budget)
    yield Spacer(0, 4)
    yield from signature_lines([(gettext("Responsible person"), plan.signatory)], PORTRAIT.width, stamp=True)


def _standing(plan: PlanPaper) -> str:
    if plan.adopted_on is None:
        return gettext("Draft")
    said = gettext("Adopted on %(day)s by decision no. %(number)s")
    return said % {"day": day(plan.adopted_on), "number": plan.decision_number}


def _times(times: int) -> str:
    return ngettext("%(n)s time", "%(n)s times", times) % {"n": times}


def _items(plan: PlanPaper) -> Flowable:
    is_told = any(item.outcome for item in plan.items)
    columns = [
        Column(S_(N_("What")), 40),
        Column(S_(N_("Kind")), 23),
        Column(S_(N_("Length")), 13, numeric=True),
        Column(S_(N_("By when")), 17),
        Column(S_(N_("Budget")), 17),
        *([Column(S_(N_("Came of it")), 15)] if is_told else []),
    ]
    return grid(columns, [_row(item, is_told=is_told) for item in plan.items], PORTRAIT.width)


def _row(item: Foreseen, *, is_told: bool) -> list[Cell | Flowable]:
    what = f"{item.title}\n{item.topics}" if item.topics else item.title
    length = hours(item.minutes) if item.minutes else "–"
    by = day(item.due_on) if item.due_on else "–"
    row: list[Cell | Flowable] = [what, item.kind, length, by, item.budget or "–"]
    return [*row, item.outcome] if is_told else row
