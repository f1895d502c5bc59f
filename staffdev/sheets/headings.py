"""The words that head the columns of office tables, by kind of table; compared folded, so either script will do."""

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from staffdev.sheets.words import folded

LONGEST_LOOK = 100


class TableKind(StrEnum):
    """What a sheet records."""

    LEDGER = "ledger"
    STAFF = "staff"
    APPOINTMENTS = "appointments"
    INTERVISION = "intervision"
    UNKNOWN = "unknown"


class Certainty(IntEnum):
    """How surely a column is the field: chosen by a person, named exactly so, or containing such a word."""

    GUESSED = 1
    NAMED = 2
    CHOSEN = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """One field of a table: `exact` headings and the `like` words that a longer heading contains."""

    field: str
    exact: tuple[str, ...]
    like: str = r"(?!)"
    required: bool = False


def _heading(field: str, exact: str, like: str = r"(?!)", *, required: bool = False) -> Heading:
    return Heading(field, tuple(exact.split("|")), like, required)


_NUMBER = _heading("number", "r.br|rbr|r. br|rb|redni broj|br|no|#|rednibroj")
_FROM = _heading(
    "starts_on", "od|datum od|pocetak|pocetak angazovanja|angazovana od", r"^(pocetak|datum pocetka)|\bod\b"
)
_UNTIL = _heading("ends_on", "do|datum do|kraj|prestanak|zavrsetak", r"^(kraj|prestan|zavrset|datum prestanka)|\bdo\b")
_NOTE = _heading("note", "napomena|napomene|komentar|primedba|beleska", r"napomen|komentar")

HEADINGS: dict[TableKind, tuple[Heading, ...]] = {
    TableKind.LEDGER: (
        _NUMBER,
        _heading(
            "person",
            "prezime i ime|ime i prezime|ime|ucesnica|polaznica|zaposlena|osoba|konsultantkinja|saradnica",
            r"prezime|ucesnic|polaznic|konsultant|zaposlen",
            required=True,
        ),
        _heading(
            "days",
            "datum|datumi|datum obuke|datum odrzavanja|kada|dan|vreme|period|termin",
            r"datum|period|odrzan",
            required=True,
        ),
        _heading(
            "title",
            "naziv obuke|naziv|obuka|tema|naslov|naziv programa|naziv teme|sadrzaj",
            r"naziv|naslov|\btema\b|program",
            required=True,
        ),
        _heading("kind", "vrsta|tip|oblik|vrsta obuke|oblik usavrsavanja|vrsta usavrsavanja", r"^(vrsta|tip|oblik)"),
        _heading(
            "organiser",
            "organizator|organizacija|realizator|ko organizuje|izvodjac",
            r"organizator|realizator|izvodjac",
        ),
        _heading(
            "minutes",
            "br. sati|broj sati|sati|sata|casova|broj casova|br. casova|trajanje|casovi|fond sati|h",
            r"\bsat|\bcas|trajanj|fond",
            required=True,
        ),
        _heading(
            "evidence",
            "potvrda|dokaz|uverenje|sertifikat|potvrda/sertifikat|dokument",
            r"potvrd|dokaz|uverenj|sertifikat|dokument",
        ),
        _heading("place", "mesto|mesto odrzavanja|lokacija|gde", r"^mesto|lokacij"),
        _NOTE,
    ),
    TableKind.STAFF: (
        _NUMBER,
        _heading("person", "ime i prezime|prezime i ime|ime|zaposlena|osoba", r"ime i prezime|prezime", required=True),
        _heading(
            "occupation", "zanimanje|struka|profesija|obrazovanje|strucna sprema", r"zanimanj|struk|profesij|obrazovanj"
        ),
        _heading(
            "contract",
            "status|vrsta angazovanja|osnov angazovanja|ugovor|radni status|vrsta ugovora|angazman",
            r"status|angazovanj|ugovor",
        ),
        _FROM,
        _UNTIL,
        _heading(
            "role",
            "uloga na sos telefonu|uloga|radno mesto|funkcija|pozicija|poslovi",
            r"uloga|radno mesto|pozicij",
            required=True,
        ),
        _heading(
            "licence_number",
            "licenca br|licenca|broj licence|br. licence|licenca broj",
            r"licenc\w*\s*(br|broj)|br\w*\.? licenc",
        ),
        _heading(
            "licence_until",
            "licenca vazi do|vazi do|licenca do|vazenje licence",
            r"licenc\w*.*(vazi|do\b|istek)|vazi do",
        ),
        _heading("mail", "e-posta|email|e-mail|mejl|imejl|elektronska posta|eposta", r"e-?mail|mejl|e-?post"),
        _heading("phone", "telefon|tel|mobilni|broj telefona|kontakt telefon|mob", r"telefon$|^tel|mobiln"),
        _NOTE,
    ),
    TableKind.APPOINTMENTS: (
        _NUMBER,
        _heading(
            "decision_number",
            "broj odluke|br. odluke|odluka br|odluka|broj resenja|br. resenja",
            r"\bbr\w*\.? (odluk|resenj)",
            required=True,
        ),
        _heading("decided_on", "datum odluke|doneta|datum resenja|datum donosenja", r"datum (odluk|resenj|donosenj)"),
        _heading(
            "person",
            "imenovana|imenovani|imenovano lice|ime i prezime|prezime i ime",
            r"imenovan|prezime",
            required=True,
        ),
        _heading("office", "funkcija|duznost|na funkciju|imenovana za|uloga", r"funkcij|duznost|uloga", required=True),
        _FROM,
        _UNTIL,
        _heading("signed_by", "potpisala|potpisao|potpisnica|potpis|donela|doneo", r"potpis|donel"),
        _NOTE,
    ),
    TableKind.INTERVISION: (
        _NUMBER,
        _heading("days", "datum|dan|datum sastanka|kada", r"datum", required=True),
        _heading("starts_at", "pocetak|od|vreme pocetka|pocinje", r"pocet|pocinj|\bod\b"),
        _heading("ends_at", "kraj|do|vreme kraja|zavrsetak", r"kraj|zavrset|\bdo\b"),
        _heading("minutes", "trajanje|sati|broj sati|br. sati", r"trajanj|\bsat"),
        _heading(
            "facilitator",
            "voditeljka|vodi|voditelj|moderatorka|facilitatorka|vodila",
            r"voditelj|moderator|facilitator",
        ),
        _heading("present", "prisutne|prisutni|ucesnice|prisustvovale", r"prisutn|prisustv", required=True),
        _heading("excused", "opravdano odsutne|opravdano|opravdano odsutni|opravdale", r"opravdan"),
        _heading("absent", "odsutne|odsutni|neopravdano odsutne|neopravdano", r"odsutn"),
        _heading("title", "tema|teme|sadrzaj|dnevni red", r"\btem[ae]\b|sadrzaj"),
        _NOTE,
    ),
}


@lru_cache(maxsize=2048)
def plain_heading(text: str) -> str:
    """A heading as it is compared: folded, without numbers, brackets and full stops at its ends."""
    return " ".join(re.sub(r"\([^()]*\)", " ", folded(text[:LONGEST_LOOK])).split()).strip(" .:*?_-")


def named(heading: Heading, text: str) -> Certainty | None:
    """How surely the (plain) heading names the field; None where it does not."""
    if text in heading.exact or text.replace(".", "") in heading.exact:
        return Certainty.NAMED
    return Certainty.GUESSED if re.search(heading.like, text) else None
