"""The words of an import."""

from enum import StrEnum

from staffdev.sheets.headings import TableKind

__all__ = ["BatchState", "NameChoice", "RowDecision", "RowOutcome", "TableKind", "What"]


class BatchState(StrEnum):
    DRAFT = "draft"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"


class What(StrEnum):
    """The registers that can be written as a sheet."""

    LEDGER = "ledger"
    PEOPLE = "people"
    OFFICES = "offices"


class RowDecision(StrEnum):
    """What a person said about the row."""

    ACCEPT = "accept"
    SKIP = "skip"
    UNDECIDED = "undecided"


class RowOutcome(StrEnum):
    """What will become of the row, or became of it."""

    READY = "ready"
    NEEDS_YOU = "needs_you"
    SKIPPED = "skipped"
    ALREADY = "already"
    NOT_COUNTED = "not_counted"
    WRITTEN = "written"
    UNDONE = "undone"


class NameChoice(StrEnum):
    """Who a written name is: a person of the register, a new one, the same as another name of the file, or nobody."""

    PERSON = "person"
    NEW = "new"
    SAME = "same"
    SKIP = "skip"
