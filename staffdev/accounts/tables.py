"""Who may sign in, as what, and the sessions of those who have."""

from piccolo.columns import UUID, Integer, Serial, Varchar
from piccolo.table import Table

from staffdev.access import Role
from staffdev.db.columns import Code, Day, Flag, Instant, Reference
from staffdev.i18n import Language
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Person


class Account(Table, tablename="account"):
    """One woman's own way in; accounts are never shared. Disabled, never deleted."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    username = Varchar(length=100, default=None, unique=True, index=True)  # folded: accounts.rules.fold_username
    name = Varchar(length=200, default=None)
    person = Reference(Person, null=True)
    password_hash = Varchar(length=200, default=None)
    password_changed_at = Instant()
    totp_secret = Varchar(length=200, default=None, null=True)  # sealed
    totp_confirmed_at = Instant(null=True)
    totp_last_step = Integer(default=None, null=True)  # a code is good once
    language = Code(Language, length=10, null=True)
    disabled_at = Instant(null=True)
    created_at = Instant()


class RoleGrant(Table, tablename="role_grant"):
    """A role for an organisation, from–to; ended, never deleted."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    account = Reference(Account)
    organisation = Reference(Organisation)
    role = Code(Role, length=20)
    from_on = Day()
    until_on = Day(null=True)
    granted_by = UUID(default=None, null=True)
    granted_at = Instant()
    revoked_at = Instant(null=True)


class RecoveryCode(Table, tablename="recovery_code"):
    """One use instead of a second factor; only its digest is kept."""

    id: Serial
    account = Reference(Account)
    digest = Varchar(length=64, default=None)
    used_at = Instant(null=True)


class WebSession(Table, tablename="web_session"):
    """A browser in which somebody signed in; only the SHA-256 of its token is kept. Ended sessions are deleted."""

    id: Serial
    digest = Varchar(length=64, default=None, unique=True, index=True)
    account = Reference(Account)
    organisation = Reference(Organisation, null=True)
    browser = Varchar(length=200, default=None, null=True)
    second_factor_due = Flag()
    created_at = Instant()
    seen_at = Instant()


class Invitation(Table, tablename="invitation"):
    """A responsible person asks somebody in, or back in with a new password (`account`); the link works once."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    person = Reference(Person, null=True)
    account = Reference(Account, null=True)
    name = Varchar(length=200, default=None)
    roles = Varchar(length=200, default=None)
    digest = Varchar(length=64, default=None, unique=True)
    expires_at = Instant()
    used_at = Instant(null=True)
    revoked_at = Instant(null=True)
    created_by = UUID(default=None, null=True)
    created_at = Instant()


class SignInTry(Table, tablename="sign_in_try"):
    """Failed tries of one name or one address since the last success; slows down, never locks out."""

    id: Serial
    digest = Varchar(length=64, default=None, unique=True, index=True)
    failures = Integer(default=None)
    last_at = Instant()
