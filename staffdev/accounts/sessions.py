"""Sessions: what a browser's token stands for. The token is 256 random bits; only its SHA-256 is kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from staffdev import clock
from staffdev.access import Actor, Role
from staffdev.accounts import rules
from staffdev.accounts.tables import Account, RoleGrant, WebSession
from staffdev.i18n import Language
from staffdev.web.visit import SignedIn, digest, new_token

LONGEST_BROWSER = 200
# Every page begins with these two, so they are written out: building them anew each time would cost more than they do.
SESSION = """
    SELECT s.id, s.organisation, s.second_factor_due, s.created_at, s.seen_at, a.id AS account_id,
        a.code AS account_code, a.name AS account_name, a.person, a.language, a.disabled_at
    FROM web_session s JOIN account a ON a.id = s.account
    WHERE s.digest = {}
"""
GRANTS = """
    SELECT g.role, o.id AS organisation_id, o.uid AS organisation_uid, o.code AS organisation_code,
        o.name AS organisation_name
    FROM role_grant g JOIN organisation o ON o.id = g.organisation
    WHERE g.account = {} AND g.from_on <= {} AND (g.until_on IS NULL OR g.until_on >= {}) AND g.revoked_at IS NULL
    ORDER BY o.sort_key, g.id
"""


async def find_session(token: str) -> SignedIn | None:
    """Who holds `token`, with the roles she has today; None when it is unknown, too old, or lacks its second factor."""
    row = await _stored(token)
    if row is None or row["second_factor_due"]:
        return None
    if clock.now() - row["seen_at"] >= rules.TOUCH:
        await WebSession.update({WebSession.seen_at: clock.now()}).where(WebSession.id == row["id"])
    grants = await _grants_in_force(row["account_id"], clock.today())
    return _signed_in(row, grants)


async def find_pending(token: str) -> Account | None:
    """Whose password was right in this browser a moment ago, and who has yet to give the second factor."""
    row = await _stored(token)
    if row is None or not row["second_factor_due"] or clock.now() - row["created_at"] >= rules.SECOND_FACTOR_WITHIN:
        return None
    return await Account.objects().where(Account.id == row["account_id"]).first()


async def open_session(
    account: Account, *, browser: str = "", organisation_id: int | None = None, second_factor_due: bool = False
) -> str:
    """Begin a session and return its token, which no browser has held before."""
    token, at = new_token(), clock.now()
    await WebSession(
        digest=digest(token),
        account=account.id,
        organisation=organisation_id,
        browser=browser[:LONGEST_BROWSER] or None,
        second_factor_due=second_factor_due,
        created_at=at,
        seen_at=at,
    ).save()
    return token


async def close_session(token: str) -> None:
    """The token stands for nobody from now on."""
    await WebSession.delete().where(WebSession.digest == digest(token))


async def close_sessions(account_id: int, *, but: str | None = None) -> None:
    """End her sessions everywhere, except in the browser that holds the token `but`."""
    ended = WebSession.delete().where(WebSession.account == account_id)
    await (ended.where(WebSession.digest != digest(but)) if but else ended)


async def close_own(account_id: int, session_id: int) -> bool:
    """End one of her sessions; False when it is not hers or has ended already."""
    hers = (WebSession.id == session_id) & (WebSession.account == account_id)
    return bool(await WebSession.delete().where(hers).returning(WebSession.id))


async def forget_ended() -> None:
    """Delete the sessions nobody can use any more."""
    at = clock.now()
    idle = WebSession.seen_at <= at - rules.IDLE
    await WebSession.delete().where(idle | (WebSession.created_at <= at - rules.ABSOLUTE))


async def switch_organisation(token: str, organisation_id: int) -> None:
    """From now on she acts for that organisation in this browser."""
    await WebSession.update({WebSession.organisation: organisation_id}).where(WebSession.digest == digest(token))


async def _stored(token: str) -> dict[str, Any] | None:
    rows = await WebSession.raw(SESSION, digest(token))
    if not rows or rows[0]["disabled_at"] is not None:
        return None
    row: dict[str, Any] = rows[0]
    alive = rules.session_is_alive(created_at=row["created_at"], seen_at=row["seen_at"], at=clock.now())
    return row if alive else None


async def _grants_in_force(account_id: int, today: date) -> Sequence[dict[str, Any]]:
    grants: list[dict[str, Any]] = await RoleGrant.raw(GRANTS, account_id, today, today)
    return grants


def _signed_in(row: dict[str, Any], grants: Sequence[dict[str, Any]]) -> SignedIn:
    here = next((grant for grant in grants if grant["organisation_id"] == row["organisation"]), None)
    here = here or next(iter(grants), None)
    organisation_id = here["organisation_id"] if here else -1
    actor = Actor(
        account_id=row["account_id"],
        account_code=row["account_code"],
        name=row["account_name"],
        person_id=row["person"] or -1,
        organisation_id=organisation_id,
        organisation_code=here["organisation_code"] if here else "",
        organisation_uid=here["organisation_uid"] if here else None,
        roles=frozenset(Role(grant["role"]) for grant in grants if grant["organisation_id"] == organisation_id),
    )
    organisations = {grant["organisation_code"]: grant["organisation_name"] for grant in grants}
    return SignedIn(
        actor=actor,
        language=Language(row["language"]) if row["language"] else None,
        organisations=tuple({"code": code, "name": name} for code, name in organisations.items()),
        organisation_name=here["organisation_name"] if here else "",
    )
