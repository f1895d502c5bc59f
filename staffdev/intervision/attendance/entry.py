"""When the attendance of a session may be marked. Pure."""

from datetime import date
from typing import Any

from staffdev.errors import Advice
from staffdev.i18n import N_, S_


def marking_refusal(session: Any, *, today: date) -> Advice | None:
    """Why nobody's attendance can be marked, None where it can."""
    if session.cancelled_at:
        return N_("This session is cancelled, so there is no attendance to mark.")
    if session.held_on > today:
        return S_("Attendance can be marked from %(day)s on, the day of the session.", day=session.held_on)
    return None
