"""What the pages of accounts ask for."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from staffdev.access import Role
from staffdev.accounts.rules import LONGEST_PASSWORD
from staffdev.forms import Day, Form, Line
from staffdev.i18n import N_, Language


def _line(advice: str, *, longest: int = 200, pattern: str | None = None) -> Meta:
    return Meta(min_length=1, max_length=longest, pattern=pattern, extra={"advice": advice})


Secret = Annotated[
    str, Meta(max_length=LONGEST_PASSWORD, extra={"advice": N_("Enter a password of at most 200 characters.")})
]
Username = Annotated[
    str,
    Meta(
        min_length=3,
        max_length=60,
        pattern=r"^[^\W_][\w .@-]*$",
        extra={"advice": N_("Choose a user name of 3 to 60 letters and digits, for example her first name.")},
    ),
]


class SignInForm(Form, frozen=True, kw_only=True):
    username: Annotated[str, _line(N_("Enter your user name."))]
    password: Annotated[str, Meta(max_length=LONGEST_PASSWORD, extra={"advice": N_("Enter your password.")})]


class SecondFactorForm(Form, frozen=True, kw_only=True):
    code: Annotated[str, _line(N_("Enter the six digits your app shows, or a recovery code."), longest=40)]


class SetUpForm(Form, frozen=True, kw_only=True):
    """The organisation, who is responsible for it and by whose decision, and her own way in."""

    organisation: Annotated[str, _line(N_("Enter the name of the organisation."))]
    code: Annotated[
        str,
        _line(
            N_("Use small letters, digits and hyphens, for example ravnica."),
            longest=40,
            pattern=r"^[a-z0-9][a-z0-9-]*$",
        ),
    ]
    seat: Annotated[str, _line(N_("Enter the town of the organisation's seat."))]
    helpline: Annotated[str, _line(N_("Enter the number of the helpline."))] | None = None
    first_name: Annotated[str, _line(N_("Enter your first name."), longest=100)]
    last_name: Annotated[str, _line(N_("Enter your last name."), longest=100)]
    responsible_since: Day
    decision_number: Annotated[str, Meta(max_length=60)] | None = None
    decided_on: Day | None = None
    username: Username
    password: Secret
    password_again: Secret

    def problems(self) -> dict[str, str]:
        return _same(self.password, self.password_again)


class NameForm(Form, frozen=True, kw_only=True):
    name: Annotated[str, _line(N_("Enter your name."))]


class PasswordForm(Form, frozen=True, kw_only=True):
    current: Annotated[str, Meta(max_length=LONGEST_PASSWORD, extra={"advice": N_("Enter the password you have now.")})]
    password: Secret
    password_again: Secret

    def problems(self) -> dict[str, str]:
        return _same(self.password, self.password_again)


class ConfirmForm(Form, frozen=True, kw_only=True):
    """Something that asks for the password again."""

    current: Annotated[str, Meta(max_length=LONGEST_PASSWORD, extra={"advice": N_("Enter your password.")})]


class CodeForm(Form, frozen=True, kw_only=True):
    code: Annotated[str, _line(N_("Enter the six digits your app shows."), longest=20)]


class LanguageForm(Form, frozen=True, kw_only=True):
    language: Language
    next: str = "/"


class SwitchForm(Form, frozen=True, kw_only=True):
    organisation: Line
    next: str = "/"


class InvitationForm(Form, frozen=True, kw_only=True):
    """Who is asked in, as what; `person` is the code of her row in the register, when she is in it."""

    name: Annotated[str, _line(N_("Enter her name."))]
    roles: Annotated[list[Role], Meta(min_length=1, extra={"advice": N_("Choose at least one role.")})]
    person: UUID | None = None


class AcceptForm(Form, frozen=True, kw_only=True):
    username: Username
    password: Secret
    password_again: Secret

    def problems(self) -> dict[str, str]:
        return _same(self.password, self.password_again)


class NewPasswordForm(Form, frozen=True, kw_only=True):
    password: Secret
    password_again: Secret

    def problems(self) -> dict[str, str]:
        return _same(self.password, self.password_again)


class GrantForm(Form, frozen=True, kw_only=True):
    role: Role
    from_on: Day
    until_on: Day | None = None

    def problems(self) -> dict[str, str]:
        if self.until_on and self.until_on < self.from_on:
            return {"until_on": N_("Enter a last day that is not before the first.")}
        return {}


class EndRoleForm(Form, frozen=True, kw_only=True):
    """Her last day in the role; empty means at once."""

    until_on: Day | None = None


def _same(password: str, again: str) -> dict[str, str]:
    return {} if password == again else {"password_again": N_("Type the same password twice.")}
