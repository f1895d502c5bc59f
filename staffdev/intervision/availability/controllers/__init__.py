"""The pages about when somebody can come."""

from staffdev.intervision.availability.controllers.calendars import CalendarsController
from staffdev.intervision.availability.controllers.exceptions import ExceptionsController
from staffdev.intervision.availability.controllers.groups import GroupAvailabilityController
from staffdev.intervision.availability.controllers.home import AvailabilityController
from staffdev.intervision.availability.controllers.weeks import WeeksController

ROUTES = (
    AvailabilityController,
    WeeksController,
    ExceptionsController,
    CalendarsController,
    GroupAvailabilityController,
)
