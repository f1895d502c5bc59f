"""What every page owes its readers, checked on every page any test fetches."""

import re
from collections import Counter
from typing import Any

from markupever import HtmlOptions, Parser

from staffdev.web.csrf import FIELD

LEFTOVER = re.compile(r"%\(\w+\)[sd]|\{\{|\}\}")
LABELLED = {"input", "select", "textarea", "output", "meter", "progress", "button"}
PAGE, PART = HtmlOptions(exact_errors=True), HtmlOptions(exact_errors=True, full_document=False)
Tag = tuple[str, dict[str, str]]  # its name, its attributes


def problems_with(html: str) -> list[str]:
    """What is wrong with a page, or with a part of one."""
    is_page = html.lstrip().lower().startswith("<!doctype")
    parser = Parser(PAGE if is_page else PART).process(html).finish()
    left_over = [f"left over: {match}" for match in LEFTOVER.findall(html)]
    if errors := parser.errors():
        return [*(f"not valid HTML: {error}" for error in errors), *left_over]
    root = parser.into_dom().root()
    tags = [(element.name.local, attributes(element)) for element in root.select("*")]
    found = [*_ids(tags), *_forms(root), *_labels(tags), *_scripts(tags)]
    return [*found, *(_titles(root) if is_page else []), *left_over]


def attributes(element: Any) -> dict[str, str]:
    return {name.local: value for name, value in element.attrs.items()}


def _ids(tags: list[Tag]) -> list[str]:
    counted = Counter(its["id"] for _, its in tags if "id" in its)
    return [f"id {name!r} stands {n} times" for name, n in counted.items() if n > 1 or not name]


def _titles(root: Any) -> list[str]:
    texts = [title.text().strip().removesuffix("· StaffDev").strip(" :") for title in root.select("head > title")]
    headings = list(root.select("h1"))
    return [
        *([] if len(texts) == 1 and texts[0] else [f"titles: {texts}"]),
        *([] if len(headings) == 1 else [f"{len(headings)} h1"]),
        *([] if root.select_one("html[lang]:not([lang=''])") else ["no lang"]),
    ]


def _forms(root: Any) -> list[str]:
    problems = []
    for form in root.select("form"):
        its = attributes(form)
        method = its.get("method", "get").lower()
        if method != "dialog" and not its.get("action"):
            problems.append("a form without an action")
        if method == "post":
            tokens = list(form.select(f"input[name={FIELD}][value]:not([value=''])"))
            problems += [] if len(tokens) == 1 else [f"form {its.get('action')} has {len(tokens)} csrf fields"]
    return problems


def _labels(tags: list[Tag]) -> list[str]:
    ids = {its["id"]: name for name, its in tags if "id" in its}
    pointers = [(a, its[a]) for _, its in tags for a in ("aria-describedby", "aria-labelledby") if a in its]
    labels = [its["for"] for name, its in tags if name == "label" and "for" in its]
    return [
        *(f"label for {name!r} leads nowhere" for name in labels if ids.get(name) not in LABELLED),
        *(f"{a} {name!r} leads nowhere" for a, names in pointers for name in names.split() if name not in ids),
    ]


def _scripts(tags: list[Tag]) -> list[str]:
    return [
        *(f"<{tag}> has {name}" for tag, its in tags for name in its if name == "style" or name.startswith("on")),
        *("an inline script" for tag, its in tags if tag == "script" and not its.get("src")),
        *("an inline style sheet" for tag, _ in tags if tag == "style"),
    ]
