"""How a verdict looks: one tone, one icon and one word for each status, never colour alone."""

from typing import NamedTuple

from jinja2 import Environment

from staffdev import translations
from staffdev.i18n import N_
from staffdev.rulebook.model import Status


class Mark(NamedTuple):
    """The look of one status; `tone` is a class of sd.css."""

    tone: str
    icon: str
    word: str


MARKS: dict[str, Mark] = {
    Status.MET: Mark("ok", "circle-check", N_("Met")),
    Status.AT_RISK: Mark("warn", "clock", N_("At risk")),
    Status.NOT_MET: Mark("bad", "alert-triangle", N_("Not met")),
    Status.NOT_YET_APPLICABLE: Mark("rest", "circle-dashed", N_("Not yet applicable")),
}


def status_tone(status: str) -> str:
    return MARKS[status].tone


def status_icon(status: str) -> str:
    return MARKS[status].icon


def status_word(status: str) -> str:
    return translations.gettext(MARKS[status].word)


def install(env: Environment) -> None:
    """Give every template, imported ones too, the look of a status."""
    env.globals.update(status_tone=status_tone, status_icon=status_icon, status_word=status_word)
