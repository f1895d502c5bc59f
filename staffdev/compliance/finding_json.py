"""A finding as the JSON other programs read: codes, integers and ISO days. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from staffdev.rulebook.model import Evidence, Finding


def finding_json(finding: Finding, *, article: str | None = None) -> dict[str, object]:
    """The finding with the keys of the interface; `subject` and `article` only where there is one."""
    verdict = finding.verdict
    more = {"subject": finding.subject, "article": article, "next_by": _plain(verdict.next_by)}
    return {
        "obligation": finding.obligation,
        "level": finding.level.value,
        "organisation": finding.organisation,
        "person": finding.person,
        "period": finding.period,
        "status": verdict.status.value,
        "reasons": [reason.value for reason in verdict.reasons],
        "figures": dict(verdict.figures),
        "counted": [evidence_json(one) for one in verdict.counted],
        "not_counted": [evidence_json(one) for one in verdict.not_counted],
        "next_step": _plain(verdict.next_step),
        "interpretations": {key: _plain(value) for key, value in verdict.interpretations.items()},
    } | {key: value for key, value in more.items() if value is not None}


def evidence_json(evidence: Evidence) -> dict[str, object]:
    """One fact: what it is, which, when, how long, what the verdict saw in it, and why it did not count."""
    named = {"kind": evidence.kind, "code": evidence.code, "day": evidence.day, "minutes": evidence.minutes}
    known = named | dict(evidence.detail) | {"why": evidence.why}
    return {key: _plain(value) for key, value in known.items() if value is not None}


def _plain(value: object) -> object:
    """What JSON can say: days in ISO form, codes as text, several values as a list."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, list, frozenset)):
        return [_plain(one) for one in value]
    return _mapping(value) if isinstance(value, Mapping) else value


def _mapping(values: Mapping[object, object]) -> dict[str, object]:
    return {str(key): _plain(value) for key, value in values.items()}
