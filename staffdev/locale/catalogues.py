"""Cyrillic is written by hand, Latin is made from it, English is what the source says; nothing may be missing."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from staffdev.db.srpski import to_latin

LOCALE = Path(__file__).parent
ROOT = LOCALE.parents[1]
CYRILLIC = LOCALE / "sr_Cyrl/LC_MESSAGES/messages.po"
LATIN = LOCALE / "sr_Latn/LC_MESSAGES/messages.po"

KEYWORDS = {
    "_": None,
    "N_": None,
    "S_": None,
    "P_": (1, 2),
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
SOURCES = (
    ("staffdev", [("**.py", "python")]),
    ("templates", [("**.html", "jinja2")]),
)
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}

# What stays as it is in every language: values, tags, addresses, and what is typed at the command line.
PLACE = re.compile(
    r"%\(url\)s(?:/[\w%()-]+)+|%\(\w+\)[a-z]|</?[a-zA-Z][^>]*>|&\w+;|https?://\S+"
    r"|\b[\w.]+@[\w.]+\w|--[a-z][a-z-]*|\bstaffdev(?: [a-z]+)+|\bchmod \d+"
)
WORD = re.compile(r"[A-Za-z]{2,}")
HOUR = re.compile(r"\bч\b")  # would become č; the filter `hours` writes h or ч
OWN_NAMES = frozenset(
    {"StaffDev", "staffdev", "Excel", "LibreOffice", "PostgreSQL", "SQLite", "JavaScript", "WebP", "Ctrl"}
    | {"Google", "Apple", "Thunderbird"}
    | {"xlsx", "xlsb", "xls", "ods", "csv", "json", "pdf", "ics", "true", "false"}
    | {"series", "one", "groups", "weekly", "monthly"}  # typed at the command line
)
HEADERS = ("Language:", "MIME", "Content", "Plural")


def extract() -> Catalog:
    """Every sentence of the source, without translation."""
    catalogue = Catalog()
    for folder, methods in SOURCES:
        found = extract_from_dir(ROOT / folder, methods, OPTIONS, keywords=KEYWORDS)
        for _, _, text, _, context in found:
            catalogue.add(text, context=context)
    return catalogue


def read(path: Path) -> Catalog:
    """The catalogue at `path`; an empty one where there is none yet."""
    locale = path.parts[-3]
    if not path.is_file():
        return Catalog(locale=locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def write(catalogue: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_bytes(catalogue))


def as_bytes(catalogue: Catalog) -> bytes:
    """The same bytes for the same sentences: sorted, without dates and places."""
    made = "written by hand" if str(catalogue.locale) == "sr_Cyrl" else "made by python -m staffdev.locale from sr_Cyrl"
    catalogue.header_comment, catalogue.fuzzy = f"# {made}", False
    buffer = BytesIO()
    write_po(buffer, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = buffer.getvalue().decode().split("\n")
    head = lines.index("")
    stays = [line for line in lines[:head] if line[:1] != '"' or line[1:].startswith(HEADERS)]
    return "\n".join(stays + lines[head:]).encode()


def updated() -> Catalog:
    """The Cyrillic catalogue with exactly the sentences of the source; new ones are empty, nothing is guessed."""
    catalogue = read(CYRILLIC)
    catalogue.update(extract(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def latin_of(cyrillic: Catalog) -> Catalog:
    """The same catalogue in Latin script."""
    latin = Catalog(locale="sr_Latn")
    for message in sentences(cyrillic):
        strings = [to_latin(string) for string in forms(message)]
        latin.add(
            message.id, strings if message.pluralizable else strings[0], flags=message.flags, context=message.context
        )
    return latin


def problems() -> Iterator[str]:
    """What is missing, left over or wrong, one line each."""
    source, cyrillic = extract(), read(CYRILLIC)
    known = {(message.id, message.context) for message in sentences(cyrillic)}
    wanted = {(message.id, message.context) for message in sentences(source)}
    yield from sorted(f"not in the catalogue: {text!r}" for text, _ in wanted - known)
    yield from sorted(f"no longer in the source: {text!r}" for text, _ in known - wanted)
    for message in sentences(cyrillic):
        yield from wrong_with(message)
    if not LATIN.is_file() or LATIN.read_bytes() != as_bytes(latin_of(cyrillic)):
        yield "sr_Latn is older than sr_Cyrl: run python -m staffdev.locale"


def wrong_with(message: Message) -> Iterator[str]:
    """What is wrong with one translated sentence."""
    places = sorted(PLACE.findall(plural_of(message)))
    for string in forms(message):
        if not string:
            yield f"not translated: {message.id!r}"
        elif sorted(PLACE.findall(string)) != places:
            yield f"other places than {places}: {string!r}"
        elif left := latin_words(string):
            yield f"Latin letters {left}: {string!r}"
        elif HOUR.search(string):
            yield f"hours without the filter: {string!r}"
    if message.fuzzy:
        yield f"marked as fuzzy: {message.id!r}"


def latin_words(string: str) -> list[str]:
    """Words left in Latin letters; abbreviations in capitals and names of programs may stay."""
    words = WORD.findall(PLACE.sub(" ", string))
    return [word for word in words if not (word.isupper() or word in OWN_NAMES)]


def sentences(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(message: Message) -> list[str]:
    """The translated forms: one, or one for each plural of Serbian."""
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return [string or "" for string in strings]


def plural_of(message: Message) -> str:
    return str(message.id[-1] if isinstance(message.id, (tuple, list)) else message.id)
