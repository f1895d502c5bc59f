"""What every page owes its readers, checked on every page any test fetches."""

import re
from collections import Counter
from xml.etree.ElementTree import Element

import html5lib
from html5lib.html5parser import ParseError

from staffdev.web.csrf import FIELD

LEFTOVER = re.compile(r"%\(\w+\)[sd]|\{\{|\}\}")
NAMES = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[\w-]{40,}")  # codes of rows, tokens
WORDS = re.compile(r"(?<=>)[^<&]*[^<&\s][^<&]*")
LABELLED = {"input", "select", "textarea", "output", "meter", "progress", "button"}


def problems_with(html: str) -> list[str]:
    """What is wrong with a page, or with a part of one."""
    shape = skeleton(html)
    if shape not in SOUND:
        if problems := _problems_of_markup(html):
            return [*problems, *_leftovers(html)]
        SOUND.add(shape)
    return _leftovers(html)


SOUND: set[int] = set()  # what was parsed and found right; the next page that differs in words alone need not be


def skeleton(html: str) -> int:
    """The markup without its words: the same for pages that differ only in those, and in which codes they name."""
    known: dict[str, str] = {}
    named = NAMES.sub(lambda name: known.setdefault(name.group(), f"name {len(known)}"), html)
    return hash(WORDS.sub("x", named))


def _problems_of_markup(html: str) -> list[str]:
    is_page = html.lstrip().lower().startswith("<!doctype")
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        root = parser.parse(html) if is_page else parser.parseFragment(html)
    except ParseError as error:
        line, column = parser.errors[-1][0]
        return [f"not valid HTML: {error} near {_near(html, line, column)!r}"]
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    found = [*_ids(elements), *_forms(root), *_labels(elements), *_scripts(elements)]
    return found + (_titles(root) if is_page else [])


def _ids(elements: list[Element]) -> list[str]:
    counted = Counter(element.attrib["id"] for element in elements if "id" in element.attrib)
    return [f"id {name!r} stands {n} times" for name, n in counted.items() if n > 1 or not name]


def _titles(root: Element) -> list[str]:
    titles = root.findall("./head/title")
    texts = ["".join(title.itertext()).strip().removesuffix("· StaffDev").strip(" :") for title in titles]
    headings = list(root.iter("h1"))
    return [
        *([] if len(texts) == 1 and texts[0] else [f"titles: {texts}"]),
        *([] if len(headings) == 1 else [f"{len(headings)} h1"]),
        *([] if root.attrib.get("lang") else ["no lang"]),
    ]


def _forms(root: Element) -> list[str]:
    problems = []
    for form in root.iter("form"):
        method = form.attrib.get("method", "get").lower()
        if method != "dialog" and not form.attrib.get("action"):
            problems.append("a form without an action")
        if method == "post":
            tokens = [i for i in form.iter("input") if i.attrib.get("name") == FIELD and i.attrib.get("value")]
            problems += [] if len(tokens) == 1 else [f"form {form.attrib.get('action')} has {len(tokens)} csrf fields"]
    return problems


def _labels(elements: list[Element]) -> list[str]:
    ids = {element.attrib["id"]: element.tag for element in elements if "id" in element.attrib}
    pointers = [(a, e.attrib[a]) for e in elements for a in ("aria-describedby", "aria-labelledby") if a in e.attrib]
    labels = [element.attrib["for"] for element in elements if element.tag == "label" and "for" in element.attrib]
    return [
        *(f"label for {name!r} leads nowhere" for name in labels if ids.get(name) not in LABELLED),
        *(f"{a} {name!r} leads nowhere" for a, names in pointers for name in names.split() if name not in ids),
    ]


def _scripts(elements: list[Element]) -> list[str]:
    return [
        *(f"<{e.tag}> has {name}" for e in elements for name in e.attrib if name == "style" or name.startswith("on")),
        *("an inline script" for e in elements if e.tag == "script" and not e.attrib.get("src")),
        *("an inline style sheet" for e in elements if e.tag == "style"),
    ]


def _leftovers(html: str) -> list[str]:
    return [f"left over: {match}" for match in LEFTOVER.findall(html)]


def _near(html: str, line: int, column: int) -> str:
    text = html.splitlines()[line - 1] if line <= html.count("\n") + 1 else ""
    return text[max(0, column - 60) : column + 20]
