"""From tables to the engine's facts: a constant number of statements, however many people or organisations."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from staffdev.compliance.asking import Asked
from staffdev.compliance.facts import ProviderFacts
from staffdev.compliance.gathering.offices import board_seats, grants_of, overrides_of, verifiers
from staffdev.compliance.gathering.reading import Rows, advisers_in, facts_of
from staffdev.compliance.gathering.scope import Scope
from staffdev.compliance.gathering.sources import ADVISERS, CLOSURES, LEDGER, SOURCES
from staffdev.compliance.reach import reach_of_all
from staffdev.rulebook.dates import Span, year_span
from staffdev.rulebook.loader import load


async def gather(
    organisations: Mapping[int, str],
    *,
    period: Span | None,
    as_recorded_on: datetime | None = None,
    persons: Collection[int] | None = None,
    as_of: date | None = None,
) -> dict[int, ProviderFacts]:
    """The facts of each organisation (code by row id) by its row id.

    Earlier versions come along only where `period` is a year that was closed, which is judged by what was known then;
    without a period where any year was. With `as_of` only those records of training come along that can count when the
    engine is asked of that day for the period.
    With `persons` (row ids) the facts about others are left out: only their own verdicts can be told from it. Of the
    colleagues they consulted only what makes them more experienced comes along.
    """
    scope = Scope(tuple(organisations), None if persons is None else tuple(persons), as_recorded_on)
    closures = await facts_of(CLOSURES, replace(scope, every_version=True))
    closed = any(period in {None, year_span(one.year)} for found in closures.values() for one in found)
    scope = replace(scope, every_version=closed)
    grants = await grants_of(scope)
    facts = await _but_the_ledger(organisations, scope, grants, closures)
    reach = None
    if persons is None and period is not None and as_of is not None:
        asked = Asked(as_of=as_of, period=period, as_recorded_on=as_recorded_on)
        reach = reach_of_all(facts.values(), load().interpretations, asked)
    records = await facts_of(LEDGER, scope, verifiers(grants), reach)
    return {row_id: replace(one, records=tuple(records.pop(row_id))) for row_id, one in facts.items()}


async def _but_the_ledger(
    organisations: Mapping[int, str], scope: Scope, grants: Rows, closures: dict[int, Any]
) -> dict[int, ProviderFacts]:
    """The facts of every kind but the records of training."""
    overrides, accounts = await overrides_of(scope, load().interpretations), verifiers(grants)
    found = {CLOSURES.name: closures}
    found |= {source.name: await facts_of(source, scope, accounts) for source in SOURCES if source is not LEDGER}
    if advisers := await advisers_in(scope):
        theirs = replace(scope, persons=advisers)
        found |= {source.name: await facts_of(source, theirs, accounts) for source in ADVISERS}
    return {
        row_id: ProviderFacts(
            organisation=code,
            board=board_seats(grants, row_id),
            overrides=overrides[row_id],
            **{name: tuple(facts.pop(row_id)) for name, facts in found.items()},
        )
        for row_id, code in organisations.items()
    }
