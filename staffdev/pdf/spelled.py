"""Numbers in words, for papers on which a figure must not be easy to alter."""

from staffdev.i18n import N_
from staffdev.translations import gettext, ngettext

LARGEST = 999  # hours; a larger figure stays a figure

SMALL = (
    N_("zero"),
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
    N_("eleven"),
    N_("twelve"),
    N_("thirteen"),
    N_("fourteen"),
    N_("fifteen"),
    N_("sixteen"),
    N_("seventeen"),
    N_("eighteen"),
    N_("nineteen"),
)
TENS = (
    N_("twenty"),
    N_("thirty"),
    N_("forty"),
    N_("fifty"),
    N_("sixty"),
    N_("seventy"),
    N_("eighty"),
    N_("ninety"),
)
HUNDREDS = (
    N_("one hundred"),
    N_("two hundred"),
    N_("three hundred"),
    N_("four hundred"),
    N_("five hundred"),
    N_("six hundred"),
    N_("seven hundred"),
    N_("eight hundred"),
    N_("nine hundred"),
)


def spelled_hours(minutes: int) -> str:
    """Give 150 as „two hours and thirty minutes”; from 1,000 hours on the hours stay a figure."""
    whole, rest = divmod(minutes, 60)
    told = ngettext("%(n)s hour", "%(n)s hours", whole) % {"n": spelled(whole)}
    spare = ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": spelled(rest)}
    if not rest:
        return told
    return gettext("%(hours)s and %(minutes)s") % {"hours": told, "minutes": spare} if whole else spare


def spelled(number: int) -> str:
    """Give a number from 0 to 999 in words that count masculine nouns (сат, минут); a larger one in figures."""
    if number > LARGEST:
        return str(number)
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    told = gettext(HUNDREDS[hundreds - 1])
    return gettext("%(hundreds)s and %(rest)s") % {"hundreds": told, "rest": _below_hundred(rest)} if rest else told


def _below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if tens < 2:  # noqa: PLR2004 - one word up to nineteen, in all three languages
        return gettext(SMALL[number])
    told = gettext(TENS[tens - 2])
    return gettext("%(tens)s-%(unit)s") % {"tens": told, "unit": gettext(SMALL[unit])} if unit else told
