"""The page on which the coordinator finds a time: what she asks in a form, five answers below it; nothing is stored."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromQuery

from staffdev.access import Actor, Role
from staffdev.errors import Invalid, NotFound
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.intervision import policies
from staffdev.intervision.groups.queries import choices_of, chosen_at_first
from staffdev.intervision.queries import group_visible_to
from staffdev.intervision.slots.forms import FORMS, Asked, GroupsForm, GroupSlotForm, usual
from staffdev.intervision.tables import Group
from staffdev.translations import day_typed, gettext, weekday
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

HOME = "/intervision/proposals"


class ProposalsController(Controller):
    path = HOME

    @get("/", policy=policies.can_manage)
    async def show(
        self, request: PageRequest, actor: CurrentActor, today: Today, question: FromQuery[str] = Asked.SERIES
    ) -> Page:
        typed = request.query_params
        asked = Asked(question) if question in set(Asked) else Asked.SERIES
        if "minutes" not in typed:
            return await _page(asked, actor, await _at_first(asked, typed, actor, today))
        try:
            return await _page(asked, actor, typed, found=await _found(asked, typed, actor, today))
        except Invalid as invalid:
            return await _page(asked, actor, typed, invalid=invalid)

    @post("/groups", policy=policies.can_manage)
    async def enter(self, request: PageRequest, actor: CurrentActor, today: Today) -> Page:
        from staffdev.intervision.slots import actions, asking  # the engine is for those who ask it, not for a start

        posted = await request.form()
        try:
            form = parse(GroupsForm, posted)
            groups = await asking.form_for(actor.organisation_id, form, today)
            await actions.enter_groups(groups, form, actor=actor)
        except Invalid as invalid:
            return await _page(Asked.GROUPS, actor, posted, invalid=invalid)
        return see_other(request, "/intervision", N_("The groups are entered. Plan a series for each of them."))


async def _found(asked: Asked, typed: Any, actor: Actor, today: date) -> Mapping[str, Any]:
    """What the page shows below the form; Invalid has advice for what was typed."""
    from staffdev.intervision.slots import asking, view  # as above

    form = parse(FORMS[asked], typed)
    if isinstance(form, GroupsForm):
        groups = await asking.form_for(actor.organisation_id, form, today)
        asked_again = [each for each in typed.multi_items() if each[0] in GroupsForm.__struct_fields__]
        return {"groups": view.formed(groups), "silent": len(groups.gathered.silent), "asked": asked_again}
    if not isinstance(form, GroupSlotForm):
        raise NotFound
    group = await _group(form.group, actor)
    answer = await asking.find_for(group, form, today)
    sees_leave = actor.is_any(Role.COORDINATOR)
    return {"results": view.results(answer, group, form, sees_leave=sees_leave), "group": group}


async def _group(code: str, actor: Actor) -> Group:
    try:
        found = UUID(code)
    except ValueError:
        raise Invalid({"group": N_("Choose the group.")}) from None
    group = await group_visible_to(actor, found)
    if group.closed_on:
        raise NotFound
    return group


async def _at_first(asked: Asked, typed: Mapping[str, str], actor: Actor, today: date) -> dict[str, str]:
    tomorrow = {"first_on": day_typed(today + timedelta(days=1))}
    return (
        usual(asked)
        | tomorrow
        | await chosen_at_first(actor)
        | {name: typed[name] for name in ("group",) if name in typed}
    )


async def _page(
    asked: Asked,
    actor: Actor,
    typed: Any,
    *,
    found: Mapping[str, Any] | None = None,
    invalid: Invalid | None = None,
) -> Page:
    from staffdev.intervision.slots import words  # as above

    return page(
        "intervision/proposals/show.html",
        status=422 if invalid else 200,
        asked=asked.value,
        questions=[(one.value, gettext(said)) for one, said in words.QUESTIONS.items()],
        rhythms=[(one.value, gettext(said)) for one, said in words.RHYTHMS.items()],
        groups_to_choose=await choices_of(actor),
        weekdays=[(str(number), weekday(number)) for number in range(1, 8)],
        chosen_days=typed.getall("weekdays", []) if hasattr(typed, "getall") else [],
        found=found or {},
        posted=typed,
        invalid=invalid,
    )


ROUTES: tuple[Any, ...] = (ProposalsController,)
