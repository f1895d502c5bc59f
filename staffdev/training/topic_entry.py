"""The topics of Art. 17 on a form: one row each, ticked or with minutes, and back to what is stored. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from staffdev.errors import Advice
from staffdev.forms import Posted, RefusedValueError, clean, read_minutes
from staffdev.i18n import N_
from staffdev.training.topics import METHODS, MINORITY, REQUIRED, minority_tag, parse_topics, write_topics

FIELD = "topics"
MINUTES = "minutes-"
LONGEST = 600
PLAIN = (*REQUIRED[:-1], *METHODS)


class Group(Protocol):
    """A target group: a member of a national minority or not."""

    code: Any
    name: Any
    is_minority: Any


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic on a form: its tag, its code, the group it is about, whether it is covered, the minutes typed."""

    tag: str
    code: str
    group: str
    is_ticked: bool
    minutes: int | str | None


def topic_rows(stored: str, groups: Iterable[Group], posted: Posted | None = None) -> list[TopicRow]:
    """The rows of the form, as they are stored or as they were typed."""
    topics = parse_topics(stored)
    ticked = _ticked(posted) if posted else frozenset(topics)
    return [
        TopicRow(
            tag=tag,
            code=tag.partition(".")[0],
            group=group,
            is_ticked=tag in ticked,
            minutes=_typed(posted, tag) if posted else topics.get(tag) or None,
        )
        for tag, group in _offered(topics, groups)
    ]


def read_topics(posted: Posted, groups: Iterable[Group], stored: str = "") -> tuple[str, Mapping[str, Advice]]:
    """The stored form of what was ticked and typed, and what has to be corrected by field name."""
    problems: dict[str, Advice] = {}
    topics: dict[str, int] = {}
    ticked = _ticked(posted)
    for tag, _ in _offered(parse_topics(stored), groups):
        typed = _typed(posted, tag)
        try:
            minutes = read_minutes(typed) if typed else 0
        except RefusedValueError as refused:
            problems[MINUTES + tag] = refused.advice
            continue
        if tag in ticked or minutes:
            topics[tag] = minutes
    text = write_topics(topics)
    if len(text) > LONGEST:
        problems[FIELD] = N_("These are too many topics for one training. Tick only those it really covers.")
    return text, problems


def said_topics(stored: str, groups: Iterable[Group]) -> list[TopicRow]:
    """The topics covered, in the order of the law, for pages that show them."""
    return [row for row in topic_rows(stored, groups) if row.is_ticked]


def _offered(topics: Mapping[str, int], groups: Iterable[Group]) -> Iterator[tuple[str, str]]:
    """Every topic, then those of each minority group, then what is stored about groups that are no longer named."""
    names = {str(group.code): group.name for group in groups if group.is_minority}
    offered = dict.fromkeys(PLAIN, "")
    offered |= {minority_tag(topic, code): name for code, name in names.items() for topic in MINORITY}
    left = {tag: tag.partition(".")[2] for tag in topics if tag not in offered}
    yield from (offered | left).items()


def _typed(posted: Posted, tag: str) -> str:
    given = posted.get(MINUTES + tag)
    return clean(given) if isinstance(given, str) else ""


def _ticked(posted: Posted) -> frozenset[str]:
    given: Any = posted
    values = given.getall(FIELD, []) if hasattr(given, "getall") else given.get(FIELD, [])
    return frozenset([values] if isinstance(values, str) else values)
