"""The courses on offer, one course's page, and calling it off."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.access import Actor
from staffdev.dated import ReasonForm
from staffdev.errors import Advice, Invalid
from staffdev.forms import parse
from staffdev.i18n import N_, P_, S_
from staffdev.people.queries import target_groups_of
from staffdev.training.offer import policies
from staffdev.training.offer.actions import courses as actions
from staffdev.training.offer.actions.closed import refuse_closed_course
from staffdev.training.offer.deps import TheCourse, visible_course
from staffdev.training.offer.forms import CourseForm
from staffdev.training.offer.posting import parse_with_topics, typed
from staffdev.training.offer.queries import courses as queries
from staffdev.training.offer.queries import enrolments, programmes
from staffdev.training.offer.view import OFFERED_KINDS, card_of, course_rows, enrollable
from staffdev.training.tables import Course, Programme
from staffdev.training.topic_entry import topic_rows
from staffdev.web.inject import CurrentActor, PageNumber, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

FORM = "training/offer/courses/form.html"


class CoursesController(Controller):
    path = "/courses"

    @get("/", policy=policies.can_look)
    async def index(
        self,
        actor: CurrentActor,
        today: Today,
        number: PageNumber,
        view: FromQuery[str] = "upcoming",
        search: FromQuery[str] = "",
    ) -> Page:
        asked = view if view in queries.VIEWS else queries.VIEWS[0]
        shown: dict[str, Any] = {"view": asked, "search": search, "number": number, "size": queries.PAGE}
        return await _index(actor, today, shown)

    @get("/new", policy=policies.can_manage)
    async def new(self, actor: CurrentActor, programme: FromQuery[str] = "") -> Page:
        return await _form(None, actor, of=await programmes.programme_named(programme, actor.organisation_id))

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            form, topics = parse_with_topics(CourseForm, posted, await target_groups_of(actor.organisation_id))
            course = await actions.create_course(form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(None, actor, posted=posted, invalid=invalid)
        said = S_("%(title)s is entered. Add its sessions now.", title=course.title)
        return see_other(request, f"/courses/{course.code}/sessions/new", said)


class CourseController(Controller):
    path = "/courses/{course_code:uuid}"
    dependencies = {"course": Provide(visible_course)}

    @get("/", policy=policies.can_look)
    async def show(self, course: TheCourse, actor: CurrentActor, today: Today) -> Page:
        return await course_page(course, actor, today)

    @get("/edit", policy=policies.can_manage)
    async def edit(self, course: TheCourse, actor: CurrentActor) -> Page:
        await refuse_closed_course(course)
        return await _form(course, actor, of=await programmes.programme_of(course.programme))

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, course: TheCourse, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            groups = await target_groups_of(actor.organisation_id)
            form, topics = parse_with_topics(CourseForm, posted, groups, stored=course.topics)
            promoted = await actions.edit_course(course, form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(course, actor, posted=posted, invalid=invalid)
        return see_other(request, f"/courses/{course.code}", _saved(promoted))

    @get("/cancellation", policy=policies.can_manage)
    async def ask(self, course: TheCourse) -> Page:
        await refuse_closed_course(course)
        return _cancellation(course)

    @post("/cancellation", policy=policies.can_manage)
    async def cancel(self, request: PageRequest, course: TheCourse, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.cancel_course(course, parse(ReasonForm, posted).because, actor=actor)
        except Invalid as invalid:
            return _cancellation(course, posted=posted, invalid=invalid)
        return see_other(
            request, f"/courses/{course.code}", N_("The course is cancelled. Tell those who were enrolled.")
        )


async def course_page(course: Course, actor: Actor, today: Any, *, invalid: Invalid | None = None) -> Page:
    """The page of a course, also when an enrolment could not be made."""
    card = await card_of(course, actor, today)
    people = await enrollable(card, actor.organisation_id) if card.may_manage else []
    shown: dict[str, Any] = {"course": course, "card": card, "people": people, "invalid": invalid}
    return page("training/offer/courses/show.html", status=422 if invalid else 200, **shown)


async def _index(actor: Actor, today: Any, shown: dict[str, Any]) -> Page:
    asked = {"view": shown["view"], "search": shown["search"], "page": shown["number"]}
    courses, total = await queries.courses_visible_to(actor, today, **asked)
    promoted = await enrolments.promotions_of(actor.person_id, actor.organisation_id)
    return page(
        "training/offer/courses/index.html",
        rows=await course_rows(courses, actor, today),
        total=total,
        promoted=promoted,
        may_manage=bool(policies.can_manage(actor)),
        may_read=bool(policies.can_see_programmes(actor)),
        **shown,
    )


async def _form(
    course: Course | None,
    actor: Actor,
    *,
    of: Programme | None = None,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    """The form of a course; empty, filled from its programme or from what is stored, or with what to correct."""
    stored = course.topics if course else of.topics if of else ""
    source: Any = course or of
    filled = typed(source, CourseForm) if source else {}
    kinds = list(dict.fromkeys([*OFFERED_KINDS, *([course.kind] if course else [])]))
    return page(
        FORM,
        status=422 if invalid else 200,
        course=course,
        programmes=await programmes.programme_choices(actor.organisation_id),
        kinds=kinds,
        topics=topic_rows(stored, await target_groups_of(actor.organisation_id), posted),
        posted=posted or {**filled, "programme": str(of.code) if of else ""},
        invalid=invalid,
    )


def _saved(promoted: int) -> Advice:
    """What the next page says."""
    if not promoted:
        return N_("Saved.")
    return P_(
        "Saved. %(n)s person moved up from the waiting list.",
        "Saved. %(n)s people moved up from the waiting list.",
        promoted,
    )


def _cancellation(course: Course, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    shown: dict[str, Any] = {"course": course, "posted": posted or {}, "invalid": invalid}
    return page("training/offer/courses/cancellation.html", status=422 if invalid else 200, **shown)
