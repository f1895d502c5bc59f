"""The pages of polls: asked by the coordinator, answered by the members, closed, reopened, settled."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev import translations
from staffdev.access import Actor
from staffdev.errors import Invalid, NotFound
from staffdev.forms import Posted, parse
from staffdev.i18n import N_
from staffdev.intervision.policies import can_manage
from staffdev.intervision.polls import actions, policies, queries
from staffdev.intervision.polls.deps import ThePoll, visible_poll
from staffdev.intervision.polls.entry import ROWS, read_answers, read_poll, typed_options
from staffdev.intervision.polls.forms import ReopeningForm
from staffdev.intervision.polls.view import form_rows, plan_address, shown
from staffdev.intervision.queries import group_visible_to, groups_visible_to
from staffdev.intervision.tables import Group, Poll, PollOption
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

HOME = "/intervision/polls"
DAYS_TO_ANSWER = timedelta(days=7)
USUAL_LENGTH = 90


class PollsController(Controller):
    path = HOME

    @get("/", policy=policies.can_look)
    async def index(self, actor: CurrentActor, today: Today) -> Page:
        polls = await queries.polls_visible_to(actor, today)
        waiting = {
            row["code"] for row in await queries.polls_waiting_for(actor.person_id, actor.organisation_id, today)
        }
        may_ask, manages = policies.can_ask(actor), bool(can_manage(actor))
        return page("intervision/polls/index.html", polls=polls, waiting=waiting, may_ask=may_ask, manages=manages)

    @get("/new", policy=policies.can_ask)
    async def new(self, request: PageRequest, actor: CurrentActor, today: Today, weekly: FromQuery[str] = "") -> Page:
        asked = request.query_params
        usual = {"minutes": translations.hours(USUAL_LENGTH), "is_weekly": "yes" if weekly == "yes" else ""}
        usual |= {"group": asked.get("group", ""), "answer_by": translations.day_typed(today + DAYS_TO_ANSWER)}
        return await _form(actor, usual | typed_options(asked.getall("at", [])))

    @post("/", policy=policies.can_ask)
    async def create(self, request: PageRequest, actor: CurrentActor, today: Today) -> Page:
        posted = await request.form()
        try:
            form, options = read_poll(posted, today)
            poll = await actions.create_poll(form, await _group(form.group, actor), options, actor=actor)
        except Invalid as invalid:
            return await _form(actor, posted, invalid)
        return see_other(
            request, f"{HOME}/{poll.code}", N_("The group is asked. Whoever has not answered is reminded.")
        )


class PollController(Controller):
    path = f"{HOME}/{{poll_code:uuid}}"
    dependencies = {"poll": Provide(visible_poll)}

    @get("/", policy=policies.can_look)
    async def show(self, poll: ThePoll, actor: CurrentActor, today: Today) -> Page:
        return await _page(poll, actor, today)

    @post("/answers", policy=policies.can_look)
    async def answer(self, request: PageRequest, poll: ThePoll, actor: CurrentActor, today: Today) -> Page:
        if actor.person_id not in {one.person for one in await queries.members_asked(poll, today)}:
            raise NotFound
        posted = await request.form()
        try:
            answers = read_answers(posted, await queries.options_of([poll.id]))
            await actions.answer_poll(poll, answers, actor=actor)
        except Invalid as invalid:
            return await _page(poll, actor, today, posted, invalid)
        return see_other(
            request, f"{HOME}/{poll.code}", N_("Your answers are kept. You can change them until the last day.")
        )

    @post("/closing", policy=policies.can_ask)
    async def close(self, request: PageRequest, poll: ThePoll, actor: CurrentActor) -> Page:
        await actions.close_poll(poll, actor=actor)
        return see_other(request, f"{HOME}/{poll.code}", N_("The poll is closed."))

    @post("/reopening", policy=policies.can_ask)
    async def reopen(self, request: PageRequest, poll: ThePoll, actor: CurrentActor, today: Today) -> Page:
        posted = await request.form()
        try:
            await actions.reopen_poll(poll, parse(ReopeningForm, posted), actor=actor)
        except Invalid as invalid:
            return await _page(poll, actor, today, posted, invalid)
        return see_other(request, f"{HOME}/{poll.code}", N_("The poll is open again."))

    @post("/choice", policy=policies.can_ask)
    async def settle(self, request: PageRequest, poll: ThePoll, actor: CurrentActor, today: Today) -> Page:
        posted = await request.form()
        try:
            option = await _option_in(posted, poll)
            await actions.choose_option(poll, option, actor=actor)
        except Invalid as invalid:
            return await _page(poll, actor, today, invalid=invalid)
        return see_other(request, plan_address(poll, await queries.group_of(poll), option))


async def _option_in(posted: Posted, poll: Poll) -> PollOption:
    """The option that was chosen; Invalid where it is none of this poll's."""
    options = {str(one.code): one for one in await queries.options_of([poll.id])}
    found = options.get(str(posted.get("option") or ""))
    if found is None:
        raise Invalid({"": N_("Choose one of the times that were offered.")})
    return found


async def _group(code: str, actor: Actor) -> Group:
    try:
        return await group_visible_to(actor, UUID(code))
    except (ValueError, NotFound):
        raise Invalid({"group": N_("Choose whom to ask.")}) from None


async def _page(poll: Poll, actor: Actor, today: date, posted: Any = None, invalid: Invalid | None = None) -> Page:
    answered = posted if posted is not None and "answer_by" not in posted else None
    return page(
        "intervision/polls/show.html",
        status=422 if invalid else 200,
        found=await shown(poll, actor, today, answered),
        posted=posted or {},
        invalid=invalid,
    )


async def _form(actor: Actor, posted: Any, invalid: Invalid | None = None) -> Page:
    groups = [(str(one.code), one.title) for one in await groups_visible_to(actor)]
    return page(
        "intervision/polls/new.html",
        status=422 if invalid else 200,
        groups=groups,
        rows=form_rows(posted, ROWS),
        weekdays=[(str(day), translations.weekday(day)) for day in range(1, 8)],
        is_weekly=posted.get("is_weekly") == "yes",
        posted=posted,
        invalid=invalid,
    )


ROUTES = (PollsController, PollController)
