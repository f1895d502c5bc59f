"""Rings to ten hours: how much of a person's year is there."""

from dataclasses import dataclass

from staffdev.compliance.view.sentences import reasons
from staffdev.rulebook.model import Finding, Level, Status
from staffdev.translations import day, gettext, hours

YEARLY = "RS-SOS-18.2"


@dataclass(frozen=True, slots=True)
class Ring:
    """Minutes of `goal` minutes, with her name and one sentence."""

    label: str
    minutes: int
    goal: int
    status: Status
    text: str
    person: str


def ring_of(finding: Finding, label: str) -> Ring | None:
    """The ring of a verdict on her yearly hours; None for any other verdict and where nothing is required."""
    goal = finding.verdict.figures.get("required_minutes", 0)
    if finding.obligation != YEARLY or finding.level is not Level.PERSON or not goal:
        return None
    done = finding.verdict.figures["verified_minutes"]
    return Ring(label, done, goal, finding.verdict.status, _text(finding), finding.person or "")


def _text(finding: Finding) -> str:
    verdict = finding.verdict
    missing = verdict.figures["missing_minutes"]
    if not missing:
        return gettext("Done for this year.")
    if verdict.status is Status.NOT_MET:
        return gettext("%(missing)s were missing at the end.") % {"missing": hours(missing)}
    if verdict.next_by is None:
        return reasons(verdict)
    return gettext("%(missing)s more by %(day)s.") % {"missing": hours(missing), "day": day(verdict.next_by)}
