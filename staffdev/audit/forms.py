"""The filter above the log."""

from uuid import UUID

from staffdev.forms import Day, Form


class FilterForm(Form, frozen=True, kw_only=True):
    """From–to (both days included), who did it, and the package it happened in; empty means all."""

    from_on: Day | None = None
    until_on: Day | None = None
    person: UUID | None = None
    kind: str = ""
