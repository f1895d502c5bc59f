"""`staffdev schedule`: the same answers as the page of proposals, for the command line."""

import argparse
from typing import Any

from staffdev import clock
from staffdev.errors import Invalid, StaffdevError
from staffdev.i18n import S_
from staffdev.translations import gettext as _
from staffdev.translations import say

OPTIONS = (
    *("rhythm", "first_on", "weeks", "minutes", "earliest", "latest", "pause", "a_week", "may_fall_out"),
    *("groups", "least", "most", "at_once"),
)


def register(subparsers: Any) -> None:
    words = _("find times at which a group can meet")
    parser = subparsers.add_parser("schedule", help=words, description=f"{words[0].upper()}{words[1:]}.")
    parser.add_argument(
        "question", choices=["series", "one", "groups"], help=_("a series, one session, groups to form")
    )
    said = (
        ("--organisation", _("CODE"), _("where several are kept: whose group it is")),
        ("--group", _("TITLE"), _("the group's title or code; not for groups to form")),
        ("--rhythm", "weekly-2", _("weekly-1 to weekly-4, or monthly-1 to monthly-3; else weekly-2")),
        ("--first-on", _("DAY"), _("the first day, such as 2026-12-01; else tomorrow")),
        ("--weeks", "N", _("how many weeks ahead, 1 to 52; else 26, and 4 for one session")),
        ("--minutes", _("LENGTH"), _("length of a session, such as 1:30")),
        ("--earliest", _("TIME"), _("not before, such as 09:00")),
        ("--latest", _("TIME"), _("ends by, such as 21:00")),
        ("--pause", "N", _("minutes free before and after")),
        ("--a-week", "N", _("sessions of one person in a week, at most")),
        ("--may-fall-out", "N", _("dates of a series that may fall out, at most; else half")),
        ("--groups", "N", _("how many groups to form")),
        ("--least", "N", _("members of a group, at least")),
        ("--most", "N", _("members of a group, at most")),
        ("--at-once", "N", _("groups that may meet at once")),
    )
    for option, value, help_ in said:
        parser.add_argument(option, metavar=value, help=help_)
    parser.add_argument("--weekday", action="append", metavar="1–7", help=_("only on this day of the week; repeatable"))
    parser.add_argument("--not-required", action="append", metavar=_("NAME"), help=_("can do without her; repeatable"))
    parser.add_argument("--on-holidays", action="store_true", help=_("on public holidays too"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace) -> None:
    from staffdev.cli.office import organisation_named  # the engine and the tables only for this command
    from staffdev.forms import parse
    from staffdev.intervision.slots import asking
    from staffdev.intervision.slots.commands import telling
    from staffdev.intervision.slots.forms import FORMS, Asked, GroupsForm, GroupSlotForm

    asked = Asked(args.question)
    organisation = (await organisation_named(args.organisation)).id
    group = None if asked is Asked.GROUPS else await _group(args, organisation)
    try:
        form = parse(FORMS[asked], _typed(args, asked, group))
        if isinstance(form, GroupsForm):
            telling.tell_groups(await asking.form_for(organisation, form, clock.today()), as_json=args.json)
        elif isinstance(form, GroupSlotForm) and group is not None:
            found = await asking.find_for(group, form, clock.today())
            _refuse_strangers(args, {name for one in found.people for name in (one.code, one.name)})
            telling.tell_answer(found, group, form, as_json=args.json)
    except Invalid as invalid:
        args.parser.error(" ".join(f"--{name.replace('_', '-')}: {say(why)}" for name, why in invalid.problems.items()))


def _typed(args: argparse.Namespace, asked: Any, group: Any) -> dict[str, Any]:
    """The options as the page's form would have them."""
    from datetime import timedelta

    from staffdev.intervision.slots.forms import FORMS, usual

    known = FORMS[asked].__struct_fields__
    given = {name: value for name in OPTIONS if (value := getattr(args, name)) is not None}
    if wrong := [name for name in given if name not in known]:
        args.parser.error(_("--%(option)s says nothing about this question.") % {"option": wrong[0].replace("_", "-")})
    first = {"first_on": f"{clock.today() + timedelta(days=1):%Y-%m-%d}", "group": str(group.code) if group else ""}
    ticked = {
        "weekdays": args.weekday or [],
        "not_required": args.not_required or [],
        "on_holidays": "yes" if args.on_holidays else "",
    }
    return {name: value for name, value in (usual(asked) | first | given | ticked).items() if name in known}


def _refuse_strangers(args: argparse.Namespace, known: set[str]) -> None:
    for name in set(args.not_required or []) - known:
        args.parser.error(_("--not-required: %(name)s is not in this group.") % {"name": name})


async def _group(args: argparse.Namespace, organisation: int) -> Any:
    """The group with that title or code."""
    from staffdev.intervision.tables import Group

    if not args.group:
        args.parser.error(_("--group: say for which group."))
    rows = await Group.objects().where(Group.organisation == organisation, Group.closed_on.is_null())
    found = [one for one in rows if args.group in {one.title, str(one.code)}]
    if len(found) != 1:
        raise StaffdevError(S_("There is no group %(title)s.", title=args.group))
    return found[0]
