"""What in a text may give somebody away: names, numbers, addresses. It warns, and a person decides (Art. 20). Pure."""

from collections.abc import Collection, Sequence

from staffdev.db.srpski import search_key
from staffdev.intervision.rules.identity.findings import Finding, Trace
from staffdev.intervision.rules.identity.numbers import PATTERNS

__all__ = ["Finding", "Trace", "traces_in"]


def traces_in(text: str, *, colleagues: Collection[str] = (), first_names: bool = False) -> tuple[Finding, ...]:
    """Everything in `text` that may identify somebody, in its order; the time grows with the length and no faster.

    `colleagues` are full names of people of the office, who are no users: they are passed over, and with `first_names`
    their first name or surname alone too.
    """
    from staffdev.intervision.rules.identity.words import addresses, names  # many names, for few requests

    known = [tuple(search_key(name).split()) for name in colleagues]
    found: list[Finding] = []
    for trace, pattern, holds in PATTERNS:
        for match in pattern.finditer(text):
            if holds(match.group()) and not _covered(match.start(), found):
                found.append(Finding(trace, match.group().strip(), match.start()))
        found.sort(key=lambda one: one.start)
    found += [one for one in addresses(text) if not _covered(one.start, found)]
    found.sort(key=lambda one: one.start)
    named = [one for one in names(text) if not _covered(one.start, found)]
    found += [one for one in named if not _is_colleague(one.text, known, alone=first_names)]
    return tuple(sorted(found, key=lambda one: (one.start, one.trace)))


def _is_colleague(text: str, known: Sequence[tuple[str, ...]], *, alone: bool) -> bool:
    """Do all words of the name belong to one person of the office?"""
    words = search_key(text).split()
    enough = 1 if alone else 2
    return len(words) >= enough and any(
        all(any(_is_form(word, name) for name in names) for word in words) for names in known
    )


def _is_form(word: str, name: str) -> bool:
    """Is the word that name in some case, Marijom for Marija?"""
    stem = name[:-1] if name[-1] in "aeo" else name
    return word.startswith(stem) and len(word) <= len(stem) + 3


def _covered(start: int, found: Sequence[Finding]) -> bool:
    """Is that place inside what was found before? `found` stands in order."""
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        if found[middle].start <= start:
            low = middle + 1
        else:
            high = middle
    return low > 0 and start < found[low - 1].start + len(found[low - 1].text)
