"""The particulars of an entry: what it was about, and each value with the one before it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from staffdev.access import Role
from staffdev.audit.sentences.labels import HIDDEN, LABELS
from staffdev.i18n import N_, Language
from staffdev.translations import day, gettext, hours, instant

NAMES = ("name", "title", "person")
NOTHING = "–"
CLOCK = re.compile(r"\d\d:\d\d:00")

ROLES: Mapping[str, str] = {
    Role.CONSULTANT: N_("consultant"),
    Role.COORDINATOR: N_("coordinator"),
    Role.RESPONSIBLE_PERSON: N_("responsible person"),
    Role.BOARD_MEMBER: N_("board member"),
    Role.AUDITOR: N_("auditor"),
}
LANGUAGES: Mapping[str, str] = {
    Language.SERBIAN_LATIN: N_("Serbian, Latin"),
    Language.SERBIAN_CYRILLIC: N_("Serbian, Cyrillic"),
    Language.ENGLISH: N_("English"),
}


class Detail(NamedTuple):
    """One value that was written down, in words; `old` is empty where nothing is known of before."""

    label: str
    old: str
    new: str


def subject(detail: Mapping[str, Any]) -> str:
    """Who or what it was about: "Ilona Sabo · Osnovna obuka"."""
    return " · ".join(str(detail[name]) for name in NAMES if isinstance(detail.get(name), str) and detail[name])


def details(event: str, detail: Mapping[str, Any]) -> list[Detail]:
    """Every value that says something, in the reader's language; dates, lengths and codes become words."""
    words = _words_of(event.partition(":")[0])
    return [
        Detail(_label(name), _said(name, old, words) if is_known else "", _said(name, new, words))
        for name, old, new, is_known in _pairs(detail)
        if name not in HIDDEN and not (old is None and new is None)
    ]


def _pairs(detail: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any, bool]]:
    """Name, old, new, and whether the old is known."""
    old, new = detail.get("old"), detail.get("new")
    for name, value in detail.items():
        if name == "changes" and isinstance(value, dict):
            for changed, pair in value.items():
                before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)  # noqa: PLR2004 - old, new
                yield changed, before, after, True
        elif name == "old" and isinstance(old, dict):
            for changed, before in old.items():
                yield changed, before, new.get(changed) if isinstance(new, dict) else None, True
        elif not (name in NAMES and isinstance(value, str)) and not (name == "new" and isinstance(old, dict)):
            yield name, None, value, False


def _label(name: str) -> str:
    return gettext(LABELS[name]) if name in LABELS else name


def _said(name: str, value: Any, words: Mapping[str, str]) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return gettext(N_("yes")) if value else gettext(N_("no"))
    if isinstance(value, int) and name.endswith("minutes"):
        return hours(value)
    if isinstance(value, list):
        return ", ".join(_said(name, each, words) for each in value) or NOTHING
    if isinstance(value, dict):
        return ", ".join(f"{_label(key)}: {_said(key, each, words)}" for key, each in value.items()) or NOTHING
    return _text(str(value), words)


def _text(value: str, words: Mapping[str, str]) -> str:
    if value in words:
        return gettext(words[value])
    if "," in value and all(part in words for part in value.split(",")):
        return ", ".join(gettext(words[part]) for part in value.split(","))
    if value[:1].isdigit() and value.count("-") >= 2:  # noqa: PLR2004 - an ISO date has two
        try:
            return instant(datetime.fromisoformat(value)) if "T" in value else day(date.fromisoformat(value))
        except ValueError:
            return value
    return value[:5] if CLOCK.fullmatch(value) else value


@cache
def _words_of(package: str) -> Mapping[str, str]:
    """The vocabulary of the package that recorded the event; it may not be imported from here by name."""
    module = f"staffdev.{package}.words"
    own: Mapping[str, str] = getattr(import_module(module), "WORDS", {}) if find_spec(module) else {}
    return {str(code): word for code, word in {**ROLES, **LANGUAGES, **own}.items()}
