"""Verifying and returning, one row or many: what is answered. The same for records and for basic trainings."""

from typing import Any
from uuid import UUID

from staffdev.access import Actor
from staffdev.errors import Conflict, Forbidden, Invalid, NotFound
from staffdev.forms import Posted, parse
from staffdev.i18n import N_, P_
from staffdev.training.ledger.actions.verification import Decided, give_back, verify
from staffdev.training.ledger.choosing import Chosen, box_value, chosen_rows
from staffdev.training.ledger.forms import CommentForm
from staffdev.web.inject import PageRequest
from staffdev.web.pages import Page, page, see_other

VERIFIED = N_("Verified.")
VERIFIED_CLOSED = N_("Verified. Its year is closed, so this changes nothing until the year is reopened.")
NOTHING_TO_DO = N_("Nothing was to be done: these rows were so already.")
RETURNED = N_("Returned with your comment.")


async def verify_one(request: PageRequest, table: Any, code: UUID, home: str, actor: Actor) -> Page:
    """Verify the row in the address."""
    decided = await verify(table, [_seen(code, await request.form())], actor=actor)
    _require(decided)
    return see_other(request, home, VERIFIED_CLOSED if decided.closed else VERIFIED, "warn" if decided.closed else "ok")


async def return_one(request: PageRequest, table: Any, code: UUID, home: str, actor: Actor) -> Page:
    """Return the row in the address; Invalid without a comment."""
    posted = await request.form()
    decided = await give_back(table, [_seen(code, posted)], parse(CommentForm, posted).comment, actor=actor)
    _require(decided)
    return see_other(request, home, RETURNED)


async def verify_many(request: PageRequest, table: Any, home: str, actor: Actor) -> Page:
    """Verify the rows that were ticked; whatever could not be is named with the reason."""
    posted = await request.form()
    chosen = chosen_rows(posted)
    if not chosen:
        return see_other(request, _back(home, posted), N_("Tick at least one row."), "warn")
    decided = await verify(table, chosen, actor=actor)
    said = P_("%(n)s day verified.", "%(n)s days verified.", len(decided.done))
    return _answer(request, decided, said, _back(home, posted))


async def return_many(request: PageRequest, table: Any, home: str, actor: Actor) -> Page:
    """Return the rows that were ticked; without a comment it is asked for first."""
    posted = await request.form()
    chosen, back = chosen_rows(posted), _back(home, posted)
    if not chosen:
        return see_other(request, back, N_("Tick at least one row."), "warn")
    try:
        comment = parse(CommentForm, posted).comment
    except Invalid as invalid:
        asked_before = posted.get("comment") is not None
        shown: dict[str, Any] = {
            "boxes": [box_value(one.code, one.seen) for one in chosen],
            "home": home,
            "back": back,
            "posted": posted,
        }
        return page(
            "training/ledger/return.html",
            status=422 if asked_before else 200,
            invalid=invalid if asked_before else None,
            **shown,
        )
    decided = await give_back(table, chosen, comment, actor=actor)
    said = P_("%(n)s day returned.", "%(n)s days returned.", len(decided.done))
    return _answer(request, decided, said, back)


def _answer(request: PageRequest, decided: Decided, said: Any, back: str) -> Page:
    """Back to the list, or first the rows that stay as they are."""
    if not decided.refused and not decided.missing:
        return see_other(request, back, said if decided.done else NOTHING_TO_DO)
    return page(
        "training/ledger/refused.html", status=200 if decided.done else 422, decided=decided, said=said, back=back
    )


def _require(decided: Decided) -> None:
    """One row that was not decided is a failure of its own kind."""
    if decided.missing:
        raise NotFound
    for one in (*decided.refused, *decided.already):
        raise Forbidden(one.why) if one.by_right else Conflict(one.why)


def _seen(code: UUID, posted: Posted) -> Chosen:
    """The row in the address, in the version that was looked at."""
    return next((one for one in chosen_rows(posted) if one.code == code), Chosen(code))


def _back(home: str, posted: Posted) -> str:
    """The list as it was filtered; nothing but a query can be given."""
    asked = str(posted.get("back") or "")
    return home + asked if asked.startswith("?") and asked.isprintable() else home
