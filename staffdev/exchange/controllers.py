"""The pages of this package."""

from staffdev.exchange.imports.controllers import ROUTES as IMPORTS

ROUTES = (*IMPORTS,)
