"""The theme of a session as offices write it, as a code; what no code says is not kept. Pure."""

import re

from staffdev.intervision.vocabulary import Theme
from staffdev.sheets.words import folded

WORDS = (  # the first that is found; what is narrow comes before what is wide
    (Theme.YEAR_REVIEW, r"godisnj|osvrt|evaluacij|pregled godine"),
    (Theme.REPEATED_CALLS, r"ponovljen\w* poziv|ponavljan\w* poziv|ucestal\w* poziv"),
    (Theme.SILENT_CALLS, r"tisin|cutanj|nem\w* poziv"),
    (Theme.ENDING_CALLS, r"zavrs\w* (?:poziv|razgovor)|kraj razgovor"),
    (Theme.BOUNDARIES, r"granic"),
    (Theme.RISK_ASSESSMENT, r"procen\w* rizik|bezbednosn\w* plan|plan\w* bezbednost"),
    (Theme.DIGITAL_VIOLENCE, r"digitaln|na internetu|drustven\w* mrez|onlajn nasilj"),
    (Theme.CRISIS_CALL, r"krizn|suicid|samoubi"),
    (Theme.CHILDREN, r"\bdec[aue]\b|\bdeci\b|\bdete\b"),
    (Theme.MINORITIES, r"manjin|romkinj|osob\w* sa invaliditet"),
    (Theme.INSTITUTIONS, r"institucij|centar za socijaln|polici|tuzilast|\bsud"),
    (Theme.OWN_FEELINGS, r"osecanj|sagorevanj|umor|stres"),
    (Theme.TEAM, r"\btim|saradnj|medjusobn|komunikacij\w* u tim"),
)
PATTERNS = tuple((theme, re.compile(words)) for theme, words in WORDS)


def theme_of(text: str | None) -> Theme | None:
    """The theme a text names; None where no code says it."""
    key = folded(text or "")
    return next((theme for theme, pattern in PATTERNS if pattern.search(key)), None)
