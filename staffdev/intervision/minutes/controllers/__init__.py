"""The pages of minutes and of what was agreed."""

from staffdev.intervision.minutes.controllers.agreed import AgreedActionController, AgreedActionsController
from staffdev.intervision.minutes.controllers.minutes import MinutesController

ROUTES = (MinutesController, AgreedActionsController, AgreedActionController)
