"""Every address of accounts."""

from staffdev.accounts.controllers import accounts, entering, invitations, own

ROUTES = (*accounts.ROUTES, *entering.ROUTES, *invitations.ROUTES, *own.ROUTES)
