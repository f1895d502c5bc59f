"""What a verdict says, in the reader's language: reasons, figures, why a fact did not count, the kinds of facts."""

from collections.abc import Callable, Mapping

from staffdev import citing, translations
from staffdev.db.srpski import to_latin
from staffdev.i18n import N_, Language
from staffdev.rulebook.codes import Why
from staffdev.rulebook.dates import Span, year_span
from staffdev.rulebook.model import Level, Reason

REASONS: Mapping[str, str] = {
    Reason.NOT_IN_FORCE: N_("The provision was not in force yet."),
    Reason.OUT_OF_SCOPE: N_("This duty does not concern her, or nothing it is about exists."),
    Reason.PERIOD_OPEN: N_("There is still time."),
    Reason.ON_LEAVE: N_("On long leave."),
    Reason.NO_DATA: N_("Nothing is recorded that would show it."),
    Reason.LATE: N_("It was done late."),
    Reason.EXPIRING: N_("What it rests on expires soon."),
    Reason.UNVERIFIED: N_("Something recorded waits for verification."),
    Reason.HISTORIC_GAP: N_("Earlier there was a gap."),
}
WHYS: Mapping[str, str] = {
    Why.ABSENT: N_("She was absent."),
    Why.ACCREDITATION_NOT_COVERING: N_("The accreditation does not cover all days of the course."),
    Why.AFTER_AS_OF: N_("It had not been held by the day asked."),
    Why.BASIC_TRAINING: N_("Basic training does not count as continuing training."),
    Why.BELOW_ATTENDANCE: N_("She attended less than the programme requires."),
    Why.CAP_REACHED: N_("The most that counts of this kind was reached."),
    Why.DECIDED_AFTER_START: N_("The decision was made only after its first day."),
    Why.EXCUSED: N_("She was excused."),
    Why.FROM_OUTSIDE: N_("Somebody from outside does not count by the reading chosen here."),
    Why.KIND_NOT_COUNTED: N_("This kind of activity does not count."),
    Why.LICENCE_NOT_VALID: N_("Her licence is not valid on the day asked."),
    Why.NO_ACCREDITATION: N_("The programme has no accreditation on record."),
    Why.NO_BOARD_DECISION: N_("Whoever appoints herself needs a decision of the board."),
    Why.NO_CHECKLIST: N_("No selection checklist is on record."),
    Why.NO_EVIDENCE: N_("No certificate or other evidence is on record."),
    Why.NO_LICENCE: N_("No licence is on record."),
    Why.NO_MANDATE: N_("The signatory was not the responsible person on that day."),
    Why.NO_PLAN: N_("There is no plan for this year."),
    Why.NO_SUPPORT: N_("No intervision, consultation or relief is on her record."),
    Why.NOT_ADOPTED: N_("It had not been adopted by the day asked."),
    Why.NOT_A_PROFESSIONAL: N_(
        "On that day she who was asked was neither engaged as a professional worker nor licensed as the reading asks."
    ),
    Why.NOT_AN_ASSOCIATE_TASK: N_("Article 15(4) does not leave this task to an associate."),
    Why.NOT_BASIC_PROGRAMME: N_("The programme is not a basic training."),
    Why.NOT_COVERED: N_("No training on record covers it."),
    Why.NOT_ENGAGED: N_("She did not work here on that day."),
    Why.NOT_HELD: N_("Nobody recorded that it was held."),
    Why.NOT_MORE_EXPERIENCED: N_("On that day she who was asked was not the more experienced of the two."),
    Why.ON_LEAVE: N_("On leave for too long."),
    Why.OUT_OF_VALIDITY: N_("It does not hold on the day asked."),
    Why.PART_AT_RISK: N_("It is at risk."),
    Why.PART_NOT_MET: N_("It is not met."),
    Why.PLANNED: N_("It is still ahead."),
    Why.QUALIFICATION_NOT_STATED: N_("Who was asked, or her qualification, is not stated."),
    Why.REPEATED_DELIVERY: N_("Only the first delivery as trainer counts."),
    Why.RETURNED: N_("It was returned for correction."),
    Why.SELF_APPOINTED: N_("She appointed herself."),
    Why.SELF_VERIFIED: N_("Nobody verifies herself."),
    Why.TOO_FEW_HOURS: N_("It has too few hours, or too few days with enough of them."),
    Why.TOO_LATE: N_("It came after the deadline."),
    Why.TRAINEE_NOT_OBSERVER: N_("A trainee may only observe."),
    Why.UNTRAINED: N_("No training is on her record before the duty."),
    Why.UNVERIFIED: N_("It waits for verification."),
    Why.VERIFIER_UNKNOWN: N_("It is not recorded who verified it."),
    Why.VERIFIER_WITHOUT_OFFICE: N_("Whoever verified it did not hold the office on that day."),
    Why.WINDOW_CLOSED: N_("The year was already closed."),
    Why.WRONG_YEAR: N_("It was held in another year."),
}
FIGURES: Mapping[str, str] = {
    "required_minutes": N_("Required"),
    "verified_minutes": N_("Verified"),
    "unverified_minutes": N_("Waiting for verification"),
    "planned_minutes": N_("Planned"),
    "missing_minutes": N_("Missing"),
    "carried_minutes": N_("Carried over"),
    "offered_minutes": N_("Offered"),
    "active_days": N_("Active days"),
    "active_days_least": N_("Active days from which it is judged"),
    "consultations": N_("Consultations"),
    "consultations_least": N_("Consultations owed"),
    "intervisions": N_("Intervisions attended"),
    "intervisions_least": N_("Intervisions owed"),
    "intervisions_goal": N_("Goal, not a duty: intervisions a year"),
    "relief_offers": N_("Stress relief offered"),
    "relief_offers_least": N_("Stress relief owed"),
    "attendance_percent": N_("Intervisions attended, in per cent"),
    "attendance_percent_goal": N_("Goal, not a duty: per cent attended"),
    "parts": N_("Parts judged"),
    "parts_not_met": N_("Parts not met"),
    "parts_at_risk": N_("Parts at risk"),
    "parts_met": N_("Parts met"),
    "elapsed_days": N_("Days so far"),
    "days_in_period": N_("Days in the period"),
    "topics_required": N_("Topics required"),
    "topics_covered": N_("Topics covered"),
    "days": N_("Days judged"),
    "covered_days": N_("Days covered"),
    "uncovered_days": N_("Days without cover"),
    "breach_days": N_("Days outside Article 15(4)"),
    "professionals": N_("Professional workers at work"),
    "consultants": N_("Active consultants"),
    "consultants_supported": N_("With support"),
    "hires": N_("People hired"),
    "hires_without_checklist": N_("Hired without a checklist"),
    "on_duty": N_("On duty"),
    "untrained": N_("Without training"),
    "retroactive_days": N_("Days before the decision"),
    "self_appointed": N_("Appointed herself"),
    "days_on_duty_before": N_("Days on duty before the training"),
    "term_days": N_("Days allowed"),
    "days_taken": N_("Days taken"),
    "coordinators": N_("Coordinators"),
    "days_a_week": N_("Days a week"),
    "days_with_hours": N_("Days with enough hours"),
    "evaluations_a_year": N_("Evaluations a year"),
    "minutes_a_day": N_("Time a day"),
    "reports_a_year": N_("Reports a year"),
}
KINDS: Mapping[str, str] = {
    "accreditation": N_("Accreditation"),
    "appointment": N_("Appointment of the coordinator"),
    "attestation": N_("Attestation of the programme"),
    "basic_training": N_("Basic training"),
    "consultant": N_("Consultant"),
    "consultation": N_("Consultation with a more experienced professional"),
    "course_session": N_("Session of a course"),
    "duty_assignment": N_("On the duty roster"),
    "engagement": N_("Engagement"),
    "induction": N_("Induction"),
    "mandate": N_("Mandate of the responsible person"),
    "obligation": N_("Duty"),
    "plan": N_("Professional-development plan"),
    "published_hours": N_("Published hours"),
    "relief_offer": N_("Stress relief was offered"),
    "selection_checklist": N_("Selection checklist"),
    "selection_criteria": N_("Selection criteria"),
    "task_assignment": N_("Assigned task"),
    "topic": N_("Topic"),
    "training_record": N_("Training"),
    "year_closure": N_("The year was closed"),
}
LEVELS: Mapping[str, str] = {
    Level.PERSON: N_("each person"),
    Level.PROVIDER: N_("the provider"),
    Level.HELPLINE: N_("the helpline"),
    Level.NETWORK: N_("the network"),
    Level.PROGRAMME: N_("each programme"),
    Level.APPOINTMENT: N_("each appointment"),
    Level.CONTRACT: N_("each contract"),
    Level.REPORT: N_("each report"),
    Level.SURVEY: N_("each survey"),
    Level.COMPLAINT: N_("each complaint"),
    Level.INSTALLATION: N_("this installation"),
}


def reason_word(reason: str) -> str:
    """Why a verdict is what it is."""
    return translations.gettext(REASONS[reason])


def why_word(why: str | None) -> str:
    """Why a fact did not count; nothing where it did."""
    return translations.gettext(WHYS[why]) if why else ""


def figure_name(name: str) -> str:
    """What a figure of a verdict counts."""
    return translations.gettext(FIGURES[name])


def figure_value(name: str, value: int) -> str:
    """The figure as people read it: minutes as hours and minutes, yes and no in words."""
    if name.endswith("_minutes") or name == "minutes_a_day":
        return translations.hours(value)
    if name == "self_appointed":
        return translations.gettext(N_("yes")) if value else translations.gettext(N_("no"))
    return translations.number(value)


def kind_word(kind: str) -> str:
    """What kind of fact it is."""
    return translations.gettext(KINDS[kind])


def level_word(level: str) -> str:
    """Whom a duty is judged for."""
    return translations.gettext(LEVELS[level])


def period_words(span: Span) -> str:
    """A year as a year, other days from–to."""
    if span == year_span(span.first.year):
        return str(span.first.year)
    return f"{translations.day(span.first)} – {translations.day(span.last)}"


def article_words(number: str) -> str:
    """18(2) as a lawyer reads it: Article 18(2), члан 18. став 2."""
    return citing.article(number)


def own_script(text: str) -> str:
    """The regulation's own words, in Latin letters for who reads Latin."""
    return to_latin(text) if translations.current_language() is Language.SERBIAN_LATIN else text


FILTERS: dict[str, Callable[..., str]] = {
    "figure_name": figure_name,
    "figure_of": lambda value, name: figure_value(name, value),
    "own_script": own_script,
    "reason_word": reason_word,
    "level_word": level_word,
    "period_words": period_words,
    "article_words": article_words,
}
