"""The pages of the organisation one acts for."""

from staffdev.organisations.controllers.members import MembersController
from staffdev.organisations.controllers.organisation import OrganisationController, OrganisationFactsController

ROUTES = (OrganisationController, MembersController, OrganisationFactsController)
