"""The forms of a page as a browser sees them, filled as a person might, or as nobody should."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urljoin

from markupever import Parser

from staffdev import clock
from staffdev.web.csrf import FIELD
from tests.markup import PART, attributes

TYPED = {"text", "search", "email", "tel", "number", "password", "textarea", "url", ""}
CODE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)  # forms never stand in forms
TOKEN = re.compile(rf'<input[^>]*name="{FIELD}"[^>]*>')
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CSV = b"Ime i prezime;Naziv obuke;Datum;Broj sati\nIlona Sabo;Radionica;12.4.2025.;4,5\n"


@dataclass(frozen=True)
class FormField:
    """`kind` is the control's type, `day` for a day; `options` are what can be chosen, `value` what stands there."""

    name: str
    kind: str
    value: str = ""
    options: tuple[str, ...] = ()

    @property
    def is_typed(self) -> bool:
        return self.kind in TYPED | {"day"}

    def filled(self) -> list[str]:
        """What stands there, or what a person might answer."""
        if self.kind == "checkbox":
            return [self.value] if self.value else []
        if self.options:
            return [self.value or next((option for option in self.options if option), "")]
        return [self.value or self._example()]

    def _example(self) -> str:
        today = clock.today()
        if self.kind == "day":
            return f"{today.day}.{today.month}.{today.year}."
        if re.search(r"minutes|hours", self.name):
            return "2"
        if re.search(r"capacity|number|percent|year|total", self.name):
            return "1"
        return "ana@example.org" if self.kind == "email" else "Reč"


@dataclass(frozen=True)
class PageForm:
    """One form: where it leads, how it is sent, and what is in it; the CSRF token is the browser's business."""

    page: str
    action: str
    method: str
    is_multipart: bool
    fields: tuple[FormField, ...]

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """The same for forms that differ in codes only."""
        names = sorted({CODE.sub("…", each.name) for each in self.fields})
        return self.method, CODE.sub("…", self.action), tuple(names)

    @property
    def typed(self) -> list[FormField]:
        return [each for each in self.fields if each.is_typed]

    @property
    def files(self) -> list[FormField]:
        return [each for each in self.fields if each.kind == "file"]

    def filled(self, **instead: str) -> dict[str, list[str]]:
        """Every field filled, those named in `instead` with that value."""
        values: dict[str, list[str]] = {}
        for each in self.fields:
            if each.kind != "file":
                values.setdefault(each.name, []).extend(each.filled())
        return values | {name: [value] for name, value in instead.items()}

    def attached(self) -> dict[str, tuple[str, bytes, str]]:
        """A file for every place that takes one."""
        table = "import" in self.action
        file = ("obuke.csv", CSV, "text/csv") if table else ("potvrda.pdf", PDF, "application/pdf")
        return {each.name: file for each in self.files}


def forms_of(html: str, page: str) -> list[PageForm]:
    found = [_form(TOKEN.sub("", form), page) for form in FORM.findall(html)]
    return [form for form in found if form.method != "DIALOG"]


@cache  # one form stands on many pages
def _form(text: str, page: str) -> PageForm:
    form = Parser(PART).process(text).finish().into_dom().root().select_one("form")
    assert form is not None
    its = attributes(form)
    days = {attributes(control).get("name") for control in form.select("span[data-date] input")}
    fields = [_field(control, days) for control in form.select("input[name], select[name], textarea[name]")]
    return PageForm(
        page=page,
        action=urljoin(page, its.get("action", "")),
        method=its.get("method", "get").upper(),
        is_multipart="multipart" in its.get("enctype", ""),
        fields=tuple(_together([each for each in fields if each.name != FIELD])),
    )


def _field(control: Any, days: set[str | None]) -> FormField:
    its = attributes(control)
    name, value = its["name"], its.get("value", "")
    if control.name.local == "select":
        options = [attributes(option) for option in control.select("option")]
        chosen = [option.get("value", "") for option in options if "selected" in option]
        values = tuple(option.get("value", "") for option in options)
        return FormField(name, "select", chosen[0] if chosen else "", values)
    if control.name.local == "textarea":
        return FormField(name, "textarea", control.text())
    kind = its.get("type", "text")
    if kind in {"radio", "checkbox"}:
        return FormField(name, kind, value if "checked" in its else "", (value,))
    return FormField(name, "day" if name in days else kind, value)


def _together(fields: list[FormField]) -> Iterator[FormField]:
    """The boxes of one group as one field with all its options; the first is ticked where none is."""
    groups: dict[str, FormField] = {}
    for each in fields:
        if each.kind not in {"radio", "checkbox"}:
            yield each
        elif known := groups.get(each.name):
            options = (*known.options, *each.options)
            groups[each.name] = replace(known, value=known.value or each.value, options=options)
        else:
            groups[each.name] = each
    for each in groups.values():
        yield replace(each, value=each.value or each.options[0]) if len(each.options) > 1 else each


def encoded(values: dict[str, list[str]], token: str) -> bytes:
    """A form body, half a surrogate pair included, which no library would send."""
    pairs = [(FIELD, token), *((name, text) for name, texts in values.items() for text in texts)]
    return b"&".join(_quoted(name) + b"=" + _quoted(text) for name, text in pairs)


def _quoted(text: str) -> bytes:
    if text.isascii() and text.isalnum():
        return text.encode()
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass")).encode()


def multipart(values: dict[str, list[str]], files: dict[str, Any], token: str) -> dict[str, Any]:
    """The same for httpx, where files go along; half pairs are left out, as the library cannot send them."""
    clean = {name: [t.encode("utf-8", "ignore").decode() for t in texts] for name, texts in values.items()}
    return {"data": {FIELD: token, **clean}, "files": files}
