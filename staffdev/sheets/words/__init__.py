"""Values as offices write them, read into days, minutes, names and codes; what cannot be read says why. Pure."""

from staffdev.sheets.words.calendar import Days
from staffdev.sheets.words.clock import Span, parse_clock, span
from staffdev.sheets.words.days import parse_day, parse_days
from staffdev.sheets.words.kinds import KINDS, Evidence, is_basic_training, parse_evidence, parse_kind
from staffdev.sheets.words.letters import folded, tidy
from staffdev.sheets.words.minutes import Length, SessionLength, parse_minutes
from staffdev.sheets.words.people import (
    Certainty,
    Match,
    NameOrder,
    PersonName,
    certain_match,
    match_people,
    parse_people,
    parse_person,
)
from staffdev.sheets.words.registers import (
    parse_contract_kind,
    parse_licence_number,
    parse_mail,
    parse_office,
    parse_phone,
    parse_role,
)

__all__ = [
    "KINDS",
    "Certainty",
    "Days",
    "Evidence",
    "Length",
    "Match",
    "NameOrder",
    "PersonName",
    "SessionLength",
    "Span",
    "certain_match",
    "folded",
    "is_basic_training",
    "match_people",
    "parse_clock",
    "parse_contract_kind",
    "parse_day",
    "parse_days",
    "parse_evidence",
    "parse_kind",
    "parse_licence_number",
    "parse_mail",
    "parse_minutes",
    "parse_office",
    "parse_people",
    "parse_person",
    "parse_phone",
    "parse_role",
    "span",
    "tidy",
]
