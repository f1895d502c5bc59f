"""What `staffdev schedule` prints: sentences for people, JSON for programs. A leave is only "not available"."""

import shlex
from collections.abc import Mapping
from typing import Any

from staffdev.cli.printing import tell, tell_json, tell_rows
from staffdev.i18n import P_, S_
from staffdev.intervision.slots.asking import Answer, Groups
from staffdev.intervision.slots.forms import GroupSlotForm
from staffdev.intervision.slots.relaxing import Relaxation, typed
from staffdev.intervision.slots.rules.masks import Why
from staffdev.intervision.slots.rules.proposing import Occurrence, Proposal
from staffdev.intervision.slots.view import ProposalShown, formed, results
from staffdev.intervision.tables import Group
from staffdev.translations import day, gettext, say
from staffdev.weekly import clock_of

NOT_AVAILABLE = "not_available"
OPTIONS = {"weekdays": "weekday"}


def tell_answer(answer: Answer, group: Group, form: GroupSlotForm, *, as_json: bool) -> None:
    """The proposals, best first, or why there is none."""
    shown = results(answer, group, form, sees_leave=False)
    if as_json:
        obstacle = answer.found.obstacle
        tell_json(
            {
                "group": str(group.code),
                "minutes": form.minutes,
                "proposals": [_json(one) for one in answer.found.proposals],
                "obstacle": {"limit": obstacle.limit, "person": obstacle.code} if obstacle else None,
                "relaxations": [{"options": _options(one.form, {}), "times": one.times} for one in answer.relaxed],
                "not_said": list(answer.gathered.silent),
                "lines": [
                    {"name": name, "shifts_entered_until": until} for name, until in answer.gathered.watch.entered
                ],
            }
        )
        return
    if not shown.proposals:
        tell(S_("There is no possible time. %(why)s", why=shown.obstacle))
        for relaxed in answer.relaxed:
            _tell_relaxation(relaxed, form, {one.code: one.name for one in answer.people})
    for number, one in enumerate(shown.proposals, start=1):
        _tell_proposal(number, one)


def tell_groups(groups: Groups, *, as_json: bool) -> None:
    """The groups that were formed, with who can come how often."""
    if as_json:
        tell_json(
            {
                "worth": groups.formed.worth,
                "dates": groups.formed.dates,
                "groups": [
                    {
                        "weekday": one.weekday,
                        "nth": one.nth,
                        "starts_at": clock_of(one.time.start),
                        "members": [{"person": code, "can_come": times} for code, times in one.members],
                    }
                    for one in groups.formed.groups
                ],
            }
        )
        return
    rows = [[gettext("Group"), gettext("When"), gettext("Who"), gettext("Can come")]]
    for number, group in enumerate(formed(groups), start=1):
        rows += [[str(number), group.when, name, f"{times} / {group.dates}"] for name, times in group.members]
    tell_rows(rows)


def _tell_proposal(number: int, one: ProposalShown) -> None:
    until = "" if one.first_on == one.last_on else f"{day(one.first_on)} – {day(one.last_on)}"
    tell(", ".join(filter(None, [f"{number}. {one.when}", until])))
    tell("   " + "; ".join(say(step) for step in one.objective))
    for each in one.dates:
        missing = "; ".join(f"{name} ({why})" for name, why in each.missing)
        fallen = S_("falls out: %(why)s", why=each.falls_out) if each.falls_out else ""
        if missing or fallen:
            tell("   " + "  ".join(filter(None, [day(each.on), say(fallen), missing])))


def _tell_relaxation(one: Relaxation, form: GroupSlotForm, names: Mapping[str, str]) -> None:
    asked, before = _options(one.form, names), _options(form, names)
    changed = [*(one for one in asked if one not in before)]
    dropped = {one.split()[0] for one in before} - {one.split()[0] for one in asked}
    options = [*changed, *(say(S_("without %(option)s", option=option)) for option in sorted(dropped))]
    times = say(P_("%(n)s possible time", "%(n)s possible times", one.times))
    tell(f"   {say(one.said)}: {times} ({', '.join(options)})")


def _options(form: GroupSlotForm, names: Mapping[str, str]) -> list[str]:
    """The options of the command that ask for this."""
    found = []
    for name, values in typed(form).items():
        option = "--" + OPTIONS.get(name, name.replace("_", "-"))
        found += [option] if values == ["yes"] else [shlex.join([option, names.get(one, one)]) for one in values]
    return found


def _json(one: Proposal) -> dict[str, Any]:
    names = one.objective.__dataclass_fields__
    return {
        "weekday": one.weekday,
        "nth": one.nth,
        "starts_at": clock_of(one.start),
        "objective": {name: getattr(one.objective, name) for name in names},
        "dates": [_date(each) for each in one.occurrences],
    }


def _date(each: Occurrence) -> dict[str, Any]:
    missing = [{"person": miss.code, "why": [_why(why) for why in miss.why]} for miss in each.misses]
    return {
        "on": each.on,
        "starts_at": each.starts_at,
        "can_come": each.attendance,
        "falls_out": list(each.because),
        "cannot_come": missing,
    }


def _why(why: Why) -> str:
    return NOT_AVAILABLE if why is Why.LEAVE else why.value
