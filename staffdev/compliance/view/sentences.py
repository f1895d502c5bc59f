"""A verdict in one short sentence, in the reader's language: the figure that decides, else the reasons."""

from collections.abc import Mapping

from staffdev.compliance.words import kind_word, reason_word, why_word
from staffdev.i18n import N_
from staffdev.rulebook.codes import Why
from staffdev.rulebook.model import Finding, Reason, Status, Verdict
from staffdev.training.words import topic_word
from staffdev.translations import day, gettext, hours, ngettext


def summary(finding: Finding) -> str:
    """What there is to say of it beside its status; empty only where there is nothing to do."""
    verdict = finding.verdict
    for figure, say in _BY_FIGURE.items():
        if figure in verdict.figures and (said := say(verdict)):
            return said
    return said_reasons(finding) or _what_is_wrong(verdict)


def said_reasons(finding: Finding) -> str:
    """Every reason that applies, as sentences; where a duty concerns nobody by name, nobody is spoken of."""
    if finding.person is None and finding.verdict.reasons == (Reason.OUT_OF_SCOPE,):
        return gettext("Nothing this duty is about exists here.")
    return reasons(finding.verdict)


def _what_is_wrong(verdict: Verdict) -> str:
    """Why the last fact that was looked at did not count; without any, that nothing is recorded."""
    if verdict.status not in {Status.NOT_MET, Status.AT_RISK}:
        return ""
    refused = [one for one in verdict.not_counted if one.why]
    if not refused:
        return reason_word(Reason.NO_DATA)
    return f"{kind_word(refused[-1].kind)}: {why_word(refused[-1].why)}"


def reasons(verdict: Verdict) -> str:
    """Every reason that applies, as sentences."""
    said = [reason_word(reason) for reason in verdict.reasons]
    if verdict.status is Status.AT_RISK and verdict.next_by:
        said.append(gettext("Due by %(day)s.") % {"day": day(verdict.next_by)})
    return " ".join(said)


def _hours(verdict: Verdict) -> str:
    figures = verdict.figures
    missing, waiting = figures["missing_minutes"], figures["unverified_minutes"]
    values = {
        "done": hours(figures["verified_minutes"]),
        "required": hours(figures["required_minutes"]),
        "missing": hours(missing),
        "waiting": hours(waiting),
    }
    if not missing:
        return gettext("%(done)s of %(required)s verified.") % values
    if waiting:
        return gettext("%(missing)s missing of %(required)s; %(waiting)s wait for verification.") % values
    return gettext("%(missing)s missing of %(required)s.") % values


def _offered(verdict: Verdict) -> str:
    figures = verdict.figures
    values = {"done": hours(figures["offered_minutes"]), "required": hours(figures["required_minutes"])}
    return gettext("%(done)s of %(required)s offered to staff.") % values


def _topics(verdict: Verdict) -> str:
    missing = [f"{one.code} {topic_word(one.code)}" for one in verdict.not_counted if one.kind == "topic"]
    if missing:
        return gettext("Missing topics: %(topics)s.") % {"topics": "; ".join(missing)}
    required = verdict.figures["topics_required"]
    return gettext("All %(n)s topics covered.") % {"n": required}


def _support(verdict: Verdict) -> str:
    figures = verdict.figures
    missing = [gettext(words) for part, words in _PARTS.items() if figures[part] < figures[f"{part}_least"]]
    if missing:
        return gettext("Still missing: %(parts)s.") % {"parts": ", ".join(missing)}
    return gettext("Consultation, intervision and stress relief are there.")


def _rolled_up(verdict: Verdict) -> str:
    figures = verdict.figures
    if not figures["parts"]:
        return reasons(verdict)
    values = {"n": figures["parts_met"], "parts": figures["parts"]}
    return gettext("%(n)s of %(parts)s parts met.") % values


def _under_the_plan(verdict: Verdict) -> str:
    """What the plan of the year lacks, and how many consultants had no support."""
    plans = [(_PLANS.get(str(one.why)), one.detail) for one in verdict.not_counted if one.kind == "plan"]
    said = [gettext(words) % {"year": detail["year"]} for words, detail in plans if words]
    left = verdict.figures["consultants"] - verdict.figures["consultants_supported"]
    if left:
        said.append(
            ngettext("%(n)s consultant without support.", "%(n)s consultants without support.", left) % {"n": left}
        )
    return " ".join(said) or gettext("The plan is adopted, and everybody had support.")


def _cover(verdict: Verdict) -> str:
    missing = verdict.figures["uncovered_days"]
    if missing:
        return ngettext("%(n)s day without cover.", "%(n)s days without cover.", missing) % {"n": missing}
    return reasons(verdict)


def _working_hours(verdict: Verdict) -> str:
    """The published week of the day asked; days without enough hours where days of a period are asked about."""
    figures = verdict.figures
    if verdict.status is Status.AT_RISK:
        return reasons(verdict)
    if verdict.status is Status.NOT_MET and figures.get("days_with_hours", 0) >= figures["days_a_week"]:
        missing = figures["uncovered_days"]
        text = ngettext("%(n)s day without enough hours.", "%(n)s days without enough hours.", missing)
        return text % {"n": missing}
    if "days_with_hours" not in figures:
        return gettext("No published hours are in force.")
    text = gettext("At least %(hours)s on %(n)s days a week; required on %(required)s.")
    values = {"hours": hours(figures["minutes_a_day"]), "n": figures["days_with_hours"]}
    return text % {**values, "required": figures["days_a_week"]}


def _breach(verdict: Verdict) -> str:
    beyond = verdict.figures["breach_days"]
    if not beyond:
        return reasons(verdict)
    text = ngettext("%(n)s day outside Article 15(4).", "%(n)s days outside Article 15(4).", beyond)
    return text % {"n": beyond}


def _on_duty(verdict: Verdict) -> str:
    untrained = verdict.figures["untrained"]
    if not untrained:
        return reasons(verdict)
    text = ngettext("%(n)s person on duty without training.", "%(n)s people on duty without training.", untrained)
    return text % {"n": untrained}


def _hires(verdict: Verdict) -> str:
    missing = verdict.figures["hires_without_checklist"]
    if not missing:
        return reasons(verdict)
    text = ngettext("%(n)s hire without a checklist.", "%(n)s hires without a checklist.", missing)
    return text % {"n": missing}


_PARTS = {
    "consultations": N_("consultation"),
    "intervisions": N_("intervision"),
    "relief_offers": N_("an offer for stress relief"),
}
_PLANS: Mapping[str, str] = {
    Why.NO_PLAN: N_("There is no plan for %(year)s."),
    Why.NOT_ADOPTED: N_("The plan of %(year)s is not adopted yet."),
    Why.TOO_LATE: N_("The plan of %(year)s was adopted when the year was over."),
}
_BY_FIGURE = {
    "verified_minutes": _hours,
    "offered_minutes": _offered,
    "topics_required": _topics,
    "days_a_week": _working_hours,
    "consultations": _support,
    "consultants": _under_the_plan,
    "parts": _rolled_up,
    "uncovered_days": _cover,
    "breach_days": _breach,
    "untrained": _on_duty,
    "hires_without_checklist": _hires,
}
