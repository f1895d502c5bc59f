"""Her own account: password, second factor, language, sessions, and for whom she acts."""

from typing import Any

from litestar import Controller, get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath

from staffdev.access import Actor, anyone, signed_in
from staffdev.accounts import actions, queries, second_factors
from staffdev.accounts.controllers.ways import caller_of, local
from staffdev.accounts.forms import CodeForm, ConfirmForm, LanguageForm, NameForm, PasswordForm, SwitchForm
from staffdev.accounts.qr import qr_code
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.web.inject import CurrentActor, CurrentSettings, CurrentVisit, PageRequest
from staffdev.web.pages import Page, page, see_other
from staffdev.web.visit import LANGUAGE_COOKIE

YEAR = 365 * 24 * 60 * 60
HOME = "/account"


class AccountController(Controller):
    path = HOME

    @get("/", policy=signed_in)
    async def show(self, actor: CurrentActor) -> Page:
        account = await queries.own_account(actor)
        return page("accounts/account.html", account=account, roles=sorted(actor.roles))

    @get("/name", policy=signed_in)
    async def edit_name(self, actor: CurrentActor) -> Page:
        return page("accounts/name.html", account=await queries.own_account(actor))

    @post("/name", policy=signed_in)
    async def update_name(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.change_name(parse(NameForm, posted), actor=actor)
        except Invalid as invalid:
            account = await queries.own_account(actor)
            return page("accounts/name.html", status=422, account=account, posted=posted, invalid=invalid)
        return see_other(request, HOME, N_("Your name is changed."))

    @get("/password", policy=signed_in)
    async def edit_password(self, actor: CurrentActor) -> Page:
        return page("accounts/password.html", account=await queries.own_account(actor))

    @post("/password", policy=signed_in)
    async def update_password(self, request: PageRequest, visit: CurrentVisit, actor: CurrentActor) -> Page:
        try:
            form = parse(PasswordForm, await request.form())
            token = await actions.change_password(form, actor=actor, caller=caller_of(request))
        except Invalid as invalid:
            account = await queries.own_account(actor)
            return page("accounts/password.html", status=422, account=account, invalid=invalid)
        visit.become(token)
        return see_other(request, HOME, N_("Your password is changed. In other browsers you are signed out."))

    @get("/sessions", policy=signed_in)
    async def list_sessions(self, visit: CurrentVisit, actor: CurrentActor) -> Page:
        return page("accounts/sessions.html", sessions=await queries.own_sessions(actor, visit.token))

    @post("/sessions/{session_id:int}/closure", policy=signed_in)
    async def close_session(self, request: PageRequest, actor: CurrentActor, session_id: FromPath[int]) -> Page:
        await actions.end_session(session_id, actor=actor)
        return see_other(request, f"{HOME}/sessions", N_("That browser is signed out."))

    @post("/sessions/closure", policy=signed_in)
    async def close_other_sessions(self, request: PageRequest, visit: CurrentVisit, actor: CurrentActor) -> Page:
        await actions.end_other_sessions(actor=actor, token=visit.token)
        return see_other(request, f"{HOME}/sessions", N_("Every other browser is signed out."))


class OwnSecondFactorController(Controller):
    path = f"{HOME}/second-factor"

    @get("/", policy=signed_in)
    async def show(self, actor: CurrentActor) -> Page:
        return await _second_factor(actor)

    @post("/", policy=signed_in)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        try:
            await actions.start_second_factor(parse(ConfirmForm, await request.form()), actor=actor)
        except Invalid as invalid:
            return await _second_factor(actor, invalid)
        return see_other(request, f"{HOME}/second-factor")

    @post("/confirmation", policy=signed_in)
    async def confirm(self, request: PageRequest, visit: CurrentVisit, actor: CurrentActor) -> Page:
        try:
            form = parse(CodeForm, await request.form())
            codes = await actions.confirm_second_factor(form, actor=actor, token=visit.token)
        except Invalid as invalid:
            return await _second_factor(actor, invalid)
        return page("accounts/recovery_codes.html", codes=codes)

    @post("/removal", policy=signed_in)
    async def remove(self, request: PageRequest, actor: CurrentActor) -> Page:
        try:
            await actions.remove_second_factor(parse(ConfirmForm, await request.form()), actor=actor)
        except Invalid as invalid:
            return await _second_factor(actor, invalid)
        return see_other(request, HOME, N_("The second step is off. Your password is enough to sign in."))


@post(f"{HOME}/recovery-codes", policy=signed_in)
async def renew_recovery_codes(request: PageRequest, actor: CurrentActor) -> Page:
    try:
        codes = await actions.renew_recovery_codes(parse(ConfirmForm, await request.form()), actor=actor)
    except Invalid as invalid:
        return await _second_factor(actor, invalid)
    return page("accounts/recovery_codes.html", codes=codes)


@post("/language", policy=anyone)
async def choose_language(request: PageRequest, actor: CurrentActor, settings: CurrentSettings) -> Page:
    """The browser remembers it, and so does her account."""
    form = parse(LanguageForm, await request.form())
    if actor.is_signed_in:
        await actions.choose_language(form.language, actor=actor)
    answer = see_other(request, local(form.next))
    secure = settings.secure_cookies
    answer.set_cookie(
        Cookie(LANGUAGE_COOKIE, value=form.language, max_age=YEAR, httponly=True, samesite="lax", secure=secure)
    )
    return answer


@post("/acting-organisation", policy=signed_in)
async def switch_organisation(request: PageRequest, visit: CurrentVisit, actor: CurrentActor) -> Page:
    form = parse(SwitchForm, await request.form())
    await actions.switch_organisation(form.organisation, actor=actor, token=visit.token)
    return see_other(request, local(form.next))


async def _second_factor(actor: Actor, invalid: Invalid | None = None) -> Page:
    """The page for whichever state the second factor is in: off, started, or on."""
    account = await queries.own_account(actor)
    frame: dict[str, Any] = {"status": 422 if invalid else 200, "invalid": invalid}
    if account.totp_confirmed_at:
        left = await queries.recovery_codes_left(account.id)
        return page("accounts/second_factor_on.html", account=account, codes_left=left, **frame)
    if account.totp_secret:
        secret = second_factors.secret_of(account)
        square = qr_code(second_factors.address_of(secret, account.username))
        return page("accounts/second_factor_started.html", secret=secret, qr=square, **frame)
    return page("accounts/second_factor_off.html", **frame)


ROUTES = (AccountController, OwnSecondFactorController, choose_language, renew_recovery_codes, switch_organisation)
