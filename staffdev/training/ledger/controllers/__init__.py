"""The pages of the ledger."""

from staffdev.training.ledger.arrival.controllers import ROUTES as ARRIVAL
from staffdev.training.ledger.controllers.basic import (
    BasicTrainingController,
    BasicTrainingPapersController,
    BasicTrainingsController,
    PersonBasicTrainingsController,
)
from staffdev.training.ledger.controllers.hers import PersonTrainingController
from staffdev.training.ledger.controllers.own import OwnTrainingController
from staffdev.training.ledger.controllers.records import RecordController, RecordPapersController
from staffdev.training.ledger.controllers.register import RegisterController, download_register
from staffdev.training.ledger.controllers.years import YearsController

ROUTES = (
    OwnTrainingController,
    PersonTrainingController,
    RegisterController,
    download_register,
    RecordController,
    RecordPapersController,
    PersonBasicTrainingsController,
    BasicTrainingsController,
    BasicTrainingController,
    BasicTrainingPapersController,
    YearsController,
    *ARRIVAL,
)
