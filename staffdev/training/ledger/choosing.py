"""Which rows were ticked in a list. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from staffdev.forms import Posted

FIELD = "row"
MOST = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row that was ticked: its code, and the version that was looked at (None: whichever there is)."""

    code: UUID
    seen: datetime | None = None


def box_value(code: UUID, seen: datetime | None) -> str:
    """What a row's box sends: which row, and which version of it was looked at."""
    return f"{code}@{seen.isoformat()}" if seen else str(code)


def chosen_rows(posted: Posted) -> list[Chosen]:
    """The rows that were ticked, each once; what is no box of ours is passed over."""
    sent: Any = posted
    given = sent.getall(FIELD, []) if hasattr(sent, "getall") else [sent.get(FIELD)]
    found = {one.code: one for value in given[:MOST] if isinstance(value, str) and (one := _chosen(value))}
    return list(found.values())


def _chosen(value: str) -> Chosen | None:
    code, _, seen = value.partition("@")
    try:
        return Chosen(UUID(code), datetime.fromisoformat(seen) if seen else None)
    except ValueError:
        return None
