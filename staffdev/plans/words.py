"""The vocabulary of plans in the reader's language."""

from collections.abc import Mapping

from staffdev import translations
from staffdev.i18n import N_
from staffdev.plans.rules.realisation import Outcome
from staffdev.plans.vocabulary import Competence, PlanItemKind

WORDS: Mapping[str, str] = {
    PlanItemKind.TRAINING: N_("training"),
    PlanItemKind.SUPERVISION: N_("supervision"),
    PlanItemKind.ORGANISATIONAL: N_("organisational"),
    Outcome.OPEN: N_("not yet"),
    Outcome.PARTLY: N_("in part"),
    Outcome.DONE: N_("done"),
    Outcome.DROPPED: N_("dropped"),
    Competence.GENDER_BASED_VIOLENCE: N_("understanding gender-based violence"),
    Competence.RISK_ASSESSMENT: N_("assessing risk"),
    Competence.CRISIS_SUPPORT: N_("support in a crisis"),
    Competence.LISTENING: N_("active listening"),
    Competence.LAW_AND_RIGHTS: N_("law and rights"),
    Competence.INSTITUTIONS: N_("working with institutions"),
    Competence.CONFIDENTIALITY: N_("confidentiality"),
    Competence.MINORITIES: N_("working with women of minority groups"),
    Competence.BOUNDARIES: N_("boundaries and own strain"),
    Competence.TEAMWORK: N_("teamwork"),
}
RHYTHMS: Mapping[str, str] = {
    "intervisions": N_("Intervisions attended"),
    "consultations": N_("Consultations"),
    "reliefs": N_("Offers of relief"),
}
TONES: Mapping[str, str] = {
    Outcome.OPEN: "rest",
    Outcome.PARTLY: "warn",
    Outcome.DONE: "ok",
    Outcome.DROPPED: "info",
}


def word(code: str) -> str:
    """A code of the plan in the reader's language."""
    return translations.gettext(WORDS[code])


def rhythm_word(name: str) -> str:
    """What a rhythm counts."""
    return translations.gettext(RHYTHMS[name])


def outcome_tone(outcome: str) -> str:
    """The colour of an outcome; its word stands beside it."""
    return TONES[outcome]


FILTERS = {"plan_word": word, "rhythm_word": rhythm_word, "outcome_tone": outcome_tone}
