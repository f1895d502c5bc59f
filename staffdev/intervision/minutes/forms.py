"""What can be typed into minutes; each field carries its own advice."""

from typing import Annotated

from msgspec import Meta

from staffdev.dated import Reason
from staffdev.forms import Day, Form
from staffdev.i18n import N_
from staffdev.intervision.vocabulary import Step, Theme

LONGEST_NOTE, LONGEST_WORDING = 1000, 300


class MinutesForm(Form, frozen=True, kw_only=True):
    theme: Annotated[Theme, Meta(extra={"advice": N_("Choose the theme that comes nearest.")})]
    steps: list[Step] = []
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)] | None = None
    because: Annotated[str, Meta(max_length=300)] | None = None


class AgreedForm(Form, frozen=True, kw_only=True):
    """One thing the group agreed on."""

    wording: Annotated[
        str,
        Meta(
            min_length=3,
            max_length=LONGEST_WORDING,
            extra={"advice": N_("Write what was agreed, at most 300 letters.")},
        ),
    ]
    owner: str | None = None
    due_on: Day | None = None


class CompletionForm(Form, frozen=True, kw_only=True):
    done_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day it was done, for example 21.11.2026.")})]


class DroppingForm(Form, frozen=True, kw_only=True):
    because: Reason
    acknowledged: str | None = None
