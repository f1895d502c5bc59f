"""Letters: one spelling for comparing words typed in either script, with or without their accents."""

import re
import unicodedata
from functools import lru_cache

from staffdev.db.srpski import to_latin

_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff]+")
_LATIN = {letter: to_latin(letter) for letter in "абвгдђежзијклљмнњопрстћуфхцчџш"}
_PLAIN = {"č": "c", "ć": "c", "đ": "dj", "ð": "dj", "š": "s", "ž": "z", "ł": "l"}
_LETTERS = str.maketrans(
    {letter: "".join(_PLAIN.get(char, char) for char in latin) for letter, latin in _LATIN.items()}
)
_LETTERS |= str.maketrans(_PLAIN)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """`text` in small plain Latin letters with its punctuation: „Ђурђица” and "Đurđica" are both "djurdjica"."""
    return " ".join(filter(None, map(_remembered_word, text.split())))


def folded_secret(text: str) -> str:
    """As `folded`, and nothing of it is remembered."""
    return " ".join(filter(None, map(_folded_word, text.split())))


def _folded_word(word: str) -> str:
    latin = unicodedata.normalize("NFKC", word).casefold().translate(_LETTERS)
    if not latin.isascii():
        apart = unicodedata.normalize("NFKD", latin)
        plain = "".join(char for char in apart if not unicodedata.combining(char)).translate(_LETTERS)
        latin = _INVISIBLE.sub(" ", plain)
    return " ".join(latin.split())


# Texts differ from row to row; the words in them are nearly always the same.
_remembered_word = lru_cache(maxsize=16_384)(_folded_word)


def tidy(text: str) -> str:
    """`text` as typed, composed, with single spaces and none at the ends."""
    return " ".join(_INVISIBLE.sub(" ", unicodedata.normalize("NFC", text)).split())
