"""The pages about groups and their members, and the first page of intervision."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_, P_
from staffdev.intervision import policies
from staffdev.intervision.deps import TheGroup, visible_group
from staffdev.intervision.groups import actions
from staffdev.intervision.groups.deps import TheMember, visible_member
from staffdev.intervision.groups.forms import ClosureForm, GroupForm, MemberForm, NewMembersForm
from staffdev.intervision.groups.queries import person_by_id
from staffdev.intervision.groups.view import addable, card_of, home_of
from staffdev.intervision.tables import Group, GroupMember
from staffdev.training.offer.posting import typed
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

USUAL = {"least": "3", "most": "8", "rhythm_days": "31"}


class IntervisionController(Controller):
    path = "/intervision"

    @get("/", policy=policies.can_look)
    async def show(self, actor: CurrentActor, today: Today) -> Page:
        return page("intervision/groups/home.html", home=await home_of(actor, today))


class GroupsController(Controller):
    path = "/intervision/groups"

    @get("/new", policy=policies.can_manage)
    async def new(self) -> Page:
        return _form(None, posted=USUAL)

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            group = await actions.create_group(parse(GroupForm, posted), actor=actor)
        except Invalid as invalid:
            return _form(None, posted=posted, invalid=invalid)
        said = N_("The group is entered. Say now who belongs to it.")
        return see_other(request, f"/intervision/groups/{group.code}/members/new", said)


class GroupController(Controller):
    path = "/intervision/groups/{group_code:uuid}"
    dependencies = {"group": Provide(visible_group)}

    @get("/", policy=policies.can_look)
    async def show(self, group: TheGroup, actor: CurrentActor, today: Today) -> Page:
        return await _card(group, actor, today)

    @get("/edit", policy=policies.can_manage)
    async def edit(self, group: TheGroup) -> Page:
        return _form(group, posted=typed(group, GroupForm))

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, group: TheGroup, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.edit_group(group, parse(GroupForm, posted), actor=actor)
        except Invalid as invalid:
            return _form(group, posted=posted, invalid=invalid)
        return see_other(request, f"/intervision/groups/{group.code}", N_("Saved."))

    @post("/closure", policy=policies.can_manage)
    async def close(self, request: PageRequest, group: TheGroup, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.close_group(group, parse(ClosureForm, posted).closed_on, actor=actor)
        except Invalid as invalid:
            return _form(group, posted=typed(group, GroupForm) | _given(posted), invalid=invalid)
        return see_other(request, "/intervision", N_("The group is closed. What it did stays readable."))

    @post("/reopening", policy=policies.can_manage)
    async def reopen(self, request: PageRequest, group: TheGroup, actor: CurrentActor) -> Page:
        await actions.reopen_group(group, actor=actor)
        return see_other(request, f"/intervision/groups/{group.code}", N_("The group is open again."))


class MembersController(Controller):
    path = "/intervision/groups/{group_code:uuid}/members"
    dependencies = {"group": Provide(visible_group)}

    @get("/new", policy=policies.can_manage)
    async def new(self, group: TheGroup, actor: CurrentActor, today: Today) -> Page:
        return await _joining(group, actor, today)

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, group: TheGroup, actor: CurrentActor, today: Today) -> Page:
        posted = await request.form()
        try:
            many = await actions.add_members(group, parse(NewMembersForm, posted), actor=actor)
        except Invalid as invalid:
            return await _joining(group, actor, today, posted=posted, invalid=invalid)
        said = P_("%(n)s person belongs to the group now.", "%(n)s people joined the group.", many)
        return see_other(request, f"/intervision/groups/{group.code}", said)


class MemberController(Controller):
    path = "/intervision/groups/{group_code:uuid}/members/{member_code:uuid}"
    dependencies = {"group": Provide(visible_group), "member": Provide(visible_member)}

    @get("/edit", policy=policies.can_manage)
    async def edit(self, group: TheGroup, member: TheMember) -> Page:
        return await _member(group, member, posted=typed(member, MemberForm))

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, group: TheGroup, member: TheMember, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            form = parse(MemberForm, _given(posted) | {"person": str(member.code)})
            await actions.correct_member(group, member, form, actor=actor)
        except Invalid as invalid:
            return await _member(group, member, posted=posted, invalid=invalid)
        said = N_("Corrected. What was there is kept as history.")
        return see_other(request, f"/intervision/groups/{group.code}", said)

    @post("/withdrawal", policy=policies.can_manage)
    async def withdraw(self, request: PageRequest, group: TheGroup, member: TheMember, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.withdraw_member(group, member, parse(ReasonForm, posted).because, actor=actor)
        except Invalid as invalid:
            return await _member(group, member, posted=typed(member, MemberForm), invalid=invalid)
        return see_other(request, f"/intervision/groups/{group.code}", N_("Taken back; it stays in the log."))


async def _card(group: Group, actor: Actor, today: Any) -> Page:
    return page("intervision/groups/show.html", group=group, card=await card_of(group, actor, today))


def _form(group: Group | None, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    status = 422 if invalid else 200
    return page("intervision/groups/form.html", status=status, group=group, posted=posted or {}, invalid=invalid)


async def _joining(
    group: Group, actor: Actor, today: Any, *, posted: Any = None, invalid: Invalid | None = None
) -> Page:
    return page(
        "intervision/groups/members_new.html",
        status=422 if invalid else 200,
        group=group,
        people=await addable(group, actor, today),
        chosen=posted.getall("people", []) if posted else [],
        posted=posted or {"need": "required", "may_facilitate": "yes", "from_on": today},
        invalid=invalid,
    )


async def _member(group: Group, member: GroupMember, *, posted: Any, invalid: Invalid | None = None) -> Page:
    shown: dict[str, Any] = {"group": group, "member": member, "posted": posted, "invalid": invalid}
    person = await person_by_id(member.person)
    return page("intervision/groups/member.html", status=422 if invalid else 200, person=person, **shown)


def _given(posted: Any) -> dict[str, Any]:
    return {name: posted.get(name) for name in posted}


ROUTES = (IntervisionController, GroupsController, GroupController, MembersController, MemberController)
