"""The pages of invitations."""

from typing import Any

from staffdev.intervision.invitations.controllers.answers import (
    InvitationsController,
    SeriesAnswerController,
    SessionAnswerController,
)
from staffdev.intervision.invitations.controllers.replies import RepliesController

ROUTES: tuple[Any, ...] = (InvitationsController, SessionAnswerController, SeriesAnswerController, RepliesController)
