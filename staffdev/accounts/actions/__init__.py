"""What can be done with accounts, one function per verb."""

from staffdev.accounts.actions.accepting import accept, accept_as, accept_back
from staffdev.accounts.actions.entering import Caller, Opened, begin, give_second_factor, sign_in, sign_out
from staffdev.accounts.actions.invitations import invite, invite_back, revoke_invitation
from staffdev.accounts.actions.own import (
    change_name,
    change_password,
    choose_language,
    end_other_sessions,
    end_session,
    switch_organisation,
)
from staffdev.accounts.actions.roles import (
    disable_account,
    enable_account,
    end_role,
    grant_role,
    take_second_factor_off,
)
from staffdev.accounts.actions.second_factor import (
    confirm_second_factor,
    remove_second_factor,
    renew_recovery_codes,
    start_second_factor,
)
from staffdev.accounts.actions.set_up import set_up

__all__ = [
    "Caller",
    "Opened",
    "accept",
    "accept_as",
    "accept_back",
    "begin",
    "change_name",
    "change_password",
    "choose_language",
    "confirm_second_factor",
    "disable_account",
    "enable_account",
    "end_other_sessions",
    "end_role",
    "end_session",
    "give_second_factor",
    "grant_role",
    "invite",
    "invite_back",
    "remove_second_factor",
    "renew_recovery_codes",
    "revoke_invitation",
    "set_up",
    "sign_in",
    "sign_out",
    "start_second_factor",
    "switch_organisation",
    "take_second_factor_off",
]
