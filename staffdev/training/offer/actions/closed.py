"""A closed training year stays as it was judged: so do its courses, their sessions and who came."""

from collections.abc import Iterable
from datetime import date

from staffdev.errors import Conflict
from staffdev.i18n import N_, S_
from staffdev.training.offer.queries import attendance, courses
from staffdev.training.tables import Course

CLOSED = N_(
    "The year %(year)s is closed: its courses, sessions and attendance stay as they were. "
    "The responsible person can reopen it."
)


async def refuse_closed_years(organisation_id: int, days: Iterable[date]) -> None:
    """Conflict where the organisation has closed the training year of one of these days."""
    for year in await attendance.closed_years(organisation_id, {day.year for day in days}):
        raise Conflict(S_(CLOSED, year=year))


async def refuse_closed_course(course: Course) -> None:
    """Conflict where one of its sessions was held in a training year that is closed."""
    sessions = await courses.sessions_of([course.id])
    await refuse_closed_years(course.organisation, [session.held_on for session in sessions])
