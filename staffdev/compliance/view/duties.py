"""Duties as cards: what is asked, whether it is met, on what it rests, what helps next, and how the law is read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from staffdev.access import Actor
from staffdev.compliance.queries import Judged
from staffdev.compliance.view.evidence import Line, Naming, lines
from staffdev.compliance.view.readings import Reading, readings_of
from staffdev.compliance.view.sentences import said_reasons, summary
from staffdev.compliance.view.steps import NextStep, next_step
from staffdev.compliance.words import figure_name, figure_value
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Finding, Obligation, Reason, Status
from staffdev.translations import day, gettext

T = TypeVar("T")
WORST_FIRST = (Status.NOT_MET, Status.AT_RISK, Status.MET, Status.NOT_YET_APPLICABLE)
RANK: Mapping[Status, int] = {status: rank for rank, status in enumerate(WORST_FIRST)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One finding as a card; `about` names whom and what it is about, `subject` only what."""

    obligation: Obligation
    status: Status
    summary: str
    reasons: str
    figures: Sequence[tuple[str, str]]
    counted: Sequence[Line]
    not_counted: Sequence[Line]
    step: NextStep | None
    by: date | None
    period: str | None
    readings: Sequence[Reading]
    in_force: date
    id: str
    about: str = ""
    subject: str = ""
    is_out_of_scope: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: what she may do, how people are named to her, the code of her own person."""

    actor: Actor
    naming: Naming
    own_code: str | None = None


def duties(judged: Judged, actor: Actor, naming: Naming, own_code: str | None = None) -> list[Duty]:
    """Every finding as a card: what is not met first, then by the rulebook's order."""
    reader = Reader(actor, naming, own_code)
    made = [_duty(one, judged, reader, id_=f"duty-{number}") for number, one in enumerate(judged.findings)]
    return sorted(made, key=lambda duty: (RANK[duty.status], duty.is_out_of_scope))


def _duty(finding: Finding, judged: Judged, reader: Reader, *, id_: str) -> Duty:
    obligation, verdict = load().obligations[finding.obligation], finding.verdict
    said, why = summary(finding), said_reasons(finding)
    return Duty(
        obligation=obligation,
        status=verdict.status,
        summary=said,
        reasons="" if why == said else why,
        figures=[(figure_name(name), figure_value(name, value)) for name, value in verdict.figures.items()],
        counted=lines(verdict.counted, reader.naming),
        not_counted=lines(verdict.not_counted, reader.naming),
        step=next_step(finding, reader.actor, reader.own_code),
        by=verdict.next_by,
        period=finding.period,
        readings=readings_of(obligation, judged.readings),
        in_force=load().in_force_from(obligation, judged.readings),
        id=id_,
        about=about(finding, judged, reader.naming),
        subject=_subject(finding, judged),
        is_out_of_scope=Reason.OUT_OF_SCOPE in verdict.reasons,
    )


def about(finding: Finding, judged: Judged, naming: Naming) -> str:
    """Whom or what the finding is about: her name, and the programme, the target group or the day it is named by."""
    parts = [naming.of(finding.person) if finding.person else "", _subject(finding, judged)]
    return " · ".join(part for part in parts if part)


def _subject(finding: Finding, judged: Judged) -> str:
    """The programme, the target group, or the first day of the engagement or appointment it is about."""
    if finding.subject is None:
        return ""
    facts = judged.facts
    titles = {one.code: one.title for one in facts.programmes}
    titles |= {one.code: one.name for one in facts.target_groups}
    titles |= {one.code: one.name for one in facts.lines}
    days = {one.code: one.from_on for one in (*facts.engagements, *facts.appointments)}
    if finding.subject in days:
        return gettext("since %(day)s") % {"day": day(days[finding.subject])}
    return titles.get(finding.subject, "")


def worst(statuses: Iterable[Status]) -> Status:
    """Several verdicts on one duty as one (settled reading 27): not applicable parts are left out."""
    return min(statuses, key=RANK.__getitem__, default=Status.NOT_YET_APPLICABLE)


def by_status(duties: Iterable[Duty]) -> dict[Status, int]:
    """How many duties have each status; out of scope is not counted."""
    counted = dict.fromkeys(WORST_FIRST, 0)
    for duty in duties:
        if not duty.is_out_of_scope:
            counted[duty.status] += 1
    return counted
