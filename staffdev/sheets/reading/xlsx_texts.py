"""Texts and places as Excel writes them."""

import re
from functools import lru_cache

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LETTERS_IN_ALPHABET = 26


def unescaped(text: str) -> str:
    """Excel writes control characters as _x000D_, and the underscore of a text that looks so as _x005F_."""
    if "_x" not in text:
        return text
    return (
        _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )


@lru_cache(maxsize=1024)
def column_of(letters: str) -> int | None:
    """Column from 0 of "B"; None where it is no column."""
    found = place(f"{letters}1")
    return found[1] if found else None


def place(reference: str) -> tuple[int, int] | None:
    """Row from 1 and column from 0 of "B7"; None where it is no such place."""
    found = _PLACE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * _LETTERS_IN_ALPHABET + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1
