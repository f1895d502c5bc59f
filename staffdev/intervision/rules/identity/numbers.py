"""Numbers and addresses of machines in a text: e-mail, JMBG, telephone, any other long number. Pure."""

import re
from collections.abc import Callable

from staffdev.intervision.rules.identity.findings import Trace

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
JMBG = re.compile(r"(?<![\d.,/])\d{2}[ .]?\d{2}[ .]?\d{3}[ -]?\d{2}[ ]?\d{3}[ ]?\d(?!\d)", re.ASCII)
GAP = r"[ ()/.\-]{0,3}"
PHONE = re.compile(
    rf"(?<![\d.,/])(?:(?:\+|00){GAP}(?:381|[1-9]\d{{1,2}}){GAP}(?:\(0\){GAP})?|0)[1-9](?:{GAP}\d){{6,9}}(?!\d)",
    re.ASCII,
)
NUMBER = re.compile(r"\d{9,}", re.ASCII)
DATES = re.compile(  # days, times and numbers of documents
    r"(?<!\d)\d{1,2}\. ?\d{1,2}\. ?(?:19|20)\d\d"
    r"|(?<!\d)\d{1,2}[.:]\d\d ?[-–] ?\d{1,2}[.:]\d\d"
    r"|/(?:19|20)\d\d(?!\d)"
)
FREE_LINES = "0800", "0900", "00800"
WEIGHTS = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
DAYS, MONTHS = 31, 12


def is_jmbg(text: str) -> bool:
    """Are the thirteen digits a number that the state could have given, with the right last digit?"""
    digits = [int(char) for char in text if char in "0123456789"]
    if len(digits) != len(WEIGHTS) + 1:
        return False
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    if not (1 <= day <= DAYS and 1 <= month <= MONTHS):
        return False
    rest = 11 - sum(weight * digit for weight, digit in zip(WEIGHTS, digits, strict=False)) % 11
    return digits[-1] == (rest if rest < 10 else 0)  # noqa: PLR2004 - one digit


def _is_phone(text: str) -> bool:
    digits = "".join(char for char in text if char.isdigit())
    return not digits.startswith(FREE_LINES) and not DATES.search(text)


def _is_anything(_: str) -> bool:
    return True


PATTERNS: tuple[tuple[Trace, re.Pattern[str], Callable[[str], bool]], ...] = (
    (Trace.EMAIL, EMAIL, _is_anything),
    (Trace.JMBG, JMBG, is_jmbg),
    (Trace.PHONE, PHONE, _is_phone),
    (Trace.NUMBER, NUMBER, _is_anything),
)
