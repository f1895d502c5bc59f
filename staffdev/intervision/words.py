"""The vocabulary of intervision in the reader's language: codes are stored, words are said."""

from collections.abc import Mapping
from datetime import time

from staffdev import translations
from staffdev.i18n import N_
from staffdev.intervision.vocabulary import Answer, AnswerSource, Grade, Need, Pattern, Step, Theme
from staffdev.weekly import Stretch, clock_of

WORDS: Mapping[str, str] = {
    Need.REQUIRED: N_("required"),
    Need.OPTIONAL: N_("optional"),
    Grade.GLAD: N_("gladly"),
    Grade.IF_NEED_BE: N_("if need be"),
    Grade.NO: N_("cannot"),
    Pattern.WEEKLY: N_("by weeks"),
    Pattern.MONTHLY: N_("by months"),
    Answer.COMING: N_("coming"),
    Answer.MAYBE: N_("maybe coming"),
    Answer.NOT_COMING: N_("not coming"),
    AnswerSource.APP: N_("answered here"),
    AnswerSource.FILE: N_("from a file"),
    AnswerSource.TOLD: N_("told the coordinator"),
    Theme.BOUNDARIES: N_("boundaries"),
    Theme.CRISIS_CALL: N_("a crisis call"),
    Theme.REPEATED_CALLS: N_("repeated calls"),
    Theme.SILENT_CALLS: N_("silent calls"),
    Theme.RISK_ASSESSMENT: N_("risk assessment"),
    Theme.INSTITUTIONS: N_("working with institutions"),
    Theme.CHILDREN: N_("children"),
    Theme.MINORITIES: N_("women of minority groups"),
    Theme.DIGITAL_VIOLENCE: N_("digital violence"),
    Theme.OWN_FEELINGS: N_("own feelings"),
    Theme.TEAM: N_("working together"),
    Theme.ENDING_CALLS: N_("ending calls"),
    Theme.YEAR_REVIEW: N_("review of the year"),
    Theme.OTHER: N_("another theme"),
    Step.CHECK_IN: N_("check-in and what became of the last case"),
    Step.CHOICE: N_("choosing a case"),
    Step.PRESENTATION: N_("presentation and key question"),
    Step.QUESTIONS: N_("questions that clarify"),
    Step.ASSOCIATIONS: N_("first associations and feelings"),
    Step.IDEAS: N_("ideas"),
    Step.NEXT_STEP: N_("what is useful, next step"),
    Step.CLOSING: N_("agreement and closing"),
    "REQUEST": N_("invitation"),  # the METHOD of a message with a calendar file (RFC 5546)
    "CANCEL": N_("cancellation"),
}


def word(code: str) -> str:
    """A code of the vocabulary of intervision in the reader's language."""
    return translations.gettext(WORDS[code])


def weekday_word(number: int) -> str:
    """The name of a weekday, 1 being Monday."""
    return translations.weekday(number)


def clock_word(clock: time | None) -> str:
    """A time of day, 18:00; nothing where there is none."""
    return f"{clock:%H:%M}" if clock else ""


def stretch_word(one: Stretch) -> str:
    """A graded time of a week: 17:00–20:00 gladly."""
    return f"{clock_of(one.start)}–{clock_of(one.end)} {word(one.word)}"


FILTERS = {"intervision_word": word, "weekday_word": weekday_word, "clock": clock_word, "stretch_word": stretch_word}
