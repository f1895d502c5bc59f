"""From the words on the command line to an exit code."""

import argparse
import inspect
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from staffdev import __version__
from staffdev.cli.commands import COMMANDS
from staffdev.errors import Invalid, StaffdevError
from staffdev.i18n import DEFAULT_LANGUAGE, N_, S_, Language
from staffdev.settings import Settings
from staffdev.translations import gettext as _
from staffdev.translations import say, set_language

DONE, FAILED, BAD_USAGE = 0, 1, 2
LANGUAGE = "STAFFDEV_LANGUAGE"  # the reader's business, not the installation's


ARGPARSE_SAYS = (  # for the catalogue: its words stand between ours
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say and return the exit code."""
    try:
        language, arguments = _language(list(sys.argv[1:] if argv is None else argv), os.environ)
        set_language(language)
        argparse._ = _  # type: ignore[attr-defined] # its only way to another language
        args = _parser(_chosen(arguments)).parse_args(arguments)
        args.settings = Settings.from_env({name: os.environ[name] for name in os.environ if name != LANGUAGE})
        return _run(args) or DONE
    except _BadUsageError as error:
        return _fail(_advice(error), BAD_USAGE)
    except StaffdevError as error:
        return _fail(_advice(error))
    except KeyboardInterrupt:
        return _fail(_("Stopped."))
    except BrokenPipeError:  # whoever read our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        if os.environ.get("PYTHONDEVMODE"):
            raise
        why = " ".join(f"{type(error).__name__}: {error}".split())
        return _fail(say(S_("Something went wrong: %(why)s", why=why)))


def _run(args: argparse.Namespace) -> int | None:
    if inspect.iscoroutinefunction(args.run):
        import asyncio  # these are only for those who need them: help comes at once

        from staffdev.cli.office import opened

        return asyncio.run(opened(args))
    done: int | None = args.run(args)
    return done


class Parser(argparse.ArgumentParser):
    """Takes options as they are written, not abbreviated: --password is not --password-file."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **options})


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    """The parser of everything; only the chosen command knows its own arguments."""
    parser = Parser(prog="staffdev", description=_("Records of training and support, judged."))
    parser.add_argument(
        "--version",
        action="version",
        version=f"staffdev {__version__}",
        help=_("show program's version number and exit"),
    )
    languages = ", ".join(language.value for language in Language)
    parser.add_argument("--language", metavar="TAG", help=_("the language to speak: %(tags)s") % {"tags": languages})
    subparsers = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)
    module = next((command.module for command in COMMANDS if command.name == chosen), None)
    if module is not None:
        _module(module).register(subparsers)
    for command in COMMANDS:
        if command.module != module:
            subparsers.add_parser(command.name, help=_(command.help))
    for subparser in subparsers.choices.values():
        subparser.set_defaults(parser=subparser)
    return parser


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or not name.startswith(error.name):
            raise
        raise StaffdevError(N_("This command is not part of this version.")) from error


def _chosen(arguments: Sequence[str]) -> str | None:
    return next((argument for argument in arguments if not argument.startswith("-")), None)


def _language(arguments: list[str], environ: Mapping[str, str]) -> tuple[Language, list[str]]:
    """The language to speak, and the arguments without it: it may stand anywhere."""
    rest: list[str] = []
    asked: str | None = None
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            rest.extend([argument, *remaining])
        elif argument == "--language":
            asked = next(remaining, "")
        elif argument.startswith("--language="):
            asked = argument.partition("=")[2]
        else:
            rest.append(argument)
    if asked is None:
        return _language_of(environ), rest
    if asked not in set(Language):
        raise _BadUsageError(S_("Choose one of the languages %(tags)s.", tags=", ".join(Language)))
    return Language(asked), rest


def _language_of(environ: Mapping[str, str]) -> Language:
    """What STAFFDEV_LANGUAGE says, else the locale of the terminal where it is one of ours."""
    if (tag := environ.get(LANGUAGE)) in set(Language):
        return Language(tag)
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "").casefold()
    if locale.startswith("sr"):
        return Language.SERBIAN_LATIN if "latin" in locale else Language.SERBIAN_CYRILLIC
    return Language.ENGLISH if locale.startswith("en") else DEFAULT_LANGUAGE


class _BadUsageError(StaffdevError):
    """An argument that cannot be meant."""


def _advice(error: StaffdevError) -> str:
    if isinstance(error, Invalid):
        named = ((name.replace("_", "-"), say(advice)) for name, advice in error.problems.items())
        return " ".join(f"{name}: {advice}" if name else advice for name, advice in named)
    return say(error.advice)


def _fail(line: str, code: int = FAILED) -> int:
    sys.stderr.write(f"staffdev: {line}\n")
    return code
