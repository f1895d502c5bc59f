"""The words of the yearly professional-development plan."""

from enum import StrEnum


class PlanItemKind(StrEnum):
    """What the plan foresees beside its rhythms."""

    TRAINING = "training"
    SUPERVISION = "supervision"
    ORGANISATIONAL = "organisational"


class RatingSide(StrEnum):
    """Who rates; neither sees the other's before both are in."""

    SELF = "self"
    COORDINATOR = "coordinator"


class Competence(StrEnum):
    """What is rated, from the work itself (Arts. 6, 17)."""

    GENDER_BASED_VIOLENCE = "gender_based_violence"
    RISK_ASSESSMENT = "risk_assessment"
    CRISIS_SUPPORT = "crisis_support"
    LISTENING = "listening"
    LAW_AND_RIGHTS = "law_and_rights"
    INSTITUTIONS = "institutions"
    CONFIDENTIALITY = "confidentiality"
    MINORITIES = "minorities"
    BOUNDARIES = "boundaries"
    TEAMWORK = "teamwork"
