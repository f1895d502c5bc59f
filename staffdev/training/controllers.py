"""The pages about training: what is offered, who is on duty, and (from the ledger) what was recorded."""

from staffdev.training.duty.controllers import ROUTES as DUTY
from staffdev.training.ledger.controllers import ROUTES as LEDGER
from staffdev.training.offer.controllers import ROUTES as OFFER

ROUTES = (*OFFER, *LEDGER, *DUTY)
