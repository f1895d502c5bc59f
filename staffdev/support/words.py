"""The vocabulary of professional support in the reader's language: codes are stored, words are said."""

from collections.abc import Mapping

from staffdev import translations
from staffdev.i18n import N_
from staffdev.support.vocabulary import ConsultationState, ConsultationTheme, PlaceState, ReliefKind

WORDS: Mapping[str, str] = {
    ConsultationState.REQUESTED: N_("asked for"),
    ConsultationState.ACCEPTED: N_("agreed"),
    ConsultationState.DECLINED: N_("not possible"),
    ConsultationState.HELD: N_("held"),
    ConsultationTheme.CALL: N_("handling of a call"),
    ConsultationTheme.RISK: N_("assessment of risk"),
    ConsultationTheme.INSTITUTIONS: N_("work with institutions"),
    ConsultationTheme.LAW: N_("legal question"),
    ConsultationTheme.BOUNDARIES: N_("limits of one's role"),
    ConsultationTheme.OWN_STRAIN: N_("own strain"),
    ConsultationTheme.DEVELOPMENT: N_("professional development"),
    ConsultationTheme.OTHER: N_("something else"),
    ReliefKind.DEBRIEF: N_("talk after a hard call"),
    ReliefKind.BREATHING: N_("breathing and relaxation"),
    ReliefKind.MOVEMENT: N_("movement or yoga"),
    ReliefKind.WALK: N_("walk in nature"),
    ReliefKind.ART: N_("art or music workshop"),
    ReliefKind.BURNOUT_PREVENTION: N_("workshop against burnout"),
    ReliefKind.DAY_OFF: N_("day off after a hard case"),
    ReliefKind.PSYCHOLOGIST: N_("hours with an external psychologist"),
    ReliefKind.OUTING: N_("outing of the team"),
    ReliefKind.OTHER: N_("something else"),
    PlaceState.TAKEN: N_("a place is yours"),
    PlaceState.WAITING: N_("on the waiting list"),
}


def word(code: str) -> str:
    """A code of the vocabulary of support in the reader's language."""
    return translations.gettext(WORDS[code])


FILTERS = {"support_word": word}
