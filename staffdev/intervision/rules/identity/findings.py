"""What was found in a text, and where. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Trace(StrEnum):
    """What it looks like."""

    NAME = "name"
    JMBG = "jmbg"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text, as it was typed; `start` counts letters from 0."""

    trace: Trace
    text: str
    start: int
