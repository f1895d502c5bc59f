"""Bounds that keep a file readable in one sitting: function 30 lines, handler 12, file 250 (a test's 300)."""

import ast

from tests.house.source import Source, invented, staffdev
from tests.house.source import tests as own_tests

FUNCTION, HANDLER, FILE, TEST_FILE = 30, 12, 250, 300
VERBS = {"get", "post", "put", "patch", "delete", "route"}


def long_functions(source: Source) -> list[str]:
    return [
        f"{module.name}.{function.name} has {length} lines, at most {FUNCTION}"
        for module in source.values()
        for function in module.functions
        if (length := lines_of(function)) > FUNCTION
    ]


def long_handlers(source: Source) -> list[str]:
    return [
        f"{module.name}.{function.name} does {length} lines, at most {HANDLER}"
        for module in source.values()
        if "controllers" in module.rooms
        for function in module.functions
        if is_handler(function) and (length := lines_of_body(function)) > HANDLER
    ]


def long_files(source: Source, most: int) -> list[str]:
    return [
        f"{name} has {module.lines} lines, at most {most}" for name, module in source.items() if module.lines > most
    ]


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def lines_of_body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """What a handler does; its signature is as long as what it asks for."""
    does = function.body[1:] if ast.get_docstring(function) else function.body
    return (does[-1].end_lineno or 0) - does[0].lineno + 1


def is_handler(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    written = (each.func for each in function.decorator_list if isinstance(each, ast.Call))
    return any(isinstance(name, ast.Name) and name.id in VERBS for name in written)


def test_functions_are_short():
    found = long_functions(staffdev())
    assert not found, "\n".join(found)


def test_handlers_are_shorter():
    found = long_handlers(staffdev())
    assert not found, "\n".join(found)


def test_files_are_short():
    found = long_files(staffdev(), FILE) + long_files(own_tests(), TEST_FILE)
    assert not found, "\n".join(found)


def test_the_bounds_bite():
    handler = "@get('/')\nasync def show():\n" + "    pass\n" * (HANDLER + 1)
    assert long_handlers(invented(people__controllers=handler))
    assert long_functions(invented(people__view="def f():\n" + "    pass\n" * FUNCTION))
    assert long_files(invented(people__view="x = 1\n" * (FILE + 1)), FILE)


def test_at_the_bounds_nothing_is_said():
    handler = "@get('/')\nasync def show():\n" + "    pass\n" * HANDLER
    assert not long_handlers(invented(people__controllers=handler))
    assert not long_functions(invented(people__view="def f():\n" + "    pass\n" * (FUNCTION - 1)))
    assert not long_files(invented(people__view="x = 1\n" * FILE), FILE)
