"""Whose facts are read in which versions, and statements that name their values."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

CURRENT = "f.version_of IS NULL AND f.superseded_at IS NULL"
NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose facts are read, and in which versions: `at` an instant, all of them for `every_version`, else today's.

    `persons` are row ids; None means everybody.
    """

    organisations: Collection[int]
    persons: Collection[int] | None = None
    at: datetime | None = None
    every_version: bool = False

    @property
    def has_versions(self) -> bool:
        """Whether others than today's are read."""
        return self.every_version or self.at is not None


def placeholders(values: Collection[Any]) -> str:
    """As many `{}` as there are values; an empty list matches nothing."""
    return ", ".join("{}" for _ in values) or "NULL"


def filled(sql: str, given: Mapping[str, Collection[Any]]) -> tuple[str, list[Any]]:
    """The statement with `{}` for each value of what it names, and these values in their order."""
    values = [one for name in NAME.findall(sql) for one in given[name]]
    return NAME.sub(lambda found: placeholders(given[found[1]]), sql), values
