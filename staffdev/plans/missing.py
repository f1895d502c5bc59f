"""The topics of Article 17 that somebody lacks, as the rulebook judges them. The one door from plans to verdicts."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from staffdev.access import Actor
from staffdev.compliance import queries as compliance
from staffdev.compliance.asking import Asked
from staffdev.rulebook.codes import Why
from staffdev.rulebook.interpretations import Interpretations
from staffdev.rulebook.model import Finding
from staffdev.training.topics import METHODS

TOPICS = frozenset({"RS-SOS-17.2"})
METHOD = "T7"


async def missing_topics_of(actor: Actor, today: date) -> Mapping[str, int]:
    """How many people lack each topic today, by its tag."""
    judged = await compliance.judged(actor, Asked(as_of=today, only=TOPICS))
    return Counter(tag for finding in judged.findings for tag in _lacking(finding))


def _lacking(finding: Finding) -> frozenset[str]:
    """The tags that would help her; the topic of methods by the methods she lacks."""
    found: set[str] = set()
    for one in finding.verdict.not_counted:
        if one.kind == "topic" and one.why == Why.NOT_COVERED:
            lacking = str(one.detail.get("lacking", "")).split()
            found |= {tag for tag in lacking if tag in METHODS} if one.code == METHOD else {one.code}
    return frozenset(found)


async def readings_on(actor: Actor, today: date) -> Interpretations:
    """How the organisation reads the rulebook today."""
    return await compliance.readings_of(actor, Asked(as_of=today))
