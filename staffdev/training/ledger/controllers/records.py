"""One record of training: its page, correcting it, taking it back, deciding about it, and its papers."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import NamedDependency, Provide

from staffdev import translations
from staffdev.access import ALLOWED, Actor, Decision, denied
from staffdev.audit.view import timeline
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.evidence.controllers import AttachmentsController, Proved
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.people.queries import target_groups_of
from staffdev.training.ledger import entry, policies
from staffdev.training.ledger.actions import records as actions
from staffdev.training.ledger.controllers.deciding import return_one, verify_one
from staffdev.training.ledger.deps import TheOffices, TheRecord, offices_now, visible_record
from staffdev.training.ledger.forms import CorrectionForm
from staffdev.training.ledger.offices import Today as Offices
from staffdev.training.ledger.proofs import TRAINING
from staffdev.training.ledger.queries.offices import closed_years
from staffdev.training.ledger.queries.records import person_of
from staffdev.training.ledger.view.record import record_view
from staffdev.training.tables import TrainingRecord
from staffdev.training.topic_entry import read_topics, topic_rows
from staffdev.training.vocabulary import TrainingKind
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

HOME = "/training-records"
CORRECTED = N_("Corrected. It waits for verification again; what was there is kept as history.")


class RecordController(Controller):
    path = f"{HOME}/{{record_code:uuid}}"
    dependencies = {"offices": Provide(offices_now), "record": Provide(visible_record)}

    @get("/", policy=policies.can_view)
    async def show(self, record: TheRecord, offices: TheOffices, actor: CurrentActor, today: Today) -> Page:
        return await _show(record, offices, actor, today)

    @get("/edit", policy=policies.can_view)
    async def edit(self, record: TheRecord, actor: CurrentActor) -> Page:
        await _require_open(record, actor)
        return await _form(record, actor)

    @post("/", policy=policies.can_view)
    async def update(self, request: PageRequest, record: TheRecord, actor: CurrentActor) -> Page:
        await _require_open(record, actor)
        posted = await request.form()
        try:
            form, topics = await _read(posted, record, actor)
            changed = await actions.correct_record(record, await person_of(record.person), form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(record, actor, posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{record.code}", CORRECTED if changed else N_("Nothing was changed."))

    @post("/withdrawal", policy=policies.can_view)
    async def withdraw(self, request: PageRequest, record: TheRecord, actor: CurrentActor) -> Page:
        await _require_open(record, actor)
        posted = await request.form()
        try:
            because = parse(ReasonForm, posted).because
        except Invalid as invalid:
            return await _form(record, actor, invalid=invalid)
        await actions.withdraw_record(record, await person_of(record.person), because, actor=actor)
        is_own = record.person == actor.person_id
        home = f"/my-training?year={record.held_on.year}" if is_own else HOME
        return see_other(request, home, N_("Taken back. It stays readable in the log of changes."))

    @post("/verification", policy=policies.can_verify)
    async def verify(self, request: PageRequest, record: TheRecord, actor: CurrentActor) -> Page:
        return await verify_one(request, TrainingRecord, record.code, f"{HOME}/{record.code}", actor)

    @post("/return", policy=policies.can_verify)
    async def give_back(
        self, request: PageRequest, record: TheRecord, offices: TheOffices, actor: CurrentActor, today: Today
    ) -> Page:
        try:
            return await return_one(request, TrainingRecord, record.code, f"{HOME}/{record.code}", actor)
        except Invalid as invalid:
            return await _show(record, offices, actor, today, invalid)


async def proved_by_papers(record: NamedDependency[TrainingRecord], actor: NamedDependency[Actor]) -> Proved:
    """The record as the thing its papers prove: all days of the training share them."""
    closed = entry.closed_year_advice([record.held_on], await closed_years(actor.organisation_id))
    may_change: Decision = denied(closed) if closed else _may_file(record, actor)
    person: Any = record.person
    return Proved(TRAINING, record.entry, record.title, f"{HOME}/{record.code}", person, may_change)


class RecordPapersController(AttachmentsController):
    path = f"{HOME}/{{record_code:uuid}}/attachments"
    dependencies = {
        "offices": Provide(offices_now),
        "record": Provide(visible_record),
        "proved": Provide(proved_by_papers),
    }


def _may_file(record: TrainingRecord, actor: Actor) -> Decision:
    """Papers belong to attendance too, so only whose record it is matters."""
    return ALLOWED if record.person == actor.person_id else policies.can_manage(actor)


async def _require_open(record: TrainingRecord, actor: Actor) -> None:
    """She may correct it, and its year is open; else the reason."""
    policies.can_correct(actor, record).require()
    await actions.refuse_closed([record.held_on], actor)


async def _read(posted: Any, record: TrainingRecord, actor: Actor) -> tuple[CorrectionForm, str]:
    topics, problems = read_topics(posted, await target_groups_of(actor.organisation_id), record.topics)
    try:
        form = parse(CorrectionForm, posted)
    except Invalid as invalid:
        raise Invalid({**invalid.problems, **problems}) from None
    if problems:
        raise Invalid(problems)
    return form, topics


async def _show(
    record: TrainingRecord, offices: Offices, actor: Actor, today: Any, invalid: Invalid | None = None
) -> Page:
    view = await record_view(record, actor, offices, today)
    recorded = [version.row["recorded_at"] for version in view.versions]
    lines = await timeline(record.code, actor, recorded=recorded)
    return page("training/ledger/show.html", status=422 if invalid else 200, view=view, lines=lines, invalid=invalid)


async def _form(record: TrainingRecord, actor: Actor, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    groups = await target_groups_of(actor.organisation_id)
    return page(
        "training/ledger/edit.html",
        status=422 if invalid else 200,
        record=record,
        person=await person_of(record.person),
        kinds=list(TrainingKind),
        topics=topic_rows(record.topics, groups, posted),
        posted=posted or _typed(record),
        invalid=invalid,
    )


def _typed(record: TrainingRecord) -> dict[str, str]:
    """The record as she would type it."""
    texts = {name: getattr(record, name) or "" for name in ("title", "kind", "organiser", "evidence")}
    days = {"held_on": translations.day_typed(record.held_on), "minutes": translations.hours(record.minutes)}
    return texts | days | {"is_basic": "yes" if record.is_basic else ""}
