"""The words of professional support beside intervision (Art. 26(2))."""

from enum import StrEnum


class ConsultationState(StrEnum):
    """Requested until the professional answers; held once it took place."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    HELD = "held"


class ConsultationTheme(StrEnum):
    """What it was about, as a code; there is no place for content."""

    CALL = "call"
    RISK = "risk"
    INSTITUTIONS = "institutions"
    LAW = "law"
    BOUNDARIES = "boundaries"
    OWN_STRAIN = "own_strain"
    DEVELOPMENT = "development"
    OTHER = "other"


class ReliefKind(StrEnum):
    """What is offered for relaxation, that is, for reducing stress."""

    DEBRIEF = "debrief"
    BREATHING = "breathing"
    MOVEMENT = "movement"
    WALK = "walk"
    ART = "art"
    BURNOUT_PREVENTION = "burnout_prevention"
    DAY_OFF = "day_off"
    PSYCHOLOGIST = "psychologist"
    OUTING = "outing"
    OTHER = "other"


class PlaceState(StrEnum):
    TAKEN = "taken"
    WAITING = "waiting"
