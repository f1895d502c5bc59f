"""Templates say what they need, compose components, and decide nothing. Style and script: tests/web."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from staffdev.access import Role
from staffdev.app import _equip
from tests.house.source import ROOT, staffdev

FOLDER = ROOT / "templates"
LONGEST = 60
FRAME = {  # what web/pages.py gives to every page
    *("actor", "csrf_token", "lang", "languages", "path", "today", "navigation", "status"),
    *("organisations", "organisation_name", "flashes", "invalid", "posted", "caller", "loop", "self", "request"),
}
DIVISIONS = (nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
ROLE_WORDS = {"accounts/_words.html"}  # where roles get their words


class Engine:
    """As much of Litestar's engine as _equip asks for."""

    def __init__(self) -> None:
        self.engine = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])


@cache
def environment() -> Environment:
    engine = Engine()
    _equip(engine)  # type: ignore[arg-type] # see Engine
    return engine.engine


@cache
def texts() -> dict[str, str]:
    return {str(file.relative_to(FOLDER)): file.read_text("utf-8") for file in sorted(FOLDER.rglob("*.html"))}


@cache
def tree(text: str) -> nodes.Template:
    return environment().parse(text)


def is_component(name: str) -> bool:
    return name.startswith("components/")


# ── the rules: each takes a template's name and text ─────────────────────────────────────────────────────────────────


def does_not_compile(name: str, text: str) -> list[str]:
    """An unknown filter or a broken tag is found here, not by the first reader."""
    try:
        environment().compile(text, name)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is wrong
        return [str(error)]
    return []


def says_no_needs(name: str, text: str) -> list[str]:
    first = text.partition("\n")[0]
    expected = "{# " if is_component(name) else "{# needs: "
    return [] if first.startswith(expected) else [f"begin with {expected}… #}}"]


def needs_unsaid(name: str, text: str) -> list[str]:
    """Whatever is not the frame of every page stands in the first line."""
    if is_component(name):
        return []
    said = set(re.findall(r"\w+", text.partition("\n")[0]))
    asked = meta.find_undeclared_variables(tree(text)) - FRAME - environment().globals.keys() - own(tree(text))
    return [f"uses {each}, which its first line does not name" for each in sorted(asked - said)]


def own(parsed: nodes.Template) -> set[str]:
    """What it sets or imports at its top, which its blocks see."""
    stored = {node.name for node in parsed.find_all(nodes.Name) if node.ctx == "store"}
    return stored | imported(parsed)


def imported(parsed: nodes.Template) -> set[str]:
    names = [alias for node in parsed.find_all(nodes.FromImport) for alias in node.names]
    modules = {node.target for node in parsed.find_all(nodes.Import)}
    return modules | {alias[1] if isinstance(alias, tuple) else alias for alias in names}


def components_that_take_no_values(name: str, text: str) -> list[str]:
    """A macro sees its arguments and nothing else, so it can be shown on the /components page."""
    if not is_component(name):
        return []
    asked = meta.find_undeclared_variables(tree(text)) - environment().globals.keys() - {"caller"}
    return [f"reads {each} from around it" for each in sorted(asked)]


def imports_unused(_name: str, text: str) -> list[str]:
    parsed = tree(text)
    used = {node.name for node in parsed.find_all(nodes.Name) if node.ctx == "load"}
    return [f"imports {each} and does not use it" for each in sorted(imported(parsed) - used)]


def imports_with_context(_name: str, text: str) -> list[str]:
    found = tree(text).find_all((nodes.FromImport, nodes.Import))
    return [f"line {node.lineno} imports with context" for node in found if node.with_context]


def unescaped(_name: str, text: str) -> list[str]:
    filters = [node for node in tree(text).find_all(nodes.Filter) if node.name in {"safe", "forceescape"}]
    blocks = list(tree(text).find_all((nodes.MarkSafe, nodes.ScopedEvalContextModifier)))
    return [f"line {node.lineno} lets text through unescaped" for node in [*filters, *blocks]]


def arithmetic(name: str, text: str) -> list[str]:
    """Figures are worked out by rules and views; a page may count on by one."""
    if is_component(name):
        return []
    found = tree(text).find_all(DIVISIONS)
    return [f"line {node.lineno} computes; let the view do it" for node in found]


def roles_decided(name: str, text: str) -> list[str]:
    """What she may do is a Decision; a page does not know which role has which right."""
    if name in ROLE_WORDS:
        return []
    parsed = tree(text)
    asked = [node.lineno for node in parsed.find_all(nodes.Getattr) if node.attr == "is_any"]
    compared = [
        compare.lineno
        for compare in parsed.find_all(nodes.Compare)
        if any(const.value in set(Role) for const in compare.find_all(nodes.Const))
        or any(map(_is_roles_of_actor, compare.find_all(nodes.Getattr)))
    ]
    return [f"line {line} decides by role" for line in [*asked, *compared]]


def _is_roles_of_actor(node: nodes.Getattr) -> bool:
    return node.attr == "roles" and isinstance(node.node, nodes.Name) and node.node.name == "actor"


def too_long(_name: str, text: str) -> list[str]:
    return [f"has {count} lines, at most {LONGEST}"] if (count := len(text.splitlines())) > LONGEST else []


RULES = (
    does_not_compile,
    says_no_needs,
    needs_unsaid,
    components_that_take_no_values,
    imports_unused,
    imports_with_context,
    unescaped,
    arithmetic,
    roles_decided,
    too_long,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_template_keeps_the_rule(rule):
    found = [f"{name}: {problem}" for name, text in texts().items() for problem in rule(name, text)]
    assert not found, "\n".join(found)


# ── who uses them ────────────────────────────────────────────────────────────────────────────────────────────────────


def named_in_templates() -> Iterator[str]:
    """Patterns of the names that templates extend, include or import."""
    for text in texts().values():
        for node in tree(text).find_all((nodes.Extends, nodes.Include, nodes.FromImport, nodes.Import)):
            yield pattern_of_expression(node.template)


def pattern_of_expression(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Const):
        return re.escape(str(node.value))
    if isinstance(node, nodes.Concat):
        return "".join(pattern_of_expression(part) for part in node.nodes)
    if isinstance(node, nodes.Add):
        return pattern_of_expression(node.left) + pattern_of_expression(node.right)
    return ".+"


def named_in_python() -> Iterator[str]:
    """Patterns of every template's name that the source spells, whole or in part."""
    for module in staffdev().values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and str(node.value).endswith(".html"):
                yield re.escape(str(node.value)) if str(node.value)[0].isalpha() else ".+" + re.escape(str(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
                if (name := "".join(parts)).endswith(r"\.html"):
                    yield name


def test_every_template_is_used():
    patterns = {*named_in_templates(), *named_in_python()}
    unused = [name for name in texts() if not any(re.fullmatch(pattern, name) for pattern in patterns)]
    assert not unused, f"nobody shows {', '.join(unused)}"


def test_every_template_that_is_named_is_there():
    names = {pattern for pattern in named_in_python() if "/" in pattern}
    missing = [pattern for pattern in names if not any(re.fullmatch(pattern, name) for name in texts())]
    assert not missing, f"no template is called {', '.join(missing)}"


def test_templates_lie_under_their_package():
    packages = {Path(name).parts[0] for name in texts()} - {"layout", "components"}
    assert packages <= {module.package for module in staffdev().values()}


# ── and each rule bites ──────────────────────────────────────────────────────────────────────────────────────────────

HEAD = "{# needs: person #}\n"
WRONG = [
    (does_not_compile, "people/x.html", HEAD + "{{ person | nonsense }}"),
    (says_no_needs, "people/x.html", "<p></p>"),
    (says_no_needs, "components/x.html", "{% macro x() %}{% endmacro %}"),
    (needs_unsaid, "people/x.html", HEAD + "{{ leave }}"),
    (components_that_take_no_values, "components/x.html", "{# x #}{% macro x() %}{{ actor }}{% endmacro %}"),
    (imports_unused, "people/x.html", HEAD + '{% from "components/forms.html" import field, form %}{{ field() }}'),
    (imports_with_context, "people/x.html", HEAD + '{% from "components/forms.html" import form with context %}'),
    (unescaped, "people/x.html", HEAD + "{{ person | safe }}"),
    (unescaped, "people/x.html", HEAD + "{% autoescape false %}{{ person }}{% endautoescape %}"),
    (arithmetic, "people/x.html", HEAD + "{{ person.minutes / 60 }}"),
    (roles_decided, "people/x.html", HEAD + "{% if person.role == 'coordinator' %}x{% endif %}"),
    (roles_decided, "people/x.html", HEAD + "{% if 'coordinator' in actor.roles %}x{% endif %}"),
    (too_long, "people/x.html", HEAD + "<p></p>\n" * LONGEST),
]


@pytest.mark.parametrize(("rule", "name", "text"), WRONG, ids=lambda value: getattr(value, "__name__", ""))
def test_the_rule_bites(rule, name, text):
    assert rule(name, text), f"{rule.__name__} sees nothing wrong here"
