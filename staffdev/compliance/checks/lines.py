"""The duties about a line's working hours (Arts. 2 and 8): facts to rules, one verdict for each line. Pure."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from staffdev.compliance.situation import Judged, Situation, Subject
from staffdev.lines.rules.shapes import Line
from staffdev.lines.rules.working_hours import without_a_line, working_hours
from staffdev.lines.vocabulary import LineKind
from staffdev.rulebook.question import OUT_OF_SCOPE

LOCAL = frozenset({LineKind.OWN, LineKind.SHARED})


def published_hours(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-8.1 for each line of the provider or its network; the national one answers to Art. 2(1)7."""
    lines = [one for one in _lines(situation) if one.kind in LOCAL]
    yield from _each(lines, situation)
    if not lines:
        yield Subject(), partial(without_a_line, situation.known.facts.lines, situation.question)


def around_the_clock(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-2.7 for each national line; whoever has none is not bound by it."""
    lines = [one for one in _lines(situation) if one.kind is LineKind.NATIONAL]
    yield from _each(lines, situation)
    if not lines:
        yield Subject(), lambda: OUT_OF_SCOPE


def _lines(situation: Situation) -> list[Line]:
    """The lines that can be called in the days asked, or later; the first one opened first."""
    question = situation.question
    window = question.window or question.period
    there = [one for one in situation.known.facts.lines if one.touches(window)]
    return sorted(there, key=lambda one: (one.from_on, one.code))


def _each(lines: list[Line], situation: Situation) -> Iterator[Judged]:
    for line in lines:
        hours = situation.known.published_hours.get(line.code, ())
        rule = partial(working_hours, line, hours, situation.question, is_followed=_is_followed(line, lines))
        yield Subject(code=line.code), rule


def _is_followed(line: Line, lines: list[Line]) -> bool:
    """Whether another line can be called after this one's last day."""
    last = line.until_on or date.max
    return any((one.until_on or date.max) > last and one.from_on <= last for one in lines)
