"""Who sits on the board, which person an account belongs to, and how an organisation reads the rulebook."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from staffdev.access import Role
from staffdev.compliance.gathering.reading import Rows, run
from staffdev.compliance.gathering.scope import Scope, placeholders
from staffdev.errors import Invalid
from staffdev.people.rules.shapes import BoardSeat
from staffdev.rulebook.facts import civil_day
from staffdev.rulebook.interpretations import Interpretations, Override, value_from_text

GRANTS = """
SELECT r.organisation, r.role, CAST(r.code AS TEXT) AS code, r.from_on, r.until_on, r.granted_at, r.revoked_at,
  CAST(a.code AS TEXT) AS account, CAST(p.code AS TEXT) AS person
FROM role_grant r JOIN account a ON a.id = r.account LEFT JOIN person p ON p.id = a.person
WHERE r.organisation IN ({organisations})
"""
OVERRIDES = """
SELECT f.organisation, f."key", f."value", f.reason, f.decided_on, f.recorded_at
FROM organisation o CROSS JOIN interpretation_override f
WHERE f.organisation = o.id AND o.id IN ({organisations}) AND {known} ORDER BY f.id
"""


async def grants_of(scope: Scope) -> Rows:
    """Every role ever granted in the organisations, with the account's and the person's code."""
    return await run(GRANTS.replace("{organisations}", placeholders(scope.organisations)), scope.organisations)


def verifiers(grants: Rows) -> dict[str, str]:
    """The person's code by the code of her account; who is no person of the register goes by her account."""
    return {row["account"]: row["person"] for row in grants if row["person"]}


def board_seats(grants: Rows, organisation: int) -> tuple[BoardSeat, ...]:
    """Who sits on the board, from–to."""
    sitting = (row for row in grants if row["organisation"] == organisation and row["role"] == Role.BOARD_MEMBER)
    return tuple(seat for row in sitting for seat in _seats(row))


def _seats(row: Mapping[str, Any]) -> Iterator[BoardSeat]:
    """One grant; a revoked one was open until then, and ends on that day ever since."""
    seat = BoardSeat(
        code=row["code"],
        person=row["person"] or row["account"],
        from_on=row["from_on"],
        until_on=row["until_on"],
        recorded_at=row["granted_at"],
        superseded_at=row["revoked_at"],
    )
    yield seat
    if row["revoked_at"]:
        last = civil_day(row["revoked_at"])
        until_on = min(row["until_on"] or last, last)
        if until_on >= seat.from_on:
            yield replace(seat, until_on=until_on, recorded_at=row["revoked_at"], superseded_at=None)


async def overrides_of(scope: Scope, readings: Interpretations) -> dict[int, tuple[Override, ...]]:
    """What each organisation chose instead of the defaults, as recorded then; what is no reading any more is left."""
    known, values = "f.version_of IS NULL AND f.superseded_at IS NULL", [*scope.organisations]
    if scope.at is not None:
        known = "f.recorded_at <= {} AND (f.superseded_at IS NULL OR f.superseded_at > {})"
        values += [scope.at, scope.at]  # type: ignore[list-item] # ids and instants, in the order of the statement
    sql = OVERRIDES.replace("{organisations}", placeholders(scope.organisations)).replace("{known}", known)
    found: dict[int, list[Override]] = {one: [] for one in scope.organisations}
    for row in await run(sql, values):
        if override := _override(row, readings):
            found[row["organisation"]].append(override)
    return {organisation: tuple(overrides) for organisation, overrides in found.items()}


def _override(row: Mapping[str, Any], readings: Interpretations) -> Override | None:
    interpretation = readings.known.get(row["key"])
    if interpretation is None:
        return None
    try:
        value = value_from_text(interpretation, row["value"])
    except Invalid:
        return None
    recorded_at: datetime = row["recorded_at"].astimezone(UTC)
    return Override(
        key=row["key"],
        value=value,
        reason=row["reason"],
        since=row["decided_on"],
        recorded_on=civil_day(recorded_at),
    )
