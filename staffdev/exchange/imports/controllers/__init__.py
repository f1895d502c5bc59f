"""The pages of import."""

from staffdev.exchange.imports.controllers.imports import ImportController, ImportsController
from staffdev.exchange.imports.controllers.people import ImportPeopleController
from staffdev.exchange.imports.controllers.rows import ImportRowController, ImportRowsController
from staffdev.exchange.imports.controllers.sheets import ImportSheetController

ROUTES = (
    ImportsController,
    ImportController,
    ImportSheetController,
    ImportPeopleController,
    ImportRowsController,
    ImportRowController,
)
