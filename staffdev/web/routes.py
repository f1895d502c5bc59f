"""Every route of the application, package by package."""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

PACKAGES = (
    "web",
    "accounts",
    "organisations",
    "people",
    "training",
    "intervision",
    "support",
    "plans",
    "evidence",
    "lines",
    "compliance",
    "exchange",
    "attention",
    "reminders",
    "audit",
)


def all_of_them() -> Sequence[Any]:
    """The `ROUTES` of every package's controllers."""
    return [route for package in PACKAGES for route in import_module(f"staffdev.{package}.controllers").ROUTES]


def filters_of_all() -> dict[str, Callable[..., str]]:
    """The `FILTERS` of every package that has words of its own."""
    modules = [f"staffdev.{package}.words" for package in PACKAGES]
    found: dict[str, Callable[..., str]] = {}
    for module in modules:
        if find_spec(module):
            found |= import_module(module).FILTERS
    return found
