"""How the organisation reads Art. 26 and small numbers today. The one door from support to the verdicts."""

from datetime import date

from staffdev.access import Actor
from staffdev.compliance import queries as compliance
from staffdev.compliance.asking import Asked
from staffdev.compliance.words import why_word
from staffdev.rulebook.interpretations import Interpretations


async def readings_on(actor: Actor, today: date) -> Interpretations:
    """Its readings as they hold today."""
    return await compliance.readings_of(actor, Asked(as_of=today))


def said(why: str | None) -> str:
    """Why a consultation does not count, in the reader's language; nothing where it does."""
    return why_word(why)
