"""Texts that a spreadsheet could take for a formula, made harmless in .csv so that they can be made whole again."""

import re

# What starts a formula, also in full width, also behind spaces and invisible letters.
_RISKY = re.compile(r"'*[\s\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\t\r\n\u2212]", re.UNICODE)
_MARK = "'"


def is_risky(text: str) -> bool:
    """Whether a spreadsheet might calculate the text instead of showing it."""
    return _RISKY.match(text) is not None


def neutral(text: str) -> str:
    """The text with an apostrophe before it if it is risky; `restored` takes it off again."""
    return _MARK + text if is_risky(text) else text


def restored(text: str) -> str:
    """The text before `neutral`; others are left as they are."""
    return text[1:] if text.startswith(_MARK) and is_risky(text) else text
