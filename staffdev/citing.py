"""How an article of the rulebook is named in the reader's language."""

import re

from staffdev.translations import gettext


def article(number: str) -> str:
    """Give 18(2) as a lawyer reads it in the paper's language: Article 18(2), члан 18. став 2."""
    found = re.fullmatch(r"(\d+)\((\d+)\)(\d*)", number)
    if not found:
        return gettext("Article %(article)s") % {"article": number}
    values = {"article": found[1], "paragraph": found[2], "item": found[3]}
    if found[3]:
        return gettext("Article %(article)s(%(paragraph)s)%(item)s") % values
    return gettext("Article %(article)s(%(paragraph)s)") % values
