"""`staffdev init`: the same first run as in the browser, by options or by answering questions."""

import argparse
import asyncio
import getpass
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from staffdev.cli.printing import tell
from staffdev.errors import Invalid, StaffdevError
from staffdev.i18n import N_, S_
from staffdev.settings import Settings
from staffdev.translations import gettext as _
from staffdev.translations import say

PASSWORDS = ("password", "password_again")


class Question(NamedTuple):
    """One thing to know: the field of the form, what to ask, and whether an empty answer will do."""

    field: str
    words: str
    optional: bool = False


QUESTIONS = (
    Question("organisation", N_("Name of the organisation")),
    Question("code", N_("A short code for it, small letters and hyphens")),
    Question("seat", N_("Town of its seat")),
    Question("helpline", N_("Number of the helpline"), optional=True),
    Question("first_name", N_("First name of the responsible person")),
    Question("last_name", N_("Last name of the responsible person")),
    Question("responsible_since", N_("Responsible since, for example 1.3.2024.")),
    Question("decision_number", N_("Number of the decision that appointed her"), optional=True),
    Question("decided_on", N_("Day of that decision"), optional=True),
    Question("username", N_("User name to sign in with")),
    Question("password", N_("Password, at least 12 characters")),
    Question("password_again", N_("The same password again")),
)


class Answers(dict[str, str]):
    """What was typed, in the shape forms are read from."""

    def getall(self, key: str, default: Any = None) -> Any:
        return [self[key]] if key in self else default


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "init", help=_("set up this installation: the organisation and its responsible person")
    )
    parser.description = _(
        "Set up this installation: its keys, its database, the organisation and its responsible person, who can then "
        "sign in and invite the others. What no option says is asked; passwords are typed unseen."
    )
    for question in QUESTIONS:
        if question.field not in PASSWORDS:
            name = f"--{question.field.replace('_', '-')}"
            parser.add_argument(name, dest=question.field, metavar=_("TEXT"), help=_(question.words))
    parser.add_argument(
        "--password-file", type=Path, metavar=_("FILE"), help=_("a file with the password; - reads it from the input")
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    answers = Answers({q.field: value for q in QUESTIONS if (value := getattr(args, q.field, None)) is not None})
    if args.password_file is not None:
        answers.update(dict.fromkeys(PASSWORDS, _password_from(args.password_file)))
    elif not sys.stdin.isatty():
        args.parser.error(_("the input is no terminal: give the password with --password-file"))
    if not sys.stdin.isatty() and (
        missing := [q.field for q in QUESTIONS if not q.optional and q.field not in answers]
    ):
        options = ", ".join(f"--{field.replace('_', '-')}" for field in missing)
        args.parser.error(_("these are missing: %(options)s") % {"options": options})
    asyncio.run(set_up_here(answers, args.settings))


async def set_up_here(answers: Answers, settings: Settings) -> None:
    """Ask for what is missing, and go on asking while something has to be corrected."""
    from staffdev import clock
    from staffdev.access import COMMAND_LINE
    from staffdev.accounts.actions import set_up
    from staffdev.accounts.actions.set_up import DONE
    from staffdev.accounts.forms import SetUpForm
    from staffdev.accounts.queries import is_set_up
    from staffdev.cli.upgrading import bring_up_to_date
    from staffdev.db.database import database
    from staffdev.forms import parse

    await bring_up_to_date(settings)
    async with database(settings):
        if await is_set_up():
            raise StaffdevError(DONE)
        while True:
            ask(answers)
            try:
                account = await set_up(parse(SetUpForm, answers), actor=COMMAND_LINE, today=clock.today())
                break
            except Invalid as invalid:
                forget(answers, invalid.problems)
    tell(S_("%(name)s can sign in as %(username)s.", name=account.name, username=account.username))
    tell(N_("Let people in with: staffdev serve"))


def ask(answers: Answers) -> None:
    """Ask for everything that has no answer yet; without a terminal nothing is asked."""
    for question in QUESTIONS:
        if question.field in answers or not sys.stdin.isatty():
            continue
        if question.field in PASSWORDS:
            answers[question.field] = getpass.getpass(f"{_(question.words)}: ")
        else:
            hint = f" ({_('optional')})" if question.optional else ""
            answers[question.field] = input(f"{_(question.words)}{hint}: ").strip()


def forget(answers: Answers, problems: Mapping[str, Any]) -> None:
    """Say what to correct and forget those answers; where nobody can be asked, raise it."""
    if not sys.stdin.isatty() or "" in problems:
        raise Invalid(problems)
    for field, advice in problems.items():
        sys.stderr.write(f"{say(advice)}\n")
        for name in PASSWORDS if field in PASSWORDS else (field,):
            answers.pop(name, None)


def _password_from(file: Path) -> str:
    try:
        text = sys.stdin.readline() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StaffdevError(S_("%(path)s cannot be read: %(why)s.", path=file, why=error)) from error
    return text.rstrip("\r\n")
