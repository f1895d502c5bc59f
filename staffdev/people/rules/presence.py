"""Who is at work: engagements, licences, and leave long enough to matter (P4, P5, readings 5-7, 17, 18). Pure."""

from collections.abc import Collection, Iterable
from datetime import date

from staffdev.people.rules.shapes import Engagement, Leave, Licence
from staffdev.people.vocabulary import EngagementRole
from staffdev.rulebook.dates import FOREVER, Span, days_between, merged, without

CONSULTANTS = frozenset({EngagementRole.PROFESSIONAL, EngagementRole.ASSOCIATE})


def long_leave(leaves: Iterable[Leave], *, kinds: Collection[str], min_days: int, as_of: date) -> tuple[Span, ...]:
    """Unbroken leave of at least `min_days`, measured on the whole block; open-ended leave counts up to `as_of`."""
    blocks = merged(leave.span for leave in leaves if leave.kind in kinds)
    return tuple(block for block in blocks if _length(block, as_of) >= min_days)


def _length(block: Span, as_of: date) -> int:
    return days_between(block.first, as_of) if block.last == FOREVER else block.days


def days_in_role(engagements: Iterable[Engagement], *roles: EngagementRole) -> tuple[Span, ...]:
    """The days she is engaged in one of these roles, by whatever contract."""
    return merged(engagement.span for engagement in engagements if engagement.role in roles)


def professional_days(
    engagements: Iterable[Engagement], licences: Iterable[Licence], *, licence_required: bool
) -> tuple[Span, ...]:
    """The days she is engaged as a professional worker, with a valid licence where one is required (Art. 15(2))."""
    engaged = days_in_role(engagements, EngagementRole.PROFESSIONAL)
    if not licence_required or not engaged:
        return engaged
    valid = merged(licence.span for licence in licences)
    return merged(shared for one in engaged for other in valid if (shared := one.shared_with(other)))


def associate_days(engagements: Iterable[Engagement], lifted: Iterable[Span]) -> tuple[Span, ...]:
    """The days an associate's limits bind her; `lifted` days of valid professional work do not (reading 23)."""
    engaged = days_in_role(engagements, EngagementRole.ASSOCIATE)
    return without(engaged, lifted) if engaged else ()


def is_in(day: date, spans: Iterable[Span]) -> bool:
    """Whether any of the spans has that day."""
    return any(day in span for span in spans)
