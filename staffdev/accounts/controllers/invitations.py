"""Asking somebody in, and coming in."""

from collections.abc import Sequence
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath

from staffdev.access import NOBODY, Actor, Role, anyone, signed_in
from staffdev.accounts import actions, policies, queries
from staffdev.accounts.controllers.ways import caller_of
from staffdev.accounts.forms import AcceptForm, InvitationForm, NewPasswordForm
from staffdev.accounts.qr import qr_code
from staffdev.accounts.tables import Invitation
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.settings import Settings
from staffdev.web.inject import CurrentActor, CurrentSettings, CurrentVisit, PageRequest, Today
from staffdev.web.pages import Page, page, see_other


class InvitationsController(Controller):
    path = "/invitations"

    @get("/", policy=policies.can_manage_accounts)
    async def index(self, actor: CurrentActor) -> Page:
        return page("accounts/invitations.html", invitations=await queries.open_invitations(actor))

    @get("/new", policy=policies.can_manage_accounts)
    async def new(self, actor: CurrentActor) -> Page:
        return await _new(actor)

    @post("/", policy=policies.can_manage_accounts)
    async def create(self, request: PageRequest, actor: CurrentActor, settings: CurrentSettings) -> Page:
        posted = await request.form()
        try:
            made, token = await actions.invite(parse(InvitationForm, posted), actor=actor)
        except Invalid as invalid:
            return await _new(actor, status=422, posted=posted, chosen=posted.getall("roles", []), invalid=invalid)
        return link_page(made, token, settings)

    @post("/{code:uuid}/revocation", policy=policies.can_manage_accounts)
    async def revoke(self, request: PageRequest, actor: CurrentActor, code: FromPath[UUID]) -> Page:
        await actions.revoke_invitation(code, actor=actor)
        return see_other(request, "/invitations", N_("The link does not work any more."))


class InvitationController(Controller):
    """The link itself; whoever holds it may use it, once."""

    path = "/invitation/{token:str}"

    @get("/", policy=anyone)
    async def show(self, actor: CurrentActor, token: FromPath[str]) -> Page:
        return await _invited(token, actor)

    @post("/", policy=anyone)
    async def create_account(
        self, request: PageRequest, visit: CurrentVisit, today: Today, token: FromPath[str]
    ) -> Page:
        posted = await request.form()
        try:
            account = await actions.accept(token, parse(AcceptForm, posted), today=today)
        except Invalid as invalid:
            return await _invited(token, NOBODY, status=422, posted=posted, invalid=invalid)
        visit.become((await actions.begin(account, caller=caller_of(request))).token)
        return see_other(request, "/", N_("Your account is made, and you are signed in."))

    @post("/acceptance", policy=signed_in)
    async def accept(self, request: PageRequest, actor: CurrentActor, today: Today, token: FromPath[str]) -> Page:
        await actions.accept_as(token, actor=actor, today=today)
        return see_other(request, "/", N_("The roles of the invitation are yours from now on."))

    @post("/password", policy=anyone)
    async def update_password(self, request: PageRequest, token: FromPath[str]) -> Page:
        try:
            await actions.accept_back(token, parse(NewPasswordForm, await request.form()))
        except Invalid as invalid:
            return await _invited(token, NOBODY, status=422, invalid=invalid)
        return see_other(request, "/sign-in", N_("Your new password counts from now on. Sign in with it."))


def link_page(made: Invitation, token: str, settings: Settings) -> Page:
    """The link, shown this once, to hand over or to print."""
    link = f"{settings.url}/invitation/{token}"
    roles = queries.roles_of(made)
    return page("accounts/invitation_link.html", status=201, made=made, roles=roles, link=link, qr=qr_code(link))


async def _new(actor: Actor, *, status: int = 200, chosen: Sequence[str] = (), **context: object) -> Page:
    people = await queries.people_to_invite(actor)
    return page("accounts/invitation_new.html", status=status, people=people, roles=Role, chosen=chosen, **context)


async def _invited(token: str, actor: Actor, *, status: int = 200, **context: object) -> Page:
    invitation = await queries.open_invitation(token)
    organisation = await queries.organisation(invitation.organisation)
    frame = {"token": token, "made": invitation, "organisation": organisation, "roles": queries.roles_of(invitation)}
    return page(f"accounts/{_template(invitation, actor)}.html", status=status, **frame, **context)


def _template(invitation: Invitation, actor: Actor) -> str:
    if invitation.account is not None:
        return "invitation_back"
    return "invitation_as" if actor.is_signed_in else "invitation"


ROUTES = (InvitationController, InvitationsController)
