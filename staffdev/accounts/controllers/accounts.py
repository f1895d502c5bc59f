"""Who may sign in for the organisation, as what, from when until when."""

from typing import TypeAlias
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath

from staffdev.access import Actor, Role
from staffdev.accounts import actions, policies, queries
from staffdev.accounts.controllers.invitations import link_page
from staffdev.accounts.forms import EndRoleForm, GrantForm
from staffdev.accounts.tables import Account
from staffdev.errors import Advice, Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.web.inject import CurrentActor, CurrentSettings, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

Code: TypeAlias = FromPath[UUID]


class AccountsController(Controller):
    path = "/accounts"
    opt = {"policy": policies.can_manage_accounts}

    @get("/")
    async def index(self, actor: CurrentActor, today: Today) -> Page:
        return page("accounts/accounts.html", accounts=await queries.accounts_of(actor, today=today))

    @get("/{code:uuid}")
    async def show(self, actor: CurrentActor, code: Code) -> Page:
        return await _show(await queries.account_of(actor, code), actor)

    @post("/{code:uuid}/roles")
    async def grant_role(self, request: PageRequest, actor: CurrentActor, code: Code) -> Page:
        account, posted = await queries.account_of(actor, code), await request.form()
        try:
            await actions.grant_role(parse(GrantForm, posted), account, actor=actor)
        except Invalid as invalid:
            return await _show(account, actor, status=422, posted=posted, invalid=invalid)
        return _back(request, account, N_("The role is given. She has to sign in again."))

    @post("/{code:uuid}/disablement")
    async def disable(self, request: PageRequest, actor: CurrentActor, code: Code, today: Today) -> Page:
        account = await queries.account_of(actor, code)
        await actions.disable_account(account, actor=actor, today=today)
        return _back(request, account, N_("She can no longer sign in."))

    @post("/{code:uuid}/enablement")
    async def enable(self, request: PageRequest, actor: CurrentActor, code: Code) -> Page:
        account = await queries.account_of(actor, code)
        await actions.enable_account(account, actor=actor)
        return _back(request, account, N_("She can sign in again."))

    @post("/{code:uuid}/second-factor-removal")
    async def take_second_factor_off(self, request: PageRequest, actor: CurrentActor, code: Code) -> Page:
        account = await queries.account_of(actor, code)
        await actions.take_second_factor_off(account, actor=actor)
        return _back(
            request, account, N_("The second step is off. Her password is enough until she turns it on again.")
        )

    @post("/{code:uuid}/password-link")
    async def invite_back(self, actor: CurrentActor, code: Code, settings: CurrentSettings) -> Page:
        made, token = await actions.invite_back(await queries.account_of(actor, code), actor=actor)
        return link_page(made, token, settings)


class RoleEndController(Controller):
    """The end of one role of somebody."""

    path = "/roles/{code:uuid}/end"
    opt = {"policy": policies.can_manage_accounts}

    @get("/")
    async def new(self, actor: CurrentActor, code: Code) -> Page:
        return await _ending(actor, code)

    @post("/")
    async def create(self, request: PageRequest, actor: CurrentActor, code: Code, today: Today) -> Page:
        posted = await request.form()
        try:
            account = await actions.end_role(parse(EndRoleForm, posted), code, actor=actor, today=today)
        except Invalid as invalid:
            return await _ending(actor, code, status=422, posted=posted, invalid=invalid)
        return _back(request, account, N_("The role has ended, or will on the day you gave."))


def _back(request: PageRequest, account: Account, said: Advice) -> Page:
    return see_other(request, f"/accounts/{account.code}", said)


async def _show(account: Account, actor: Actor, *, status: int = 200, **context: object) -> Page:
    elsewhere = await queries.works_elsewhere(account.id, actor)
    frame = {
        "account": account,
        "grants": await queries.grants_of(account.id, actor),
        "can_change_roles": policies.can_change_roles_of(actor, account.id),
        "can_decide_alone": policies.can_decide_alone(actor, elsewhere=elsewhere),
        "roles": Role,
    }
    return page("accounts/show.html", status=status, **frame, **context)


async def _ending(actor: Actor, code: UUID, *, status: int = 200, **context: object) -> Page:
    grant = await queries.grant_of(actor, code)
    account = await queries.account(grant.account)
    return page("accounts/role_end.html", status=status, grant=grant, account=account, **context)


ROUTES = (AccountsController, RoleEndController)
