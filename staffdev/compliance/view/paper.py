"""Verdicts as a paper prints them; call it while speaking the paper's language."""

from staffdev.compliance.view.steps import WORDS as STEPS
from staffdev.compliance.words import FIGURES, REASONS, WHYS
from staffdev.i18n import N_, S_, Sentence
from staffdev.pdf.cells import Cell, Minutes
from staffdev.pdf.transcript.model import VerdictLine
from staffdev.rulebook.codes import Step
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Finding


def verdict_line(finding: Finding) -> VerdictLine:
    """One verdict with its figures, reasons, next step and article."""
    obligation, verdict = load().obligations[finding.obligation], finding.verdict
    return VerdictLine(
        obligation=obligation.id,
        article=obligation.article,
        title=obligation.title,
        text=obligation.text,
        status=verdict.status,
        period=finding.period or "",
        figures=tuple((S_(FIGURES[name]), _cell(name, value)) for name, value in verdict.figures.items()),
        reasons=tuple(S_(REASONS[reason]) for reason in verdict.reasons),
        next_step=S_(STEPS[Step(verdict.next_step)]) if verdict.next_step else None,
    )


def why_sentence(why: str | None) -> Sentence:
    """Why a record did not count; one that no year asked for has no reason of its own."""
    return S_(WHYS[why]) if why else S_(N_("Nothing was required of her then."))


def _cell(name: str, value: int) -> Cell:
    return Minutes(value) if name.endswith("_minutes") else value
