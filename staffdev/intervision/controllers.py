"""The pages about intervision, one package a subject."""

from typing import Any

ROUTES: tuple[Any, ...] = ()
