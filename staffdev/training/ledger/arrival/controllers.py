"""The pages about a new engagement: the same three for the induction and for the selection checklist."""

from typing import Any, ClassVar
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromPath

from staffdev import translations
from staffdev.access import Actor
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.people.deps import ThePerson, visible_person
from staffdev.people.tables import Person
from staffdev.training.ledger import policies
from staffdev.training.ledger.arrival import actions, queries
from staffdev.training.ledger.arrival.kinds import CHECKLIST, INDUCTION, ArrivalKind
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other

BELOW_HER = "/people/{person_code:uuid}"


class ArrivalController(Controller):
    """One kind of act about her engagements; a subclass says which."""

    kind: ClassVar[ArrivalKind]
    dependencies = {"person": Provide(visible_person)}

    @get("/", policy=policies.can_view)
    async def index(self, person: ThePerson, actor: CurrentActor) -> Page:
        return await _index(self.kind, person, actor)

    @get("/new", policy=policies.can_manage)
    async def new(self, person: ThePerson, actor: CurrentActor) -> Page:
        return await _form(self.kind, person, actor)

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, person: ThePerson, actor: CurrentActor) -> Page:
        kind, posted = self.kind, await request.form()
        try:
            form = parse(kind.form, posted)
            engagement = await queries.engagement_named(kind, str(posted.get("engagement") or ""), person, actor)
            await actions.record_arrival(kind, person, engagement, form, actor=actor)
        except Invalid as invalid:
            return await _form(kind, person, actor, posted=posted, invalid=invalid)
        return see_other(request, _home(kind, person), N_("Recorded."))

    @get("/{row_code:uuid}/edit", policy=policies.can_manage)
    async def edit(self, row_code: FromPath[UUID], person: ThePerson, actor: CurrentActor) -> Page:
        row = await queries.arrival_of(self.kind, row_code, person, actor)
        return await _form(self.kind, person, actor, row=row, posted=_typed(self.kind, row))

    @post("/{row_code:uuid}", policy=policies.can_manage)
    async def update(
        self, request: PageRequest, row_code: FromPath[UUID], person: ThePerson, actor: CurrentActor
    ) -> Page:
        kind, posted = self.kind, await request.form()
        row = await queries.arrival_of(kind, row_code, person, actor)
        try:
            await _correct(kind, person, row, parse(kind.form, posted), actor)
        except Invalid as invalid:
            return await _form(kind, person, actor, row=row, posted=posted, invalid=invalid)
        return see_other(request, _home(kind, person), N_("Corrected. What was there is kept as history."))

    @post("/{row_code:uuid}/withdrawal", policy=policies.can_manage)
    async def withdraw(
        self, request: PageRequest, row_code: FromPath[UUID], person: ThePerson, actor: CurrentActor
    ) -> Page:
        row = await queries.arrival_of(self.kind, row_code, person, actor)
        try:
            because = parse(ReasonForm, await request.form()).because
        except Invalid as invalid:
            return await _form(self.kind, person, actor, row=row, posted=_typed(self.kind, row), invalid=invalid)
        await actions.withdraw_arrival(self.kind, person, row, because, actor=actor)
        return see_other(request, _home(self.kind, person), N_("Taken back. It stays readable in the log of changes."))


class InductionsController(ArrivalController):
    path = f"{BELOW_HER}/{INDUCTION.slug}"
    kind = INDUCTION


class ChecklistsController(ArrivalController):
    path = f"{BELOW_HER}/{CHECKLIST.slug}"
    kind = CHECKLIST


async def _correct(kind: ArrivalKind, person: Person, row: Any, form: Any, actor: Actor) -> None:
    engagements = {one.id: one for one in await queries.engagements_for(kind, person, actor)}
    if row.engagement not in engagements:
        raise Invalid({"": N_("The engagement it was about was taken back. Take this record back too.")})
    await actions.correct_arrival(kind, person, engagements[row.engagement], row, form, actor=actor)


async def _index(kind: ArrivalKind, person: Person, actor: Actor) -> Page:
    rows = await queries.arrivals_of(kind, person, actor)
    engagements = {one.id: one for one in await queries.engagements_for(kind, person, actor)}
    shown: dict[str, Any] = {"kind": kind, "person": person, "rows": rows, "engagements": engagements}
    return page("training/ledger/arrival/index.html", may_manage=bool(policies.can_manage(actor)), **shown)


async def _form(
    kind: ArrivalKind,
    person: Person,
    actor: Actor,
    *,
    row: Any = None,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    """The form; empty, filled, or with what has to be corrected."""
    shown: dict[str, Any] = {"kind": kind, "person": person, "row": row, "posted": posted or {}, "invalid": invalid}
    engagements = await queries.engagements_for(kind, person, actor)
    return page("training/ledger/arrival/form.html", status=422 if invalid else 200, engagements=engagements, **shown)


def _home(kind: ArrivalKind, person: Person) -> str:
    return f"/people/{person.code}/{kind.slug}"


def _typed(kind: ArrivalKind, row: Any) -> dict[str, str]:
    typed = {"completed_on": translations.day_typed(row.completed_on), "note": row.note or ""}
    return typed | ({"is_met": "yes" if row.is_met else ""} if kind is CHECKLIST else {})


ROUTES = (InductionsController, ChecklistsController)
