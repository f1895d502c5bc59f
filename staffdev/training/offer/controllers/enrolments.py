"""Places in a course: taken, given up, and taken when one became free."""

from typing import Any
from uuid import UUID

from litestar import Controller, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.errors import Advice, Invalid, NotFound
from staffdev.forms import clean
from staffdev.i18n import N_, P_
from staffdev.people.queries import person_visible_to
from staffdev.people.tables import Person
from staffdev.training.offer import policies
from staffdev.training.offer.actions import enrolments as actions
from staffdev.training.offer.controllers.courses import course_page
from staffdev.training.offer.deps import TheCourse, TheEnrolment, visible_course, visible_enrolment
from staffdev.training.offer.queries.enrolments import people_by_id
from staffdev.training.tables import Enrolment
from staffdev.training.vocabulary import EnrolmentState
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, see_other


class EnrolmentsController(Controller):
    path = "/courses/{course_code:uuid}/enrolments"
    dependencies = {"course": Provide(visible_course)}

    @post("/", policy=policies.can_look)
    async def create(self, request: PageRequest, course: TheCourse, actor: CurrentActor, today: Today) -> Page:
        posted = await request.form()
        try:
            made = await actions.enrol(course, await _person(posted, actor), actor=actor)
        except Invalid as invalid:
            return await course_page(course, actor, today, invalid=invalid)
        return see_other(request, f"/courses/{course.code}", _said(made), "ok" if _has_place(made) else "warn")


class EnrolmentController(Controller):
    path = "/courses/{course_code:uuid}/enrolments/{enrolment_code:uuid}"
    dependencies = {"course": Provide(visible_course), "enrolment": Provide(visible_enrolment)}

    @post("/withdrawal", policy=policies.can_look)
    async def withdraw(
        self, request: PageRequest, course: TheCourse, enrolment: TheEnrolment, actor: CurrentActor
    ) -> Page:
        because = clean(str((await request.form()).get("because") or ""))[:500]
        promoted = await actions.withdraw(course, enrolment, actor=actor, because=because)
        own = enrolment.person == actor.person_id and not policies.can_manage(actor)
        return see_other(request, "/courses" if own else f"/courses/{course.code}", _given_up(len(promoted)))

    @post("/acceptance", policy=policies.can_look)
    async def accept(
        self, request: PageRequest, course: TheCourse, enrolment: TheEnrolment, actor: CurrentActor
    ) -> Page:
        await actions.accept(course, enrolment, actor=actor)
        return see_other(request, f"/courses/{course.code}", N_("The place is yours. See you there."))


async def _person(posted: Any, actor: Actor) -> Person:
    """Whom the form names; without a name it is whoever sends it."""
    if not posted.get("person"):
        policies.can_enrol_herself(actor).require()
        return (await people_by_id([actor.person_id]))[actor.person_id]
    try:
        return await person_visible_to(actor, UUID(str(posted["person"])))
    except (ValueError, NotFound):
        raise Invalid({"person": N_("Choose one of the people offered.")}) from None


def _given_up(promoted: int) -> Advice:
    if not promoted:
        return N_("The place is given up.")
    return P_(
        "The place is given up. %(n)s person moved up.", "The place is given up. %(n)s people moved up.", promoted
    )


def _has_place(made: Enrolment) -> bool:
    return bool(made.state == EnrolmentState.ENROLLED)


def _said(made: Enrolment) -> str:
    if _has_place(made):
        return N_("Enrolled.")
    return N_("The course is full. The next free place goes to whoever waits longest.")
