"""Every table of the product, found in the packages' `tables.py`."""

from importlib import import_module
from pathlib import Path

from piccolo.table import Table

PACKAGE = Path(__file__).parents[1]


def tables_of(module_name: str) -> list[type[Table]]:
    """The tables defined in that module, not those it imports."""
    members = vars(import_module(module_name)).values()
    tables = [member for member in members if isinstance(member, type) and issubclass(member, Table)]
    return [table for table in tables if table.__module__ == module_name]


MODULES = [f"staffdev.{file.parent.name}.tables" for file in sorted(PACKAGE.glob("*/tables.py"))]
TABLES = [table for module in MODULES for table in tables_of(module)]
