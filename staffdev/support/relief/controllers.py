"""Stress relief: what is offered, taking a place and giving it up, noting it for oneself, and the year's numbers."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev import clock
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.support.relief import actions, entry, policies, view
from staffdev.support.relief.deps import TheOffer, visible_offer
from staffdev.support.relief.forms import OfferForm
from staffdev.support.tables import ReliefOffer
from staffdev.support.vocabulary import PlaceState, ReliefKind
from staffdev.translations import day_typed
from staffdev.web.inject import CurrentActor, PageNumber, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

HOME = "/stress-relief"
KINDS = tuple(ReliefKind)


class OffersController(Controller):
    path = HOME

    @get("/", policy=policies.can_look)
    async def index(
        self, actor: CurrentActor, today: Today, number: PageNumber, shown: FromQuery[str] = "upcoming"
    ) -> Page:
        offers = await view.offers(actor, today, is_past=shown == "past", number=number)
        may = {"may_manage": bool(policies.can_manage(actor)), "may_report": bool(policies.can_report(actor))}
        return page("support/relief/index.html", offers=offers, **may)

    @get("/new", policy=policies.can_manage)
    async def new(self, today: Today) -> Page:
        return _form(None, posted={"offered_on": day_typed(today)})

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.record_offer(parse(OfferForm, posted), actor=actor)
        except Invalid as invalid:
            return _form(None, posted=posted, invalid=invalid)
        return see_other(request, HOME, N_("Offered. Everybody finds it under Stress relief."))

    @get("/report", policy=policies.can_report)
    async def report(self, actor: CurrentActor, today: Today, year: FromQuery[str] = "") -> Page:
        asked = int(year) if year.isascii() and year.isdecimal() and len(year) == len("2026") else today.year
        asked = min(max(view.FIRST_YEAR, asked), today.year + 1)
        return page("support/relief/report.html", report=await view.report(asked, actor, today))


class OfferController(Controller):
    path = f"{HOME}/offers/{{offer_code:uuid}}"
    dependencies = {"offer": Provide(visible_offer)}

    @get("/edit", policy=policies.can_manage)
    async def edit(self, offer: TheOffer) -> Page:
        return _form(offer)

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, offer: TheOffer, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.correct_offer(offer, parse(OfferForm, posted), actor=actor)
        except Invalid as invalid:
            return _form(offer, posted=posted, invalid=invalid)
        return see_other(request, HOME, N_("Saved."))

    @get("/withdrawal", policy=policies.can_manage)
    async def ask(self, offer: TheOffer) -> Page:
        return _withdrawal(offer)

    @post("/withdrawal", policy=policies.can_manage)
    async def withdraw(self, request: PageRequest, offer: TheOffer, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.withdraw_offer(offer, parse(ReasonForm, posted).because, actor=actor)
        except Invalid as invalid:
            return _withdrawal(offer, posted=posted, invalid=invalid)
        return see_other(request, HOME, N_("Called off. It is told under Stress relief."))


class PlaceController(Controller):
    """Her own place: there is no address for anybody else's."""

    path = f"{HOME}/offers/{{offer_code:uuid}}"
    dependencies = {"offer": Provide(visible_offer)}

    @post("/place", policy=policies.can_take_place)
    async def take(self, request: PageRequest, offer: TheOffer, actor: CurrentActor) -> Page:
        state = await actions.take_place(offer, actor=actor)
        if state is PlaceState.TAKEN:
            return see_other(request, HOME, N_("A place is yours. Nobody but you is told."))
        return see_other(request, HOME, N_("You are on the waiting list. Nobody but you is told."), "warn")

    @post("/place/withdrawal", policy=policies.can_take_place)
    async def give_up(self, request: PageRequest, offer: TheOffer, actor: CurrentActor) -> Page:
        await actions.give_up_place(offer, actor=actor)
        return see_other(request, HOME, N_("Given up. Nothing of it is kept."))

    @post("/participation", policy=policies.can_take_place)
    async def note(self, request: PageRequest, offer: TheOffer, actor: CurrentActor) -> Page:
        await actions.note_participation(offer, took_part=True, actor=actor)
        return see_other(request, _shown_at(offer), N_("Noted, for yourself. You may take it back at any time."))

    @post("/participation/withdrawal", policy=policies.can_take_place)
    async def forget(self, request: PageRequest, offer: TheOffer, actor: CurrentActor) -> Page:
        await actions.note_participation(offer, took_part=False, actor=actor)
        return see_other(request, _shown_at(offer), N_("Taken back."))


def _shown_at(offer: ReliefOffer) -> str:
    """The page on which she finds the offer again: today's is still ahead."""
    return f"{HOME}?shown=past" if entry.is_over(offer, clock.today()) else HOME


def _form(offer: ReliefOffer | None, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    filled = {"is_free": "yes"} | _stored(offer) if offer else {}
    context: dict[str, Any] = {"offer": offer, "kinds": KINDS, "posted": posted or filled, "invalid": invalid}
    return page("support/relief/form.html", status=422 if invalid else 200, **context)


def _stored(offer: Any) -> dict[str, str]:
    """What is recorded, as it would be typed."""
    return {
        "kind": offer.kind,
        "offered_on": day_typed(offer.offered_on),
        "held_on": day_typed(offer.held_on),
        "starts_at": f"{offer.starts_at:%H:%M}" if offer.starts_at else "",
        "minutes": f"{offer.minutes} min" if offer.minutes else "",
        "provider_name": offer.provider_name,
        "place": offer.place or "",
        "places": str(offer.places or ""),
    }


def _withdrawal(offer: ReliefOffer, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    context: dict[str, Any] = {"offer": offer, "posted": posted or {}, "invalid": invalid}
    return page("support/relief/withdrawal.html", status=422 if invalid else 200, **context)


ROUTES = [OffersController, OfferController, PlaceController]
