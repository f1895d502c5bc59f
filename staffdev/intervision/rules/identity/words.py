"""Words of a text that look like somebody's name or address, in Latin and in Cyrillic. Pure."""

import re
from collections.abc import Iterator, Sequence

from staffdev.db.srpski import search_key
from staffdev.intervision.rules.identity.findings import Finding, Trace
from staffdev.intervision.rules.identity.given_names import AMBIGUOUS, NAMES
from staffdev.intervision.rules.identity.ordinary import STARTERS, is_ordinary

WORD = re.compile(r"[^\W\d_]{1,60}(?:[-'’][^\W\d_]{1,60}){0,3}")
LAST_WORD = re.compile(r"([^\W\d_]{1,20})(?: |\. ?)\Z")
BEGINNERS = '.!?…:;\n\r\t"“”„»«(–—•*'
FEW = 24  # letters before a word in which the word before it stands, where that says anything
TITLES = frozenset(
    search_key(word)
    for word in """
    gđa gospođa gospođica gospođi gospođu gospođom gospodin gospodina gospodinu g dr prof sudija sudije komšinica
    komšija inspektor inspektorka advokat advokatica
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
ENDING = r"(?:ić|ića|iću|ićem|ići|ićev[aeiou]|ićevoj|ićk[aeiou]|ićkoj|ićkom|ic|ica|icu|icem)"
CYRILLIC_ENDING = r"(?:ић|ића|ићу|ићем|ићи|ићев[аеиоу]|ићевој|ићк[аеиоу]|ићкој|ићком)"
SURNAME = re.compile(rf"[^\W\d_]{{2,}}(?:{ENDING}|{CYRILLIC_ENDING})", re.IGNORECASE)
SURE_SURNAME = re.compile(rf"[^\W\d_]+(?:[oe]v{ENDING}|[ое]в{CYRILLIC_ENDING})", re.IGNORECASE)
SMALL = re.compile(
    rf"(?<![^\W_])([^\W\d_]{{3,20}}) ([^\W\d_]{{1,20}}(?:[oe]v{ENDING}|[ое]в{CYRILLIC_ENDING}))(?![^\W_])"
)

STREET = r"ul|ulic[aeiu]|ulicom|bul|bulevar[au]?|trg[au]?|soka[kc]u?|naselj[eu]|sel[aou]|zasela?ku?"
CYRILLIC_STREET = r"ул|улиц[аеиу]|улицом|бул|булевар[ау]?|трг[ау]?|сока[кц]у?|насељ[еу]|сел[аоу]|засела?ку?"
ADDRESS = re.compile(
    rf"(?<![^\W_])(?:{STREET}|{CYRILLIC_STREET})(?:\. ?| )(?=[^\W\d_])"
    r"(?P<name>(?:[^\W\d_]{1,30} ){0,4}[^\W\d_]{1,30})(?P<number>,? (?:br\.? ?|broj |бр\.? ?|број )?\d{1,3}\b)?",
    re.IGNORECASE,
)
SHORT = "ul.", "ул.", "bul", "бул"


class Word:
    """One word with a capital letter where it stands; what it costs to look at is paid when it is asked."""

    __slots__ = ("_key", "_whole", "start", "text")

    def __init__(self, text: str, start: int, whole: str) -> None:
        self.text, self.start, self._whole = text, start, whole
        self._key: str | None = None

    @property
    def key(self) -> str:
        if self._key is None:
            self._key = search_key(self.text)
        return self._key

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def begins(self) -> bool:
        """Does a sentence begin there? Only the few letters before say so."""
        before = self._whole[max(0, self.start - 3) : self.start].rstrip(" ")
        return not before or before[-1] in BEGINNERS

    @property
    def has_title(self) -> bool:
        """Does "gđa" or "dr" stand before it?"""
        before = LAST_WORD.search(self._whole[max(0, self.start - FEW) : self.start])
        return before is not None and search_key(before[1]) in TITLES

    @property
    def is_given_name(self) -> bool:
        return self.key in NAMES

    @property
    def is_surname(self) -> bool:
        return (SURE_SURNAME if self.begins else SURNAME).fullmatch(self.text) is not None

    @property
    def says_nothing(self) -> bool:
        """Is it an abbreviation, a title, a place or an institution?"""
        if len(self.text) > 1 and self.text.isupper() and not self.is_given_name:
            return SURE_SURNAME.fullmatch(self.text) is None
        return self.key in TITLES or (not self.is_given_name and is_ordinary(self.key))


def names(text: str) -> Iterator[Finding]:
    """Whatever looks like the name of a person."""
    for run in _runs(text):
        if name := _name_in(run):
            first, last = name[0], name[-1]
            yield Finding(Trace.NAME, text[first.start : last.end], first.start)
    for match in SMALL.finditer(text):  # typed in a hurry: marija petrović
        if match[1].islower() and search_key(match[1]) in NAMES:
            yield Finding(Trace.NAME, match.group(), match.start())


def addresses(text: str) -> Iterator[Finding]:
    """A word for a street, and after it a name with a capital letter or, where it is shortened, a number."""
    for match in ADDRESS.finditer(text):
        if match["name"][0].isupper():
            words = match["name"].split(" ")
            named = next((place for place, word in enumerate(words) if word[0].islower()), len(words))
            end = match.end() if match["number"] else match.start("name") + len(" ".join(words[: max(1, named)]))
            yield Finding(Trace.ADDRESS, text[match.start() : end], match.start())
        elif match["number"] and match.group().casefold().startswith(SHORT):
            yield Finding(Trace.ADDRESS, match.group(), match.start())


def _runs(text: str) -> Iterator[list[Word]]:
    """Words with capital letters that stand side by side; words of places and institutions divide them."""
    run: list[Word] = []
    for match in WORD.finditer(text):
        if not match.group()[0].isupper():
            continue
        word = Word(match.group(), match.start(), text)
        counts = not word.says_nothing
        if run and not (counts and text[run[-1].end : word.start] == " "):
            yield run
            run = []
        if counts:
            run.append(word)
    if run:
        yield run


def _name_in(run: Sequence[Word]) -> Sequence[Word]:
    """The part of a run that looks like a name; empty where nothing does."""
    first = run[0]
    if first.has_title:
        return run
    if first.begins and not first.is_given_name:
        if first.is_surname:
            return run
        run = run if len(run) > 1 and _could_be_given(first) else run[1:]
    if len(run) > 1:
        return run
    return [one for one in run if one.is_surname or (one.is_given_name and not (one.begins and one.key in AMBIGUOUS))]


def _could_be_given(word: Word) -> bool:
    """At the beginning of a sentence: a woman's name that no list has, such as those of minorities."""
    return word.text[-1] in "aа" and word.key not in STARTERS  # Latin and Cyrillic
