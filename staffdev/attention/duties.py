"""Verdicts that need somebody, as items: one for each duty of the service, one for each person."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from msgspec import structs

from staffdev.access import Actor
from staffdev.attention.items import Coming, Item
from staffdev.compliance.queries import Judged
from staffdev.compliance.view.duties import RANK, about
from staffdev.compliance.view.evidence import Naming
from staffdev.compliance.view.sentences import summary
from staffdev.compliance.view.steps import NextStep, next_step
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Finding, Level, Status
from staffdev.translations import gettext, wording

NEEDS = frozenset({Status.NOT_MET, Status.AT_RISK})


def of_herself(judged: Judged, actor: Actor, own_code: str) -> list[Item]:
    """Each of her own duties that is not met or at risk, with the step that helps."""
    here = f"/people/{own_code}/compliance"
    return [
        _item(one, _title(one), next_step(one, actor, own_code), here, today=judged.asked.as_of)
        for one in judged.findings
        if one.verdict.status in NEEDS
    ]


def of_the_service(judged: Judged, actor: Actor, names: Mapping[str, str]) -> list[Item]:
    """Each duty of the service itself that is not met or at risk; what a person's item asks for is not said twice."""
    found, needs = [], [one for one in judged.findings if one.verdict.status in NEEDS]
    of_somebody = {_asks(one) for one in needs if one.level is Level.PERSON and one.verdict.next_step}
    for one in needs:
        if one.level is not Level.PERSON and _asks(one) not in of_somebody:
            named = about(one, judged, Naming(names))
            title = f"{_title(one)} · {named}" if named else _title(one)
            here = f"/compliance/obligations/{one.obligation}"
            found.append(_item(one, title, next_step(one, actor), here, today=judged.asked.as_of))
    return found


def _asks(finding: Finding) -> tuple[str, str | None]:
    """What has to be done for which duty."""
    return finding.obligation, finding.verdict.next_step


def of_people(judged: Judged, actor: Actor, names: Mapping[str, str], own_code: str | None) -> list[Item]:
    """One item for each person who has a duty that is not met or at risk; the worst one leads."""
    hers: dict[str, list[Finding]] = {}
    for one in judged.findings:
        if one.level is Level.PERSON and one.person and one.verdict.status in NEEDS:
            hers.setdefault(one.person, []).append(one)
    today = judged.asked.as_of
    return [_of_person(names.get(code, ""), findings, actor, own_code, today) for code, findings in hers.items()]


def _of_person(name: str, findings: list[Finding], actor: Actor, own_code: str | None, today: date) -> Item:
    leading = min(findings, key=lambda one: (RANK[one.verdict.status], one.verdict.next_by or date.max))
    step = next_step(leading, actor, own_code) if len(findings) == 1 else None
    item = _item(leading, name, step, f"/people/{leading.person}/compliance", today=today)
    why = "; ".join(f"{_title(one)} – {summary(one).rstrip('.')}" for one in findings)
    return replace(item, why=f"{why}.")


def _item(finding: Finding, what: str, step: NextStep | None, here: str, *, today: date) -> Item:
    """The step's own form where this reader may use it, else the page that explains; its day stands beside it."""
    by = finding.verdict.next_by
    undated = structs.replace(finding, verdict=structs.replace(finding.verdict, next_by=None))
    can_do = step is not None and bool(step.href)
    return Item(
        what=what,
        why=summary(undated),
        href=step.href if step and can_do else here,
        action=step.words if step and can_do else gettext("See why"),
        by=by,
        status=finding.verdict.status,
        is_late=by is not None and by < today,
    )


def coming_of(findings: Iterable[Finding], today: date) -> list[Coming]:
    """The days that lie ahead in verdicts on which nothing needs to be done yet."""
    return [
        Coming(what=_title(one), on=one.verdict.next_by, href=f"/compliance/obligations/{one.obligation}")
        for one in findings
        if one.verdict.next_by and one.verdict.next_by >= today and one.verdict.status not in NEEDS
    ]


def _title(finding: Finding) -> str:
    return wording(load().obligations[finding.obligation].title)
