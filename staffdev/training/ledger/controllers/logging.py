"""Logging a training held elsewhere: one form, for her own and for those who lead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from staffdev.access import Actor
from staffdev.errors import Advice, Invalid
from staffdev.evidence.papers import FIELD, Paper, read_papers
from staffdev.forms import Posted, parse
from staffdev.people.queries import target_groups_of
from staffdev.people.tables import Person
from staffdev.training.ledger import days, entry
from staffdev.training.ledger.actions.records import log_training
from staffdev.training.ledger.forms import TrainingForm
from staffdev.training.topic_entry import read_topics, topic_rows
from staffdev.training.vocabulary import TrainingKind
from staffdev.web.inject import PageRequest
from staffdev.web.pages import Page, page

T = TypeVar("T")
TEMPLATE = "training/ledger/new.html"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the form, read."""

    form: TrainingForm
    days: Sequence[days.HeldDay]
    topics: str
    papers: Sequence[Paper]


@dataclass(frozen=True, slots=True)
class Place:
    """Whose training is logged, and the page it is logged from."""

    person: Person
    home: str


async def empty_form(place: Place, actor: Actor, most_bytes: int) -> Page:
    """The form as it is first seen."""
    return await _page(place, actor, most_bytes, [days.DayRow(0)])


async def logged(request: PageRequest, place: Place, actor: Actor, today: date) -> Page | None:
    """Log what was posted; or the page that asks for more: a further day, or what has to be corrected."""
    posted, most = await request.form(), request.app.state.settings.max_upload
    rows = days.typed_rows(posted)
    if posted.get(days.STEP) == days.ADD:
        return await _page(place, actor, most, rows, posted=posted)
    offered = days.spread(rows)
    try:
        several: dict[str, Advice] = {"day-0": days.SEVERAL} if offered else {}
        typed = await _read(posted, offered or rows, actor=actor, today=today, most_bytes=most, problems=several)
        await log_training(place.person, typed.form, typed.days, typed.topics, typed.papers, actor=actor)
    except Invalid as invalid:
        return await _page(place, actor, most, offered or rows, posted=posted, invalid=invalid)
    return None


async def _read(
    posted: Posted,
    rows: Sequence[days.DayRow],
    *,
    actor: Actor,
    today: date,
    most_bytes: int,
    problems: dict[str, Advice],
) -> Typed:
    """Everything on the form at once; Invalid with all advice, that in `problems` first."""
    form = _tried(partial(parse, TrainingForm, posted), problems)
    held = _tried(partial(days.read_days, rows, today), problems)
    topics, found = read_topics(posted, await target_groups_of(actor.organisation_id))
    problems.update(found)
    papers: Sequence[Paper] = ()
    try:
        papers = await read_papers(posted, most_bytes=most_bytes)
    except Invalid as invalid:
        problems.update(invalid.problems)
    if problems or form is None or held is None:
        raise Invalid(problems)
    return Typed(form, held, topics, papers)


def _tried(read: Callable[[], T], problems: dict[str, Advice]) -> T | None:
    try:
        return read()
    except Invalid as invalid:
        problems.update({name: advice for name, advice in invalid.problems.items() if name not in problems})
        return None


async def _page(
    place: Place,
    actor: Actor,
    most_bytes: int,
    rows: Sequence[days.DayRow],
    *,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    had_file = posted is not None and bool(getattr(posted.get(FIELD), "filename", None))
    return page(
        TEMPLATE,
        status=422 if invalid else 200,
        place=place,
        is_own=place.person.id == actor.person_id,
        kinds=[kind for kind in TrainingKind if kind is not TrainingKind.RELAXATION],  # who used it is nobody's record
        rows=rows,
        may_add=not days.too_many(rows),
        topics=topic_rows("", await target_groups_of(actor.organisation_id), posted or None),
        asks_another=bool(invalid and entry.SAME in invalid.problems) or bool(posted and posted.get(entry.SAME)),
        file_again=had_file,
        most=most_bytes,
        posted=posted or {},
        invalid=invalid,
    )
