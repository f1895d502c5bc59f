"""The words of intervision."""

from enum import StrEnum


class Need(StrEnum):
    """Whether a session can do without her."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class Grade(StrEnum):
    """How willingly she comes at that time; the same three answers in availability and in a poll."""

    GLAD = "glad"
    IF_NEED_BE = "if_need_be"
    NO = "no"


class Pattern(StrEnum):
    """Every so many weeks on a weekday, or every so many months on its n-th weekday."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Answer(StrEnum):
    """What she answers to an invitation; iCalendar's ACCEPTED, TENTATIVE and DECLINED."""

    COMING = "coming"
    MAYBE = "maybe"
    NOT_COMING = "not_coming"


class AnswerSource(StrEnum):
    """How the answer arrived: in the app, in a REPLY file, or told to the coordinator."""

    APP = "app"
    FILE = "file"
    TOLD = "told"


class Theme(StrEnum):
    """What a session was about, as a code; never the story of a case."""

    BOUNDARIES = "boundaries"
    CRISIS_CALL = "crisis_call"
    REPEATED_CALLS = "repeated_calls"
    SILENT_CALLS = "silent_calls"
    RISK_ASSESSMENT = "risk_assessment"
    INSTITUTIONS = "institutions"
    CHILDREN = "children"
    MINORITIES = "minorities"
    DIGITAL_VIOLENCE = "digital_violence"
    OWN_FEELINGS = "own_feelings"
    TEAM = "team"
    ENDING_CALLS = "ending_calls"
    YEAR_REVIEW = "year_review"
    OTHER = "other"


class Step(StrEnum):
    """The steps of the method, in their order."""

    CHECK_IN = "check_in"
    CHOICE = "choice"
    PRESENTATION = "presentation"
    QUESTIONS = "questions"
    ASSOCIATIONS = "associations"
    IDEAS = "ideas"
    NEXT_STEP = "next_step"
    CLOSING = "closing"
