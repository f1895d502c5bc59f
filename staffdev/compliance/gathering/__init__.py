"""From tables to the engine's facts: a constant number of statements, however many people or organisations."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from staffdev.compliance.facts import ProviderFacts
from staffdev.compliance.gathering.offices import board_seats, grants_of, overrides_of, verifiers
from staffdev.compliance.gathering.reading import Scope, advisers_in, facts_of
from staffdev.compliance.gathering.sources import ADVISERS, CLOSURES, SOURCES
from staffdev.rulebook.dates import Span, year_span
from staffdev.rulebook.loader import load


async def gather(
    organisations: Mapping[int, str],
    *,
    period: Span | None,
    as_recorded_on: datetime | None = None,
    persons: Collection[int] | None = None,
) -> dict[int, ProviderFacts]:
    """The facts of each organisation (code by row id) by its row id.

    Earlier versions come along only where `period` is a year that was closed, which is judged by what was known then;
    without a period they always do.
    With `persons` (row ids) the facts about others are left out: only their own verdicts can be told from it. Of the
    colleagues they consulted only what makes them more experienced comes along.
    """
    scope = Scope(tuple(organisations), None if persons is None else tuple(persons), as_recorded_on)
    closures = await facts_of(CLOSURES, replace(scope, every_version=True))
    closed = any(period in {None, year_span(one.year)} for found in closures.values() for one in found)
    scope = replace(scope, every_version=closed)
    grants, overrides = await grants_of(scope), await overrides_of(scope, load().interpretations)
    found = {CLOSURES.name: closures} | await _found(scope, verifiers(grants))
    return {
        row_id: ProviderFacts(
            organisation=code,
            board=board_seats(grants, row_id),
            overrides=overrides[row_id],
            **{name: tuple(facts.pop(row_id)) for name, facts in found.items()},
        )
        for row_id, code in organisations.items()
    }


async def _found(scope: Scope, persons: Mapping[str, str]) -> dict[str, dict[int, Any]]:
    """The facts of every kind by their name; `persons` says whose an account is."""
    found = {source.name: await facts_of(source, scope, persons) for source in SOURCES}
    if advisers := await advisers_in(scope):
        theirs = replace(scope, persons=advisers)
        found |= {source.name: await facts_of(source, theirs, persons) for source in ADVISERS}
    return found
