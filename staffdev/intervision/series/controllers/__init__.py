"""The pages about series and sessions."""

from staffdev.intervision.series.controllers.changing import FollowingSeriesController, SeriesChangesController
from staffdev.intervision.series.controllers.rotation import RotationController
from staffdev.intervision.series.controllers.series import ManySeriesController, SeriesController
from staffdev.intervision.series.controllers.sessions import SessionController, SessionsController

ROUTES = (
    ManySeriesController,
    SeriesController,
    SeriesChangesController,
    FollowingSeriesController,
    RotationController,
    SessionsController,
    SessionController,
)
