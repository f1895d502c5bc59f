"""The days of a period on which Art. 26 is about her: engaged, trained and not on long leave (P4, P5). Pure."""

from collections.abc import Collection
from datetime import date

from staffdev.people.rules.presence import CONSULTANTS, is_in, long_leave
from staffdev.people.rules.shapes import Engagement, Leave
from staffdev.people.vocabulary import EngagementRole
from staffdev.rulebook.dates import FOREVER, Span, merged, within, without
from staffdev.rulebook.question import Question
from staffdev.training.rules.required import Active


def supported_days(
    engagements: Collection[Engagement], leaves: Collection[Leave], basic_done_on: date | None, question: Question
) -> Active:
    """Her active days in the period; by whatever contract, since Art. 26(1) says all consultants."""
    engaged = merged(span for one in engagements if (span := _span(one, basic_done_on)))
    inside = within(within(engaged, question.period), Span(question.in_force_from, FOREVER))
    if not (leaves and inside):
        return Active(inside, inside, is_on_leave=False)
    away = long_leave(
        leaves,
        kinds=question.readings.choices("ce.leave_kinds"),
        min_days=question.readings.count("ce.leave_min_days"),
        as_of=question.as_of,
    )
    is_away = is_in(question.as_of, away) and is_in(question.as_of, inside)
    return Active(without(inside, away), inside, is_on_leave=is_away)


def _span(engagement: Engagement, basic_done_on: date | None) -> Span | None:
    """An associate's engagement counts from the day her basic training was done (settled reading 5)."""
    if engagement.role not in CONSULTANTS:
        return None
    if engagement.role is not EngagementRole.ASSOCIATE:
        return engagement.span
    return engagement.span.shared_with(Span(basic_done_on, FOREVER)) if basic_done_on else None
