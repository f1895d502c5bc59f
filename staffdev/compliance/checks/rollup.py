"""Duties that are the sum of other duties (settled reading 27). Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from staffdev.compliance.situation import Judged, Situation, Subject
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.model import Evidence, Finding, Reason, Status, Verdict

WORST_FIRST = (Status.NOT_MET, Status.AT_RISK, Status.MET)
WHY = {Status.NOT_MET: Why.PART_NOT_MET, Status.AT_RISK: Why.PART_AT_RISK}
LEFT_OUT = frozenset({Reason.OUT_OF_SCOPE, Reason.NOT_IN_FORCE})


def roll_up(situation: Situation) -> Iterator[Judged]:
    """One verdict for the provider, out of the findings about its parts."""
    yield Subject(period=situation.question.period), partial(rolled_up, situation.parts)


def rolled_up(parts: Sequence[Finding]) -> Verdict:
    """Not met if any part is not, else at risk if any is, else met if any is; what does not apply is left out."""
    found = {one.verdict.status for one in parts}
    status = next((one for one in WORST_FIRST if one in found), Status.NOT_YET_APPLICABLE)
    evidence = [_part(duty, [one for one in parts if one.obligation == duty]) for duty in _in_order(parts)]
    return Verdict(
        status,
        _reasons(one.verdict for one in parts if one.verdict.status is status),
        _figures(parts),
        tuple(one for one in evidence if one.why is None),
        tuple(one for one in evidence if one.why is not None),
        Step.SEE_PARTS if status in WHY else None,
    )


def _in_order(parts: Iterable[Finding]) -> Sequence[str]:
    """The duties that say something, each once, as they were asked."""
    says = (one.obligation for one in parts if one.verdict.status is not Status.NOT_YET_APPLICABLE)
    return list(dict.fromkeys(says))


def _part(duty: str, findings: Sequence[Finding]) -> Evidence:
    """One duty with how many of its findings stand how; whose they are, its own page says."""
    counts = Counter(one.verdict.status for one in findings)
    worst = next(one for one in WORST_FIRST if one in counts)
    detail: dict[str, object] = {one.value: counts[one] for one in WORST_FIRST if counts[one]}
    return Evidence("obligation", duty, detail=detail, why=WHY.get(worst))


def _figures(parts: Sequence[Finding]) -> dict[str, int]:
    counts = Counter(one.verdict.status for one in parts)
    figures = {f"parts_{one.value}": counts[one] for one in WORST_FIRST}
    return {"parts": sum(figures.values())} | figures


def _reasons(verdicts: Iterable[Verdict]) -> tuple[Reason, ...]:
    """Those of the parts that decide; that a part concerns nobody is told only where nothing else is to tell."""
    found = {reason for one in verdicts for reason in one.reasons}
    telling = found - LEFT_OUT or ({Reason.NOT_IN_FORCE} & found) or found
    return tuple(reason for reason in Reason if reason in telling)
