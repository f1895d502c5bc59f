"""The words of the training record."""

from enum import StrEnum


class TrainingKind(StrEnum):
    """What kind of learning it was; P7 says which kinds count towards the ten hours."""

    WORKSHOP = "workshop"
    SEMINAR = "seminar"
    COURSE = "course"
    ACCREDITED_COURSE = "accredited_course"
    CONFERENCE = "conference"
    E_LEARNING = "e_learning"
    DELIVERED_TRAINING = "delivered_training"
    SUPERVISION = "supervision"
    INTERVISION = "intervision"
    CONSULTATION = "consultation"
    RELAXATION = "relaxation"
    STAFF_MEETING = "staff_meeting"
    OTHER = "other"


class Mark(StrEnum):
    """How she attended a session. Excused is not absent."""

    PRESENT = "present"
    PARTIAL = "partial"
    EXCUSED = "excused"
    ABSENT = "absent"


class RecordState(StrEnum):
    """Logged waits for verification; returned waits for her correction."""

    LOGGED = "logged"
    RETURNED = "returned"
    VERIFIED = "verified"


class VerifierOffice(StrEnum):
    """In which office somebody verified (P9, §0.4/23)."""

    COORDINATOR = "coordinator"
    RESPONSIBLE_PERSON = "responsible_person"
    BOARD_MEMBER = "board_member"


class RecordSource(StrEnum):
    WEB = "web"
    ATTENDANCE = "attendance"
    IMPORT = "import"
    INTERCHANGE = "interchange"


class EnrolmentState(StrEnum):
    ENROLLED = "enrolled"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
