"""Roles, contracts, offices, licences and addresses as registers of staff write them, in either script."""

import re

from staffdev.i18n import S_, Sentence
from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words.letters import folded, tidy

LONGEST_LOOK = 200
LONGEST_MAIL = 254
_ROLES = (
    ("coordinator", r"koordinator"),
    ("responsible_person", r"odgovorn\w+ lic|direktor|zastupni|predsedni"),
    ("board_member", r"clan\w* (uo|upravnog)|upravni odbor|\buo\b"),
    ("associate", r"saradni"),
    ("trainee", r"na obuci|polaznic|pripravni|praktikant|posmatrac|stazist"),
    ("professional", r"strucn\w+ (radni|lic)|psiholo|socijaln\w+ radni"),
)
_OFFICES = _ROLES[:2]
_CONTRACTS = (
    ("board", r"predsedni|clan\w* (uo|upravnog)|\buo\b|skupstin"),
    ("volunteer", r"volont|bez naknade"),
    ("contract", r"ugovor\w* o (delu|djelu|autorsk|dopunsk)|povremen|\bpp\b|autorsk|honorar|dopunsk|spoljn"),
    ("employee", r"^zaposlen\w*$|radn\w+ odnos|ugovor\w* o radu|neodredjen|odredjeno vreme|puno radno"),
)
_ELSEWHERE = re.compile(r"zaposlen\w* (u|na|kod|pri)\b")
_ACTING = re.compile(r"\bv\.? ?d\.?\b|vrsil\w+ duznosti|vrsitelj\w+ duznosti")
_MAIL = re.compile(r"[^@\s<>()\[\],;:\"\\]+@[^@\s<>()\[\],;:\"\\]+\.[^@\s<>()\[\],;:\"\\.]{2,}")
_PHONE = re.compile(r"\+?[\d\s()/.\-]{5,30}")


def parse_role(value: object) -> str:
    """coordinator, professional, associate, trainee, responsible_person or board_member; else Unreadable."""
    text = _text(value, S_("There is no role. Choose one."))
    if (role := _first(_ROLES, text)) is None:
        advice = S_(
            "“%(typed)s” does not say if she is a professional worker, an associate or a trainee. Choose one.",
            typed=value,
        )
        raise Unreadable(advice)
    return role


def parse_contract_kind(value: object) -> str:
    """employee, contract, volunteer or board; Unreadable where the cell only says that she works elsewhere."""
    text = _text(value, S_("There is no kind of contract. Choose one."))
    if (kind := _first(_CONTRACTS, text)) is not None:
        return kind
    if _ELSEWHERE.search(text):
        advice = S_(
            "“%(typed)s” says where she works, not how she is engaged here. Choose, or confirm volunteer.", typed=value
        )
        raise Unreadable(advice, offered="volunteer")
    raise Unreadable(S_("“%(typed)s” is not a known kind of contract. Choose one.", typed=value))


def parse_office(value: object) -> tuple[str, bool]:
    """The office (coordinator or responsible_person) and whether she only acts in it („в. д.”), or Unreadable."""
    text = _text(value, S_("There is no office. Choose coordinator or responsible person."))
    if (office := _first(_OFFICES, text)) is None:
        raise Unreadable(S_("“%(typed)s” is not an office. Choose coordinator or responsible person.", typed=value))
    return office, bool(_ACTING.search(text))


def parse_licence_number(value: object) -> str | None:
    """The licence number as typed, None where there is none."""
    text = tidy(str(value)) if value is not None else ""
    if folded(text) in {"", "-", "—", "–", "/", "ne", "nema", "bez"}:
        return None
    if not re.search(r"\d", text) or len(text) > 60:  # noqa: PLR2004 - the column's length
        raise Unreadable(S_("“%(typed)s” is not a licence number. Correct it or leave it empty.", typed=value))
    return text


def parse_mail(value: object) -> str | None:
    """The e-mail address, None where there is none, or Unreadable."""
    text = tidy(value).removeprefix("mailto:") if isinstance(value, str) else ""
    if text.strip(" -—–/") == "":
        return None
    if len(text) > LONGEST_MAIL or not _MAIL.fullmatch(text):
        raise Unreadable(S_("“%(typed)s” is not an e-mail address. Correct it or leave it empty.", typed=value))
    return text


def parse_phone(value: object) -> str | None:
    """The telephone number as typed, None where there is none, or Unreadable."""
    text = tidy(str(value)).lstrip("'") if value is not None else ""
    if text.strip(" -—–/") == "":
        return None
    if not _PHONE.fullmatch(text):
        raise Unreadable(S_("“%(typed)s” is not a telephone number. Correct it or leave it empty.", typed=value))
    return text


def _text(value: object, advice: Sentence) -> str:
    text = folded(value[:LONGEST_LOOK]) if isinstance(value, str) else ""
    if not re.search(r"[^\W_]", text):
        raise Unreadable(advice)
    return text


def _first(patterns: tuple[tuple[str, str], ...], text: str) -> str | None:
    """The code itself is a word too: it is what a person chooses from a list."""
    return next((code for code, pattern in patterns if text == code or re.search(pattern, text)), None)
