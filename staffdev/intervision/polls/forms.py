"""What can be typed about a poll; its options are read beside it, in `entry`."""

from typing import Annotated

from msgspec import Meta

from staffdev.forms import Day, Field, Form, read_minutes
from staffdev.i18n import N_

AnswerBy = Annotated[Day, Meta(extra={"advice": N_("Enter until when they answer, for example 21.11.2026.")})]

LENGTH_ADVICE = {"advice": N_("Enter the length, from 15 minutes to 8 hours, for example 1,5.")}
Length = Annotated[int, Field(read_minutes), Meta(ge=15, le=8 * 60, extra=LENGTH_ADVICE)]


class PollForm(Form, frozen=True, kw_only=True):
    """Whom to ask (a group's code), for how long a session, until when; `is_weekly` looks for a regular time."""

    group: Annotated[str, Meta(min_length=1, extra={"advice": N_("Choose whom to ask.")})]
    is_weekly: bool = False
    minutes: Length
    answer_by: AnswerBy


class ReopeningForm(Form, frozen=True, kw_only=True):
    answer_by: AnswerBy
