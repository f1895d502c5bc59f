"""`staffdev user`: who may sign in. For the day nobody who is responsible can."""

import argparse
from typing import Any

from staffdev import clock
from staffdev.access import Role
from staffdev.cli.printing import tell, tell_json, tell_rows
from staffdev.errors import StaffdevError
from staffdev.i18n import S_
from staffdev.translations import gettext as _

ROLES = [role.value.replace("_", "-") for role in Role]


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("user", help=_("see who may sign in, ask somebody in, end a role"))
    verbs = parser.add_subparsers(dest="verb", metavar=_("VERB"), required=True)

    listing = _verb(verbs, "list", _("list the accounts of an organisation and their roles"), run_list)
    listing.add_argument("--json", action="store_true", help=_("print the accounts as JSON"))

    adding = _verb(verbs, "add", _("ask somebody in: prints a link that works once, for a week"), run_add)
    adding.add_argument("name", metavar=_("NAME"), help=_("her first and last name"))
    adding.add_argument("--role", action="append", choices=ROLES, required=True, help=_("may be given several times"))

    resetting = _verb(verbs, "reset-password", _("print a link with which she chooses a new password"), run_reset)
    resetting.add_argument("username", metavar=_("USERNAME"), help=_("her user name"))

    ending = _verb(verbs, "end-role", _("end a role at once; she is signed out"), run_end_role)
    ending.add_argument("username", metavar=_("USERNAME"), help=_("her user name"))
    ending.add_argument("role", choices=ROLES, help=_("the role that ends"))


async def run_list(args: argparse.Namespace) -> None:
    from staffdev.accounts.queries import accounts_of
    from staffdev.cli.office import acting_for, organisation_named

    organisation = await organisation_named(args.organisation)
    accounts = await accounts_of(acting_for(organisation), today=clock.today())
    if args.json:
        shown = ("code", "username", "name", "roles", "disabled_at")
        tell_json([{name: account[name] for name in shown} for account in accounts])
        return
    heading = [_("User name"), _("Name"), _("Roles")]
    rows = [[account["username"], account["name"], _roles(account)] for account in accounts]
    tell_rows([heading, *rows])


async def run_add(args: argparse.Namespace) -> None:
    from staffdev.accounts.actions import invite
    from staffdev.accounts.forms import InvitationForm
    from staffdev.cli.office import acting_for, organisation_named

    organisation = await organisation_named(args.organisation)
    roles = [_role(name) for name in dict.fromkeys(args.role)]
    token = (await invite(InvitationForm(name=args.name, roles=roles), actor=acting_for(organisation)))[1]
    tell(S_("Give this link to %(name)s; it works once, for seven days:", name=args.name))
    tell(f"{args.settings.url}/invitation/{token}")


async def run_reset(args: argparse.Namespace) -> None:
    from staffdev.accounts.actions import invite_back
    from staffdev.cli.office import acting_for, organisation_named

    organisation = await organisation_named(args.organisation)
    account = await _account(args.username)
    token = (await invite_back(account, actor=acting_for(organisation)))[1]
    tell(S_("Give this link to %(name)s; it works once, for seven days:", name=account.name))
    tell(f"{args.settings.url}/invitation/{token}")


async def run_end_role(args: argparse.Namespace) -> None:
    from staffdev.accounts.actions import end_role
    from staffdev.accounts.forms import EndRoleForm
    from staffdev.accounts.queries import grants_of
    from staffdev.accounts.rules import is_in_force
    from staffdev.cli.office import acting_for, organisation_named

    actor, today = acting_for(await organisation_named(args.organisation)), clock.today()
    account = await _account(args.username)
    grants = [
        g for g in await grants_of(account.id, actor) if g.role == _role(args.role) and is_in_force(g, today=today)
    ]
    if not grants:
        raise StaffdevError(S_("%(name)s does not have that role there.", name=account.name))
    for grant in grants:
        await end_role(EndRoleForm(), grant.code, actor=actor, today=today)
    tell(S_("%(name)s does not have that role any more.", name=account.name))


def _verb(verbs: Any, name: str, words: str, run: Any) -> Any:
    parser = verbs.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    parser.add_argument("--organisation", metavar=_("CODE"), help=_("needed where there are several"))
    parser.set_defaults(run=run)
    return parser


async def _account(username: str) -> Any:
    from staffdev.accounts.queries import account_named

    account = await account_named(username)
    if account is None:
        raise StaffdevError(S_("Nobody has the user name %(username)s.", username=username))
    return account


def _role(name: str) -> Role:
    return Role(name.replace("-", "_"))


def _roles(account: dict[str, Any]) -> str:
    if account["disabled_at"]:
        return _("closed")
    return ", ".join(role.value for role in account["roles"]) or "–"
