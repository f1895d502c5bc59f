"""Signing in and out, the second factor, and the first run."""

from litestar import Controller, get, post

from staffdev.access import NOBODY, anyone
from staffdev.accounts import actions, queries, sessions
from staffdev.accounts.controllers.ways import caller_of, local, remember, with_next
from staffdev.accounts.forms import SecondFactorForm, SetUpForm, SignInForm
from staffdev.accounts.tables import Account
from staffdev.errors import Invalid, NotFound, SignInNeeded
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.web.inject import CurrentActor, CurrentSettings, CurrentVisit, PageRequest, Today
from staffdev.web.pages import Page, page, see_other
from staffdev.web.visit import new_token


class SignInController(Controller):
    path = "/sign-in"

    @get("/", policy=anyone)
    async def new(self, request: PageRequest, actor: CurrentActor) -> Page:
        onwards = local(request.query_params.get("next"))
        if actor.is_signed_in:
            return see_other(request, onwards)
        if not await queries.is_set_up():
            return see_other(request, "/set-up")
        return page("accounts/sign_in.html", next=onwards)

    @post("/", policy=anyone)
    async def create(self, request: PageRequest, visit: CurrentVisit, settings: CurrentSettings) -> Page:
        posted = await request.form()
        onwards = local(posted.get("next"))
        try:
            opened = await actions.sign_in(parse(SignInForm, posted), caller=caller_of(request))
        except Invalid as invalid:
            return page("accounts/sign_in.html", status=422, next=onwards, posted=posted, invalid=invalid)
        visit.become(opened.token)
        path = with_next("/second-factor", onwards) if opened.second_factor_due else onwards
        return remember(see_other(request, path), opened, settings)


class SecondFactorController(Controller):
    path = "/second-factor"

    @get("/", policy=anyone)
    async def new(self, request: PageRequest, visit: CurrentVisit) -> Page:
        onwards = local(request.query_params.get("next"))
        if await sessions.find_pending(visit.token) is None:
            return see_other(request, with_next("/sign-in", onwards))
        return page("accounts/second_factor.html", next=onwards)

    @post("/", policy=anyone)
    async def create(self, request: PageRequest, visit: CurrentVisit) -> Page:
        posted = await request.form()
        onwards, account = local(posted.get("next")), await _pending(visit.token)
        try:
            form = parse(SecondFactorForm, posted)
            opened = await actions.give_second_factor(form, account, caller=caller_of(request))
        except Invalid as invalid:
            return page("accounts/second_factor.html", status=422, next=onwards, invalid=invalid)
        visit.become(opened.token)
        return see_other(request, onwards)


@post("/sign-out", policy=anyone)
async def sign_out(request: PageRequest, visit: CurrentVisit, actor: CurrentActor) -> Page:
    """Whatever the browser kept of our pages goes too."""
    await actions.sign_out(token=visit.token, actor=actor)
    visit.become(new_token())
    answer = see_other(request, "/sign-in", N_("You are signed out."))
    answer.headers["clear-site-data"] = '"cache"'
    return answer


class SetUpController(Controller):
    path = "/set-up"

    @get("/", policy=anyone)
    async def new(self) -> Page:
        await _not_set_up()
        return page("accounts/set_up.html")

    @post("/", policy=anyone)
    async def create(self, request: PageRequest, visit: CurrentVisit, today: Today) -> Page:
        await _not_set_up()
        posted = await request.form()
        try:
            account = await actions.set_up(parse(SetUpForm, posted), actor=NOBODY, today=today)
        except Invalid as invalid:
            return page("accounts/set_up.html", status=422, posted=posted, invalid=invalid)
        visit.become((await actions.begin(account, caller=caller_of(request))).token)
        return see_other(request, "/", N_("Everything is set up, and you are signed in."))


async def _pending(token: str) -> Account:
    account = await sessions.find_pending(token)
    if account is None:
        raise SignInNeeded(N_("Too much time has passed. Sign in again."))
    return account


async def _not_set_up() -> None:
    if await queries.is_set_up():
        raise NotFound


ROUTES = (SecondFactorController, SetUpController, SignInController, sign_out)
