"""The topics of Art. 17 as they are stored: `T1:60 T3 T7a M1.roma`, a code, a group and minutes where known. Pure."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

REQUIRED = ("T1", "T2", "T3", "T4", "T5", "T6", "T7")
METHODS = ("T7a", "T7b", "T7c", "T7d")
MINORITY = ("M1", "M2", "M3")
CODES = (*REQUIRED[:-1], *METHODS, *MINORITY)
NOTHING: Mapping[str, int] = MappingProxyType({})


@lru_cache(maxsize=4096)
def parse_topics(text: str) -> Mapping[str, int]:
    """Minutes by tag (`T1`, `M1.roma`), 0 where only its presence is known; what is no topic is passed over."""
    topics: dict[str, int] = {}
    for word in text.split():
        tag, _, minutes = word.partition(":")
        if tag.partition(".")[0] in CODES:
            topics[tag] = topics.get(tag, 0) + (int(minutes) if minutes.isdecimal() else 0)
    return MappingProxyType(topics)


def write_topics(topics: Mapping[str, int]) -> str:
    """The stored form that parse_topics reads back, in the order of the tags."""
    return " ".join(f"{tag}:{minutes}" if minutes else tag for tag, minutes in sorted(topics.items()))


def group_slug(name: str) -> str:
    """How a target group is named inside a tag: its name in small letters, words joined by hyphens."""
    return "-".join(re.findall(r"\w+", name.casefold()))


def minority_tag(topic: str, group: str) -> str:
    """`M1.roma`: the topic M1 for one group, named by its code or its slug."""
    return f"{topic}.{group}"


def together(several: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The minutes of several trainings added up by tag."""
    whole: dict[str, int] = {}
    for topics in several:
        for tag, minutes in topics.items():
            whole[tag] = whole.get(tag, 0) + minutes
    return whole


def missing_topics(
    topics: Mapping[str, int], *, min_minutes: int = 0, methods_needed: int = 4
) -> dict[str, tuple[str, ...]]:
    """The topics of Art. 17(2) not covered, each with the tags that would help; 0 minutes ask for presence alone."""
    covered = {tag for tag, minutes in topics.items() if minutes >= min_minutes}
    missing = {tag: (tag,) for tag in REQUIRED[:-1] if tag not in covered}
    lacking = tuple(tag for tag in METHODS if tag not in covered)
    return missing | ({"T7": lacking} if len(METHODS) - len(lacking) < methods_needed else {})


def missing_minority_topics(topics: Mapping[str, int], groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The topics of Art. 17(3) not covered for a group, which may go by several names (its code, its slug)."""
    names = tuple(groups)
    tags = {topic: tuple(minority_tag(topic, name) for name in names) for topic in MINORITY}
    return {topic: named for topic, named in tags.items() if not any(tag in topics for tag in named)}
