"""Kinds of training as offices name them, in either script, and what they write about the certificate."""

import re

import msgspec

from staffdev.i18n import S_, Sentence
from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words.letters import folded, tidy

# The first that fits wins, so what is more particular stands first.
_KINDS = (
    ("intervision", r"interviz"),
    ("supervision", r"superviz"),
    ("relaxation", r"relaksac|rastereceenj|rasterecenj|smanjenj\w+ stresa|opustanj"),
    (
        "delivered_training",
        r"drzala|vodila|realizovala|drzanje|vodjenje|izvodjenj|realizacij\w+ obuk|trenerica|predavacica",
    ),
    ("e_learning", r"vebinar|webinar|onlajn|on-?line|e-?ucenj|e-?learning|elektronsk|na daljinu|internet"),
    ("accredited_course", r"akredit"),
    ("conference", r"konferenc|skup\b|tribin|okrugli sto|okruglog stola|forum|simpozij|kongres|panel"),
    ("workshop", r"radionic|workshop|vezb"),
    ("seminar", r"seminar|predavanj"),
    ("course", r"kurs|obuk|trening|edukacij|usavrsavanj|skola|course|training"),
    ("consultation", r"konsultac|konsultovanj|mentor"),
    ("staff_meeting", r"sastan|kolegij|timsk"),
)
_PATTERNS = tuple((code, re.compile(pattern)) for code, pattern in _KINDS)
KINDS = (*(code for code, _ in _KINDS), "other")
LONGEST_LOOK = 300  # what matters stands in front, and a pattern never meets a whole page
_OTHER = re.compile(r"(ostalo|drugo|other|razno)\.?")
_BASIC = re.compile(r"\bosnovn\w+ (obuk|program|kurs|trening)")


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """Whether there is proof, its number, whether the training still runs, and what else was written."""

    is_there: bool
    number: str | None = None
    is_running: bool = False
    note: str | None = None


def parse_kind(value: object) -> str:
    """The code of a kind of training (one of KINDS), or Unreadable with "other" offered."""
    text = folded(value[:LONGEST_LOOK]) if isinstance(value, str) else ""
    if text in KINDS:
        return text
    for code, pattern in _PATTERNS:
        if pattern.search(text):
            return code
    if _OTHER.fullmatch(text):
        return "other"
    if not re.search(r"\w", text):
        raise Unreadable(S_("There is no kind of training. Choose one."), offered="other")
    raise Unreadable(S_("“%(typed)s” is not a known kind of training. Choose one.", typed=value), offered="other")


def kind_with_title(kind: str, title: str) -> str:
    """„обука” with „(акредитована)” in its title is an accredited course."""
    return "accredited_course" if kind == "course" and "akredit" in folded(title[:LONGEST_LOOK]) else kind


def is_basic_training(title: str) -> bool:
    """Whether the title names the basic training of Art. 15(3)."""
    return bool(_BASIC.search(folded(title[:LONGEST_LOOK])))


_NUMBER = re.compile(r"(?:бр(?:ој)?|br(?:oj)?|no|№|#)?\.?\s*((?:[^\W\d_]{1,4}[-/ ]?)?\d[\w./\-]*)", re.IGNORECASE)
_PROOF = re.compile(r"(uverenj|sertifikat|certifikat|certificate|potvrd|diplom|zahvalnic|licenc)\w*")
_YES = re.compile(r"(da|ima|jeste|yes|✓|✔|\+|x|1)\b|^[✓✔+]")
_NO = re.compile(r"(ne|nema|nije|bez)\b.*|no|0|-+|/+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_PROOF_NUMBER = re.compile(r"(?:^|[\s.,:№#])((?:[^\W\d_]{1,4}-)?\d[\w./\-]*)")
_RUNNING = re.compile(r"\bu toku\b|\btraje\b|u izradi|\bceka\b|ocekuje|naknadno|stize")


def parse_evidence(value: object) -> Evidence:
    """What a cell says about proof; never refuses: what is not understood is kept as a note and is no proof."""
    if isinstance(value, bool):
        return Evidence(is_there=value)
    typed = tidy(str(value)) if value is not None else ""
    text = _DASHES.sub("-", folded(typed[:LONGEST_LOOK]))
    if not text or _NO.fullmatch(text):
        return Evidence(is_there=False, note=typed if len(text) > len("nema") else None)
    if _RUNNING.search(text):
        return Evidence(is_there=False, is_running=True, note=typed)
    if _YES.fullmatch(text):
        return Evidence(is_there=True)
    if _PROOF.search(text) or _YES.match(text) or _NUMBER.fullmatch(typed[:LONGEST_LOOK]):
        return Evidence(is_there=True, number=_number(typed), note=typed)
    return Evidence(is_there=False, note=typed)


def _number(typed: str) -> str | None:
    found = _PROOF_NUMBER.search(typed[:LONGEST_LOOK])
    return found[1].rstrip("./-") if found else None


def evidence_note(evidence: Evidence) -> Sentence | None:
    """What to tell a person about a cell on proof that is neither yes nor no."""
    if evidence.is_running:
        return S_("The training is still running: “%(typed)s”.", typed=evidence.note)
    if evidence.note and not evidence.is_there:
        return S_("“%(typed)s” was not taken as a certificate.", typed=evidence.note)
    return None
