"""The pages about duties, the readings of the rulebook, and what programs read."""

from staffdev.compliance.controllers.interpretations import (
    DecisionController,
    InterpretationController,
    InterpretationsController,
)
from staffdev.compliance.controllers.papers import PapersController, TranscriptController
from staffdev.compliance.controllers.people import MyDutiesController, PersonDutiesController
from staffdev.compliance.controllers.programs import ApiController, ApiDescriptionController
from staffdev.compliance.controllers.provider import ComplianceController, ObligationController

ROUTES = (
    ComplianceController,
    ObligationController,
    PapersController,
    TranscriptController,
    PersonDutiesController,
    MyDutiesController,
    InterpretationsController,
    InterpretationController,
    DecisionController,
    ApiController,
    ApiDescriptionController,
)
