"""The words of an import."""

from enum import StrEnum


class BatchState(StrEnum):
    DRAFT = "draft"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"


class RowKind(StrEnum):
    RECORD = "record"
    TOTAL = "total"
    EMPTY = "empty"
    HEADER = "header"
    PROBLEM = "problem"


class RowDecision(StrEnum):
    ACCEPT = "accept"
    SKIP = "skip"
    UNDECIDED = "undecided"
