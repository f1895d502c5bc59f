"""The pages about lines: the lines themselves, their hours and exceptions, shifts, the duty plan, public holidays."""

from staffdev.lines.controllers.facts import LineFactController, LineFactsController
from staffdev.lines.controllers.lines import LineController, LinesController
from staffdev.lines.controllers.plan import show_holidays, show_plan
from staffdev.lines.controllers.shifts import ShiftController, ShiftsController

ROUTES = (
    LinesController,
    LineController,
    show_holidays,
    show_plan,
    ShiftsController,
    ShiftController,
    LineFactsController,
    LineFactController,
)
