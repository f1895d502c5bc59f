"""The pages about people."""

from staffdev.people.controllers.facts import PersonFactController, PersonFactsController
from staffdev.people.controllers.offices import AppointmentsController, MandatesController, OfficesController
from staffdev.people.controllers.people import PeopleController, PersonController

ROUTES = (
    OfficesController,
    AppointmentsController,
    MandatesController,
    PeopleController,
    PersonController,
    PersonFactsController,
    PersonFactController,
)
