"""Rating competences from 1 to 5: each side by itself, both beside each other once both are handed in."""

from datetime import date
from typing import Any

from litestar import Controller, get, post
from litestar.di import NamedDependency, Provide

from staffdev.access import Actor
from staffdev.errors import Invalid, NotFound
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.people.tables import Person
from staffdev.plans import policies
from staffdev.plans.actions import personal as actions
from staffdev.plans.deps import ThePerson, her_whom_she_may_know, rated_year
from staffdev.plans.entry import read_rating
from staffdev.plans.forms import RatingForm
from staffdev.plans.view.development import development, may_rate_in, rating_rows, side_of
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

Year = NamedDependency[int]


class RatingsController(Controller):
    path = "/people/{person_code:uuid}/ratings/{year:int}"
    dependencies = {"person": Provide(her_whom_she_may_know), "rated": Provide(rated_year, sync_to_thread=False)}

    @get("/", policy=policies.can_see_own)
    async def show(self, person: ThePerson, rated: Year, actor: CurrentActor, today: Today) -> Page:
        return await _show(person, rated, actor, today)

    @post("/", policy=policies.can_see_own)
    async def create(
        self, request: PageRequest, person: ThePerson, rated: Year, actor: CurrentActor, today: Today
    ) -> Page:
        if not may_rate_in(rated, today):
            raise NotFound
        posted = await request.form()
        try:
            hand_in = parse(RatingForm, posted).hand_in
            ratings = read_rating(posted, all_of_them=hand_in)
            await actions.rate(side_of(actor, person), person, rated, ratings, hand_in=hand_in, actor=actor)
        except Invalid as invalid:
            return await _show(person, rated, actor, today, posted=posted, invalid=invalid)
        said = N_("Handed in.") if hand_in else N_("Saved. Nobody else sees it before you hand it in.")
        return see_other(request, f"/people/{person.code}/ratings/{rated}", said)


async def _show(
    person: Person, year: int, actor: Actor, today: date, *, posted: Any = None, invalid: Invalid | None = None
) -> Page:
    shown = await development(person, year, actor, today)
    rows = rating_rows(shown.ratings, posted)
    return page("plans/ratings.html", status=422 if invalid else 200, shown=shown, rows=rows, invalid=invalid)
