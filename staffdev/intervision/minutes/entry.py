"""What may be entered into minutes, what is carried on from earlier sessions, and what has to be looked at. Pure."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from staffdev.errors import Advice
from staffdev.i18n import N_, S_
from staffdev.intervision.minutes.forms import AgreedForm, MinutesForm
from staffdev.intervision.rules.identity import Finding, traces_in
from staffdev.intervision.vocabulary import Step

SOON = timedelta(days=7)
UNREAD = N_("Read the warning. Change the words, or confirm that they identify no user.")


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of something agreed earlier: done in this session, or dropped and why."""

    code: str
    is_done: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The minutes as they were typed. `agreed` has the rows of the page on which something new is written."""

    form: MinutesForm
    settled: tuple[Settled, ...] = ()
    agreed: Mapping[str, AgreedForm] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Warned:
    """Something in the field `name` that may identify somebody."""

    name: str
    finding: Finding


def warnings_in(draft: Draft, colleagues: Collection[str]) -> list[Warned]:
    """Everything in the free words that may identify somebody; who is of the office may be named where it is agreed."""
    texts = [("note", draft.form.note or "", False), ("because", draft.form.because or "", False)]
    texts += [(f"wording-{row}", one.wording, True) for row, one in draft.agreed.items()]
    texts += [(f"reason-{one.code}", one.because, True) for one in draft.settled]
    return [
        Warned(name, finding)
        for name, text, first_names in texts
        for finding in traces_in(text, colleagues=colleagues, first_names=first_names)
    ]


def signature(warnings: Iterable[Warned]) -> str:
    """What a confirmation is bound to: another word that may identify somebody asks again."""
    said = "\n".join(sorted(f"{one.finding.trace} {one.finding.text}" for one in warnings))
    return hashlib.sha256(said.encode()).hexdigest()[:32] if said else ""


def writing_refusal(session: Any, *, today: date) -> Advice | None:
    """Why no minutes can be written, None where they can."""
    if session.cancelled_at:
        return N_("This session is cancelled, so there are no minutes to write.")
    if session.held_on > today:
        return S_("Minutes can be written from %(day)s on, the day of the session.", day=session.held_on)
    return None


def draft_problems(draft: Draft, known: Any, held_on: date) -> dict[str, Advice]:
    """Minutes that are changed need a reason; nothing is due before it was agreed."""
    problems: dict[str, Advice] = {
        f"due_on-{row}": N_("This day was before the session. Enter a later one, or leave it empty.")
        for row, one in draft.agreed.items()
        if one.due_on and one.due_on < held_on
    }
    if known is not None and content_of(draft.form) != stored(known) and not draft.form.because:
        problems["because"] = N_("The minutes were changed. Write why they have to be corrected.")
    return problems


def content_of(form: MinutesForm) -> dict[str, Any]:
    """The columns of the minutes; steps in the order of the method."""
    steps = " ".join(step.value for step in Step if step in form.steps)
    return {"theme": form.theme, "steps": steps, "note": form.note}


def stored(known: Any) -> dict[str, Any]:
    return {"theme": known.theme, "steps": known.steps, "note": known.note}


def is_open(action: Any) -> bool:
    """Is it neither done nor dropped?"""
    return action.done_on is None and action.dropped_because is None


def is_due(action: Any, *, today: date) -> bool:
    """Is it open, and due within a week or before?"""
    return is_open(action) and action.due_on is not None and action.due_on <= today + SOON


def completion_problems(done_on: date, agreed_on: date, *, today: date) -> Mapping[str, Advice]:
    """It is done between the day it was agreed on and today."""
    if done_on > today:
        return {"done_on": N_("This day is still to come. Enter it once it is done.")}
    if done_on < agreed_on:
        return {"done_on": S_("It was agreed on %(day)s; it cannot be done before that.", day=agreed_on)}
    return {}
