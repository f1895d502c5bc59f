"""The pages about intervision, one package a subject."""

from typing import Any

from staffdev.intervision.attendance.controllers import ROUTES as ATTENDANCE
from staffdev.intervision.availability.controllers import ROUTES as AVAILABILITY
from staffdev.intervision.calendar.controllers import ROUTES as CALENDAR
from staffdev.intervision.feeds.controllers import ROUTES as FEEDS
from staffdev.intervision.groups.controllers import ROUTES as GROUPS
from staffdev.intervision.invitations.controllers import ROUTES as INVITATIONS
from staffdev.intervision.minutes.controllers import ROUTES as MINUTES
from staffdev.intervision.missing.controllers import ROUTES as MISSING
from staffdev.intervision.polls.controllers import ROUTES as POLLS
from staffdev.intervision.series.controllers import ROUTES as SERIES
from staffdev.intervision.slots.controllers import ROUTES as SLOTS

ROUTES: tuple[Any, ...] = (
    *(*INVITATIONS, *FEEDS, *GROUPS, *CALENDAR, *SERIES, *ATTENDANCE),
    *(*MINUTES, *MISSING, *AVAILABILITY, *POLLS, *SLOTS),
)
