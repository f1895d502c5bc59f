"""The pages about intervision, one package a subject."""

from typing import Any

from staffdev.intervision.attendance.controllers import ROUTES as ATTENDANCE

ROUTES: tuple[Any, ...] = (*ATTENDANCE,)
