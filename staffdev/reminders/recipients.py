"""Who is reminded: whoever has a way in and a role today, and has not left."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from piccolo.columns.combination import And, Or

from staffdev.access import Role
from staffdev.accounts.tables import RoleGrant
from staffdev.db.facts import current
from staffdev.i18n import DEFAULT_LANGUAGE, Language
from staffdev.people.tables import Engagement, Mandate, Person


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person of an organisation, by row id and code; `email` is empty where none is known."""

    row_id: int
    person: str
    roles: frozenset[Role]
    email: str
    language: Language


async def recipients_of(organisation_id: int, today: date) -> dict[int, Recipient]:
    """Everybody to remind, by the row id of her person, in a steady order."""
    account = RoleGrant.account
    there = And(RoleGrant.from_on <= today, Or(RoleGrant.until_on.is_null(), RoleGrant.until_on >= today))
    rows = await (
        RoleGrant.select(RoleGrant.role, account.person.as_alias("person"), account.language.as_alias("language"))
        .where(RoleGrant.organisation == organisation_id, there, RoleGrant.revoked_at.is_null())
        .where(account.disabled_at.is_null(), account.person.is_not_null())
        .order_by(RoleGrant.id)
    )
    roles: dict[int, set[Role]] = {}
    languages: dict[int, Language] = {}
    for row in rows:
        roles.setdefault(row["person"], set()).add(Role(row["role"]))
        languages[row["person"]] = Language(row["language"]) if row["language"] else DEFAULT_LANGUAGE
    gone = await _gone(organisation_id, today)
    people = await _people([one for one in roles if one not in gone])
    return {
        row["id"]: Recipient(
            row["id"], str(row["code"]), frozenset(roles[row["id"]]), row["email"] or "", languages[row["id"]]
        )
        for row in people
    }


async def _people(person_ids: list[int]) -> list[dict[str, Any]]:
    if not person_ids:
        return []
    columns = (Person.id, Person.code, Person.email)
    rows: list[dict[str, Any]] = await (
        Person.select(*columns).where(Person.id.is_in(person_ids)).order_by(Person.sort_key, Person.id)
    )
    return rows


async def _gone(organisation_id: int, today: date) -> set[int]:
    """Those who were engaged here and are no longer, and hold no mandate today: their role may not have been ended."""
    found: set[int] = set()
    there: set[int] = set()
    for table in (Engagement, Mandate):
        rows = await table.select(table.person, table.from_on, table.until_on).where(
            table.organisation == organisation_id, current(table)
        )
        there |= {row["person"] for row in rows if row["until_on"] is None or row["until_on"] >= today}
        found |= {row["person"] for row in rows}
    return found - there
