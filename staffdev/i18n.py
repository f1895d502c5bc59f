"""Words as data: an English sentence with its values, translated where it is shown. Pure."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec


class Language(StrEnum):
    """The languages of every page and paper; the value is the BCP 47 tag."""

    SERBIAN_LATIN = "sr-Latn"
    SERBIAN_CYRILLIC = "sr-Cyrl"
    ENGLISH = "en"


DEFAULT_LANGUAGE = Language.SERBIAN_LATIN


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark `sentence` for the catalogue; it is translated where it is shown."""
    return sentence


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence to translate later. `%(name)s` places take `values`; with `plural`, `values["n"]` chooses the form."""

    text: str
    values: Mapping[str, object] = {}
    plural: str | None = None

    def __str__(self) -> str:
        """English, for logs and the reader of a traceback."""
        text = self.plural if self.plural and self.values.get("n") != 1 else self.text
        return text % self.values if self.values else text


def S_(text: str, **values: object) -> Sentence:  # noqa: N802 - sibling of N_
    """A sentence with values: `S_("Row %(row)s has no name.", row=7)`."""
    return Sentence(text, values)


def P_(text: str, plural: str, n: int, **values: object) -> Sentence:  # noqa: N802 - sibling of N_
    """A sentence whose form depends on `n`: `P_("%(n)s row", "%(n)s rows", n)`."""
    return Sentence(text, {"n": n, **values}, plural)
