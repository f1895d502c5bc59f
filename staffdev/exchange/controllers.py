"""The pages of this package."""

from staffdev.exchange.exports.controllers import ROUTES as EXPORTS
from staffdev.exchange.imports.controllers import ROUTES as IMPORTS

ROUTES = (*IMPORTS, *EXPORTS)
