"""Words and figures in the reader's language: catalogues, and how days, instants, hours and numbers are written."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from staffdev.db.srpski import to_latin
from staffdev.i18n import DEFAULT_LANGUAGE, N_, Language, Sentence
from staffdev.rulebook.model import Words

LOCALE = Path(__file__).with_name("locale")
FOLDERS = {Language.SERBIAN_LATIN: "sr_Latn", Language.SERBIAN_CYRILLIC: "sr_Cyrl"}
BELGRADE = ZoneInfo("Europe/Belgrade")


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """One language as the switch shows it; names are in the language itself and never translated."""

    tag: Language
    short: str
    name: str


LANGUAGES = (
    LanguageChoice(Language.SERBIAN_LATIN, "Lat", "srpski, latinica"),
    LanguageChoice(Language.SERBIAN_CYRILLIC, "Ћир", "српски, ћирилица"),
    LanguageChoice(Language.ENGLISH, "Eng", "English"),
)

_current: ContextVar[Language] = ContextVar("language", default=DEFAULT_LANGUAGE)


def language_from(tag: str | None) -> Language:
    """The language that `tag` names; the default where it names none of ours."""
    return Language(tag) if tag in set(Language) else DEFAULT_LANGUAGE


def current_language() -> Language:
    return _current.get()


def set_language(language: Language) -> None:
    """Speak `language` for the rest of this request or command."""
    _current.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak `language` inside the block, for papers and tests."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


@cache
def catalogue(language: Language) -> NullTranslations:
    """The compiled catalogue of `language`; English, and whatever is not compiled yet, speaks its msgids."""
    path = LOCALE / FOLDERS.get(language, "en") / "LC_MESSAGES" / "messages.mo"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        return GNUTranslations(file)


def gettext(text: str) -> str:
    return catalogue(_current.get()).gettext(text)


def ngettext(text: str, plural: str, n: int) -> str:
    return catalogue(_current.get()).ngettext(text, plural, n)


def pgettext(context: str, text: str) -> str:
    return catalogue(_current.get()).pgettext(context, text)


def say(sentence: Sentence | str) -> str:
    """`sentence` in the reader's language, values filled in; days and sentences among the values are said too."""
    if isinstance(sentence, str):
        return gettext(sentence) if sentence else ""
    if sentence.plural is None:
        text = gettext(sentence.text)
    else:
        text = ngettext(sentence.text, sentence.plural, _counted(sentence.values))
    return text % {name: _said(value) for name, value in sentence.values.items()} if sentence.values else text


def wording(words: Words) -> str:
    """The rulebook's own words: English, or Serbian in the reader's script (Cyrillic is the master)."""
    if _current.get() is Language.ENGLISH:
        return words.en
    return words.sr if _current.get() is Language.SERBIAN_CYRILLIC else to_latin(words.sr)


def _counted(values: Mapping[str, object]) -> int:
    n = values["n"]
    if not isinstance(n, int):
        raise TypeError(n)
    return n


def _said(value: object) -> object:
    if isinstance(value, Sentence):
        return say(value)
    if isinstance(value, datetime):
        return instant(value)
    return day(value) if isinstance(value, date) else value


MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
_HOUR, _MINUTE = {Language.SERBIAN_CYRILLIC: "ч"}, {Language.SERBIAN_CYRILLIC: "мин"}


def day(value: date | None) -> str:
    """21. 11. 2026., in English 21 Nov 2026; nothing for None."""
    if value is None:
        return ""
    if _current.get() is Language.ENGLISH:
        return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}"
    return f"{value.day}. {value.month}. {value.year}."


def weekday(value: date | int) -> str:
    """The name of a day's weekday, or of the weekday of that number, 1 being Monday."""
    return gettext(WEEKDAYS[(value if isinstance(value, int) else value.isoweekday()) - 1])


def day_long(value: date | None) -> str:
    """21. novembar 2026., in English 21 November 2026."""
    if value is None:
        return ""
    dot = "" if _current.get() is Language.ENGLISH else "."
    return f"{value.day}{dot} {month(value)}"


def month(value: date) -> str:
    """November 2026. as a Serbian reader writes it, in English November 2026."""
    dot = "" if _current.get() is Language.ENGLISH else "."
    return f"{gettext(MONTHS[value.month - 1])} {value.year}{dot}"


def day_typed(value: date | str | None) -> str:
    """21.11.2026. as it is typed into a field; what was typed stays as it was."""
    return f"{value.day}.{value.month}.{value.year}." if isinstance(value, date) else value or ""


def instant(value: datetime | date | None) -> str:
    """The day and the clock in Belgrade; a civil day is written as a day."""
    if not isinstance(value, datetime):
        return day(value)
    local = value.astimezone(BELGRADE)
    return f"{day(local)} {local:%H:%M}"


def hours(minutes: int | None) -> str:
    """150 as 2 h 30 min (2 ч 30 мин); nothing for None."""
    if minutes is None:
        return ""
    language, (whole, rest) = _current.get(), divmod(abs(minutes), 60)
    parts = [f"{number(whole)} {_HOUR.get(language, 'h')}"] if whole or not rest else []
    if rest:
        parts.append(f"{rest} {_MINUTE.get(language, 'min')}")
    return ("−" if minutes < 0 else "") + " ".join(parts)


def hours_long(minutes: int) -> str:
    """150 as 2 sata i 30 minuta, for sentences and papers."""
    whole, rest = divmod(minutes, 60)
    told = ngettext("%(n)s hour", "%(n)s hours", whole) % {"n": number(whole)}
    spare = ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest}
    if not rest:
        return told
    return gettext("%(hours)s and %(minutes)s") % {"hours": told, "minutes": spare} if whole else spare


def hours_figure(minutes: int) -> str:
    """150 as 2,5: whole minutes as hundredths of an hour, for the middle of a ring."""
    whole, hundredths = divmod((abs(minutes) * 100 + 30) // 60, 100)
    point = "." if _current.get() is Language.ENGLISH else ","
    fraction = f"{point}{hundredths:02}".rstrip("0") if hundredths else ""
    return f"{'−' if minutes < 0 else ''}{number(whole)}{fraction}"


def number(value: int) -> str:
    """1234 as 1.234, in English 1,234."""
    grouped = f"{value:,}"
    return grouped if _current.get() is Language.ENGLISH else grouped.replace(",", ".")


def anchor(text: str) -> str:
    """An id for the thing that `text` names."""
    return re.sub(r"\W+", "-", text.casefold()).strip("-") or "part"


_FILTERS = (
    day, day_long, weekday, month, day_typed, instant,
    hours, hours_long, hours_figure, number, say, anchor, wording,
)  # fmt: skip


def install(env: Environment) -> None:
    """Give `env` the reader's language: gettext in its newstyle form, trimmed blocks, and the filters above."""
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        gettext, ngettext, newstyle=True, pgettext=pgettext
    )
    env.globals |= {"_": _filled, "gettext": _filled, "ngettext": _counted_and_filled}
    env.filters.update({function.__name__: _at_reading_time(function) for function in _FILTERS})


def _at_reading_time(function: Callable[[Any], str]) -> Callable[[Context, Any], str]:
    """As a filter that Jinja never works out ahead: `150 | hours` would stay in the first reader's language."""

    @pass_context
    def filtered(context: Context, value: Any) -> str:  # noqa: ARG001 - what keeps Jinja from folding it
        return function(value)

    return filtered


def _filled(text: str, **values: Any) -> Markup:
    """Jinja's newstyle gettext, which formats and escapes `values`, without its cost where there are none."""
    told = Markup(gettext(text))  # noqa: S704 - sentences are ours, values are escaped by %
    return told % values if values or "%" in told else told


def _counted_and_filled(text: str, plural: str, n: int, **values: Any) -> Markup:
    """Jinja's newstyle ngettext; the number is there as %(n)s without being given twice, as it is with P_."""
    return Markup(ngettext(text, plural, n)) % {"n": n, **values}  # noqa: S704 - as above
