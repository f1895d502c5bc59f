"""The vocabulary of training in the reader's language: codes are stored, words are said."""

from collections.abc import Mapping

from staffdev import translations
from staffdev.i18n import N_
from staffdev.rulebook import loader
from staffdev.training.vocabulary import EnrolmentState, Mark, RecordSource, RecordState, TrainingKind, VerifierOffice

WORDS: Mapping[str, str] = {
    TrainingKind.WORKSHOP: N_("workshop"),
    TrainingKind.SEMINAR: N_("seminar"),
    TrainingKind.COURSE: N_("course"),
    TrainingKind.ACCREDITED_COURSE: N_("accredited course"),
    TrainingKind.CONFERENCE: N_("conference"),
    TrainingKind.E_LEARNING: N_("e-learning"),
    TrainingKind.DELIVERED_TRAINING: N_("training she delivered"),
    TrainingKind.SUPERVISION: N_("supervision"),
    TrainingKind.INTERVISION: N_("intervision"),
    TrainingKind.CONSULTATION: N_("consultation"),
    TrainingKind.RELAXATION: N_("stress relief"),
    TrainingKind.STAFF_MEETING: N_("staff meeting"),
    TrainingKind.OTHER: N_("other training"),
    Mark.PRESENT: N_("present"),
    Mark.PARTIAL: N_("present in part"),
    Mark.EXCUSED: N_("excused"),
    Mark.ABSENT: N_("absent"),
    RecordState.LOGGED: N_("waits for verification"),
    RecordState.RETURNED: N_("returned"),
    RecordState.VERIFIED: N_("verified"),
    VerifierOffice.COORDINATOR: N_("coordinator"),
    VerifierOffice.RESPONSIBLE_PERSON: N_("responsible person"),
    VerifierOffice.BOARD_MEMBER: N_("board member"),
    RecordSource.WEB: N_("entered here"),
    RecordSource.ATTENDANCE: N_("from attendance"),
    RecordSource.IMPORT: N_("imported"),
    RecordSource.INTERCHANGE: N_("from another installation"),
    EnrolmentState.ENROLLED: N_("enrolled"),
    EnrolmentState.WAITING: N_("on the waiting list"),
    EnrolmentState.WITHDRAWN: N_("withdrawn"),
}


def word(code: str) -> str:
    """A code of the training vocabulary in the reader's language."""
    return translations.gettext(WORDS[code])


def topic_word(code: str) -> str:
    """The topic of Art. 17 with that code, as the rulebook words it."""
    return translations.wording(loader.load().topics[code].words)


FILTERS = {"training_word": word, "topic_word": topic_word}
