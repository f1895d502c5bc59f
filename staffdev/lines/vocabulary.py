"""The words of lines and shifts."""

from enum import StrEnum


class LineKind(StrEnum):
    """A provider's own line, one it shares with others in a network (Art. 14(2)), or the national one (Art. 2(1)7)."""

    OWN = "own"
    SHARED = "shared"
    NATIONAL = "national"
