"""Sentences as JSON and back, so that what was said of a row can be said in any reader's language later. Pure."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from staffdev.i18n import Sentence

PLAIN = (int, str, type(None))


def write_sentence(sentence: Sentence) -> object:
    """Plain text where there are no values, else text and values."""
    if not sentence.values and sentence.plural is None:
        return sentence.text
    written = {"text": sentence.text, "values": {name: _written(value) for name, value in sentence.values.items()}}
    return written | ({"plural": sentence.plural} if sentence.plural else {})


def read_sentence(stored: Any) -> Sentence:
    """The sentence as it was."""
    if isinstance(stored, str):
        return Sentence(stored)
    values = {name: _value(value) for name, value in stored["values"].items()}
    return Sentence(stored["text"], values, stored.get("plural"))


def write_all(sentences: Iterable[Sentence]) -> list[object]:
    """Every sentence, in its order."""
    return [write_sentence(sentence) for sentence in sentences]


def read_all(stored: Iterable[Any]) -> tuple[Sentence, ...]:
    """Every sentence, in its order."""
    return tuple(read_sentence(one) for one in stored)


def _written(value: object) -> object:
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return {"sentence": write_sentence(value)} if isinstance(value, Sentence) else str(value)


def _value(stored: Any) -> object:
    match stored:
        case {"sentence": said}:
            return read_sentence(said)
        case {"at": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case _:
            return stored
