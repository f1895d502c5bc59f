"""What the packages beside this one add to the page of a session: answers, attendance, minutes."""

from typing import Any

from staffdev.access import Actor
from staffdev.intervision.attendance.on_session import on_session as attendance
from staffdev.intervision.invitations.on_session import on_session as invitations
from staffdev.intervision.minutes.on_session import on_session as minutes
from staffdev.intervision.tables import Session


async def around(session: Session, actor: Actor) -> dict[str, Any]:
    """Each package's part, under its name."""
    asked = {"invitations": await invitations(session, actor)}
    return asked | {"attendance": await attendance(session, actor), "minutes": await minutes(session, actor)}
