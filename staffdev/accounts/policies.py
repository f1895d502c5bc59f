"""Who may do what with accounts."""

from staffdev.access import ALLOWED, Actor, Decision, Role, denied, one_of
from staffdev.i18n import N_

can_manage_accounts = one_of(
    Role.RESPONSIBLE_PERSON, reason=N_("Only the responsible person decides who may sign in, and as what.")
)


def can_change_roles_of(actor: Actor, account_id: int) -> Decision:
    """May she give and end roles of that account? Anybody's but her own."""
    if decision := can_manage_accounts(actor):
        if account_id != actor.account_id:
            return ALLOWED
        return denied(N_("Nobody decides about her own roles. Another responsible person does; invite her first."))
    return decision


def can_decide_alone(actor: Actor, *, elsewhere: bool) -> Decision:
    """May she close, reopen or give back an account that also has roles `elsewhere`? Only the command line, for all."""
    if elsewhere and actor.account_code is not None:
        return denied(N_("She also works for another organisation. End her roles here instead."))
    return ALLOWED
