"""The members of a network: which providers belong to it, from when to when, by which decision (Art. 14(2))."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.dated import EndingForm, ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.organisations import actions, policies, queries
from staffdev.organisations.forms import MembershipForm
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other

HOME = "/organisation"


class MembersController(Controller):
    path = f"{HOME}/members"

    @get("/new", policy=policies.can_keep_members)
    async def new(self, actor: CurrentActor) -> Page:
        return page("organisations/members/new.html", network=await queries.own_network(actor))

    @post("/", policy=policies.can_keep_members)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        network, posted = await queries.own_network(actor), await request.form()
        try:
            await actions.record_membership(parse(MembershipForm, posted), actor=actor)
        except Invalid as invalid:
            return page("organisations/members/new.html", status=422, network=network, posted=posted, invalid=invalid)
        return see_other(request, HOME, N_("Recorded."))

    @get("/{code:uuid}/ending", policy=policies.can_keep_members)
    async def edit_ending(self, code: FromPath[UUID], actor: CurrentActor) -> Page:
        return await _ending(code, actor)

    @post("/{code:uuid}/ending", policy=policies.can_keep_members)
    async def end(self, request: PageRequest, code: FromPath[UUID], actor: CurrentActor) -> Page:
        membership, posted = await queries.membership_of(code, actor), await request.form()
        try:
            await actions.end_membership(membership, parse(EndingForm, posted), actor=actor)
        except Invalid as invalid:
            return await _ending(code, actor, posted, invalid)
        return see_other(request, HOME, N_("The last day is recorded."))

    @post("/{code:uuid}/withdrawal", policy=policies.can_keep_members)
    async def withdraw(self, request: PageRequest, code: FromPath[UUID], actor: CurrentActor) -> Page:
        membership, posted = await queries.membership_of(code, actor), await request.form()
        try:
            await actions.withdraw_membership(membership, parse(ReasonForm, posted).because, actor=actor)
        except Invalid as invalid:
            return await _ending(code, actor, posted, invalid)
        return see_other(request, HOME, N_("Taken back. It stays readable in the log of changes."))


async def _ending(code: UUID, actor: Actor, posted: Any = None, invalid: Invalid | None = None) -> Page:
    membership: Any = await queries.membership_of(code, actor)
    context = {"membership": membership, "member": await queries.name_of(membership.member)}
    return page(
        "organisations/members/ending.html",
        status=422 if invalid else 200,
        posted=posted or {},
        invalid=invalid,
        **context,
    )
