"""Basic training completed elsewhere: her own list, the register, one training with its papers."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import NamedDependency, Provide

from staffdev.access import Actor
from staffdev.audit.view import timeline
from staffdev.dated import ReasonForm
from staffdev.errors import Advice, Invalid
from staffdev.evidence.controllers import AttachmentsController, Proved
from staffdev.evidence.papers import Paper, read_papers
from staffdev.forms import Posted, parse
from staffdev.i18n import N_
from staffdev.people.deps import ThePerson, visible_person
from staffdev.people.queries import target_groups_of
from staffdev.people.tables import Person
from staffdev.training.ledger import policies
from staffdev.training.ledger.actions import basic as actions
from staffdev.training.ledger.controllers.deciding import return_many, return_one, verify_many, verify_one
from staffdev.training.ledger.deps import (
    TheBasicTraining,
    TheOffices,
    offices_now,
    visible_basic_training,
)
from staffdev.training.ledger.forms import BasicTrainingForm
from staffdev.training.ledger.offices import Today as Offices
from staffdev.training.ledger.proofs import BASIC_TRAINING
from staffdev.training.ledger.queries import basic as queries
from staffdev.training.ledger.queries.records import person_of
from staffdev.training.ledger.view.basic import basic_page, basic_view, typed
from staffdev.training.offer.queries.programmes import programme_choices
from staffdev.training.tables import BasicTraining
from staffdev.training.topic_entry import read_topics, topic_rows
from staffdev.web.inject import CurrentActor, CurrentSettings, PageNumber, PageRequest
from staffdev.web.pages import Page, page, see_other

HOME = "/basic-trainings"
CORRECTED = N_("Corrected. It waits for verification again; what was there is kept as history.")


class PersonBasicTrainingsController(Controller):
    path = "/people/{person_code:uuid}/basic-trainings"
    dependencies = {"person": Provide(visible_person)}

    @get("/", policy=policies.can_view)
    async def index(self, person: ThePerson, actor: CurrentActor) -> Page:
        rows = await queries.basic_trainings_of(person, actor)
        may_log = bool(policies.can_log(actor, person))
        return page("training/ledger/basic/hers.html", person=person, rows=rows, may_log=may_log)

    @get("/new", policy=policies.can_view)
    async def new(self, person: ThePerson, actor: CurrentActor, settings: CurrentSettings) -> Page:
        policies.can_log(actor, person).require()
        return await _form(person, actor, most=settings.max_upload)

    @post("/", policy=policies.can_view)
    async def create(
        self, request: PageRequest, person: ThePerson, actor: CurrentActor, settings: CurrentSettings
    ) -> Page:
        policies.can_log(actor, person).require()
        posted = await request.form()
        try:
            form, topics, papers = await _read(posted, actor, most=settings.max_upload)
            made = await actions.record_basic_training(person, form, topics, papers, actor=actor)
        except Invalid as invalid:
            return await _form(person, actor, most=settings.max_upload, posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{made.code}", N_("Recorded. It counts once it is verified."))


class BasicTrainingsController(Controller):
    path = HOME
    dependencies = {"offices": Provide(offices_now)}

    @get("/", policy=policies.can_list)
    async def index(self, offices: TheOffices, actor: CurrentActor, number: PageNumber) -> Page:
        return page(
            "training/ledger/basic/index.html",
            view=await basic_page(actor, offices, number),
        )

    @post("/verifications", policy=policies.can_verify)
    async def verify(self, request: PageRequest, actor: CurrentActor) -> Page:
        return await verify_many(request, BasicTraining, HOME, actor)

    @post("/returns", policy=policies.can_verify)
    async def give_back(self, request: PageRequest, actor: CurrentActor) -> Page:
        return await return_many(request, BasicTraining, HOME, actor)


class BasicTrainingController(Controller):
    path = f"{HOME}/{{training_code:uuid}}"
    dependencies = {"offices": Provide(offices_now), "training": Provide(visible_basic_training)}

    @get("/", policy=policies.can_view)
    async def show(self, training: TheBasicTraining, offices: TheOffices, actor: CurrentActor) -> Page:
        return await _show(training, offices, actor)

    @get("/edit", policy=policies.can_view)
    async def edit(self, training: TheBasicTraining, actor: CurrentActor) -> Page:
        policies.can_correct(actor, training).require()
        return await _form(await person_of(training.person), actor, training=training, posted=await typed(training))

    @post("/", policy=policies.can_view)
    async def update(self, request: PageRequest, training: TheBasicTraining, actor: CurrentActor) -> Page:
        policies.can_correct(actor, training).require()
        posted, person = await request.form(), await person_of(training.person)
        try:
            form, topics, _ = await _read(posted, actor, stored=training.topics)
            changed = await actions.correct_basic_training(training, person, form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(person, actor, training=training, posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{training.code}", CORRECTED if changed else N_("Nothing was changed."))

    @post("/withdrawal", policy=policies.can_view)
    async def withdraw(self, request: PageRequest, training: TheBasicTraining, actor: CurrentActor) -> Page:
        policies.can_correct(actor, training).require()
        person = await person_of(training.person)
        try:
            because = parse(ReasonForm, await request.form()).because
        except Invalid as invalid:
            return await _form(person, actor, training=training, posted=await typed(training), invalid=invalid)
        await actions.withdraw_basic_training(training, person, because, actor=actor)
        home = f"/people/{person.code}/basic-trainings"
        return see_other(request, home, N_("Taken back. It stays readable in the log of changes."))

    @post("/verification", policy=policies.can_verify)
    async def verify(self, request: PageRequest, training: TheBasicTraining, actor: CurrentActor) -> Page:
        return await verify_one(request, BasicTraining, training.code, f"{HOME}/{training.code}", actor)

    @post("/return", policy=policies.can_verify)
    async def give_back(
        self, request: PageRequest, training: TheBasicTraining, offices: TheOffices, actor: CurrentActor
    ) -> Page:
        try:
            return await return_one(request, BasicTraining, training.code, f"{HOME}/{training.code}", actor)
        except Invalid as invalid:
            return await _show(training, offices, actor, invalid)


async def proved_basic_training(training: NamedDependency[BasicTraining], actor: NamedDependency[Actor]) -> Proved:
    """The basic training as the thing its papers prove."""
    may_change = policies.can_correct(actor, training)
    person: Any = training.person
    return Proved(BASIC_TRAINING, training.code, training.title, f"{HOME}/{training.code}", person, may_change)


class BasicTrainingPapersController(AttachmentsController):
    path = f"{HOME}/{{training_code:uuid}}/attachments"
    dependencies = {
        "offices": Provide(offices_now),
        "training": Provide(visible_basic_training),
        "proved": Provide(proved_basic_training),
    }


async def _read(
    posted: Posted, actor: Actor, *, most: int = 0, stored: str = ""
) -> tuple[BasicTrainingForm, str, list[Paper]]:
    """Everything on the form; `most` bytes of papers where the form has them."""
    topics, found = read_topics(posted, await target_groups_of(actor.organisation_id), stored)
    problems: dict[str, Advice] = dict(found)
    form, papers = None, []
    try:
        form = parse(BasicTrainingForm, posted)
    except Invalid as invalid:
        problems = {**invalid.problems, **problems}
    try:
        papers = await read_papers(posted, most_bytes=most) if most else []
    except Invalid as invalid:
        problems.update(invalid.problems)
    if problems or form is None:
        raise Invalid(problems)
    return form, topics, papers


async def _form(
    person: Person,
    actor: Actor,
    *,
    most: int = 0,
    training: BasicTraining | None = None,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    """The form; empty, filled from what is stored, or with what has to be corrected."""
    groups = await target_groups_of(actor.organisation_id)
    sent = posted if invalid and posted and hasattr(posted, "getall") else None
    return page(
        "training/ledger/basic/form.html",
        status=422 if invalid else 200,
        person=person,
        training=training,
        programmes=await programme_choices(actor.organisation_id),
        topics=topic_rows(training.topics if training else "", groups, sent),
        may_judge=bool(policies.can_judge_equivalence(actor)),
        most=most,
        posted=posted or {},
        invalid=invalid,
    )


async def _show(training: BasicTraining, offices: Offices, actor: Actor, invalid: Invalid | None = None) -> Page:
    view, lines = await basic_view(training, actor, offices), await timeline(training.code, actor)
    shown: dict[str, Any] = {"view": view, "lines": lines, "invalid": invalid}
    return page("training/ledger/basic/show.html", status=422 if invalid else 200, **shown)
