"""Who is asking, and the shape of every answer. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from staffdev.errors import Advice, Forbidden, SignInNeeded
from staffdev.i18n import N_


class Role(StrEnum):
    """What a person is for one organisation. A person may have several."""

    CONSULTANT = "consultant"
    COORDINATOR = "coordinator"
    RESPONSIBLE_PERSON = "responsible_person"
    BOARD_MEMBER = "board_member"
    AUDITOR = "auditor"


LEADERS = frozenset({Role.COORDINATOR, Role.RESPONSIBLE_PERSON})
READERS_OF_ALL = LEADERS | {Role.BOARD_MEMBER, Role.AUDITOR}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, and for which organisation she acts now; the ids are row ids, -1 is nobody's."""

    account_id: int = -1
    account_code: UUID | None = None
    name: str = ""
    person_id: int = -1
    organisation_id: int = -1
    organisation_uid: UUID | None = None
    organisation_code: str = ""
    roles: frozenset[Role] = frozenset()

    @property
    def is_signed_in(self) -> bool:
        return self.account_id != -1

    def is_any(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)


NOBODY = Actor()
COMMAND_LINE = Actor(name="staffdev")


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with the reason. Falsy when refused."""

    allowed: bool
    reason: Advice = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        if not self.allowed:
            raise Forbidden(self.reason)


Policy = Callable[[Actor], Decision]
ObjectPolicy = Callable[[Actor, Any], Decision]

ALLOWED = Decision(allowed=True)


def denied(reason: Advice) -> Decision:
    return Decision(allowed=False, reason=reason)


def anyone(actor: Actor) -> Decision:  # noqa: ARG001 - the shape of every policy
    """May anybody at all, signed in or not? Yes."""
    return ALLOWED


def signed_in(actor: Actor) -> Decision:
    """May whoever is signed in?"""
    if not actor.is_signed_in:
        raise SignInNeeded
    return ALLOWED


def one_of(*roles: Role, reason: Advice = N_("Your role does not include this.")) -> Policy:
    """A policy: may she, if she has one of `roles` in the organisation she acts for?"""

    def policy(actor: Actor) -> Decision:
        signed_in(actor)
        return ALLOWED if actor.is_any(*roles) else denied(reason)

    return policy
