"""What the page of proposals shows: when, what it is worth, and who cannot come on which dates and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from staffdev.errors import Advice
from staffdev.i18n import Sentence
from staffdev.intervision.slots import words
from staffdev.intervision.slots.asking import Answer, Groups
from staffdev.intervision.slots.forms import Asked, GroupsForm, GroupSlotForm, SeriesForm, SlotForm
from staffdev.intervision.slots.relaxing import typed
from staffdev.intervision.slots.rules.columns import last_day
from staffdev.intervision.slots.rules.masks import Why
from staffdev.intervision.slots.rules.proposing import Occurrence, Proposal
from staffdev.intervision.tables import Group
from staffdev.translations import gettext, weekday
from staffdev.weekly import clock_of


@dataclass(frozen=True, slots=True)
class DateShown:
    """One date: who cannot come with why, and what holds it off where it falls out."""

    on: date
    attendance: int
    missing: Sequence[tuple[str, str]]
    falls_out: str


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """One proposal for one reader."""

    when: str
    first_on: date
    last_on: date
    is_series: bool
    objective: Sequence[Sentence]
    figures: Proposal
    dates: Sequence[DateShown]
    absent: Sequence[tuple[str, int, str]]
    href: str

    @property
    def held(self) -> int:
        """How many of its dates can be held."""
        return sum(not one.falls_out for one in self.dates)


@dataclass(frozen=True, slots=True)
class RelaxedShown:
    """What could be asked for instead, with how many times there are then and where they are shown."""

    said: Advice
    times: int
    href: str


@dataclass(frozen=True, slots=True)
class Results:
    """Everything below the form."""

    proposals: Sequence[ProposalShown]
    obstacle: str
    relaxed: Sequence[RelaxedShown]
    people: int
    spared: Sequence[tuple[str, str]]
    silent: Sequence[str]
    unwatched: Sequence[tuple[str, date | None]]


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group that was formed: when it would meet, and who is in it on how many of the dates."""

    when: str
    members: Sequence[tuple[str, int]]
    dates: int


def results(answer: Answer, group: Group, form: GroupSlotForm, *, sees_leave: bool) -> Results:
    """The proposals for whoever reads them."""
    names = {one.code: one.name for one in answer.people}
    found = answer.found
    return Results(
        proposals=[_shown(one, names, group, form, sees_leave=sees_leave) for one in found.proposals],
        obstacle=words.obstacle(found.obstacle, names, sees_leave=sees_leave) if found.obstacle else "",
        relaxed=[RelaxedShown(one.said, one.times, _asked_again(one.form)) for one in answer.relaxed],
        people=len(names),
        spared=[(code, name) for code, name in names.items() if code in form.not_required],
        silent=[names[code] for code in answer.gathered.silent],
        unwatched=answer.gathered.watch.unknown_before(last_day(answer.problem.wanted)),
    )


def formed(groups: Groups) -> Sequence[GroupShown]:
    """The groups that were formed, in the order of the week."""
    names = {one.code: one.name for one in groups.people}
    return [
        GroupShown(
            when=f"{weekday(one.weekday)}{_nth(one.nth)}, {clock_of(one.time.start)}",
            members=[(names[code], times) for code, times in one.members],
            dates=groups.formed.dates,
        )
        for one in groups.formed.groups
    ]


def _asked_again(form: GroupSlotForm) -> str:
    question = Asked.SERIES if isinstance(form, SeriesForm) else Asked.ONE
    return f"/intervision/proposals?{urlencode({'question': question.value} | typed(form), doseq=True)}"


def _nth(nth: int | None) -> str:
    return f" ({gettext(words.NTH[nth])})" if nth is not None else ""


def _shown(one: Proposal, names: Mapping[str, str], group: Group, form: SlotForm, *, sees_leave: bool) -> ProposalShown:
    is_series = isinstance(form, SeriesForm | GroupsForm)
    return ProposalShown(
        when=words.when(one, is_series=is_series),
        first_on=one.occurrences[0].on,
        last_on=one.occurrences[-1].on,
        is_series=is_series,
        objective=list(words.objective(one.objective, len(one.occurrences), len(names))),
        figures=one,
        dates=[_date(each, names, sees_leave=sees_leave) for each in one.occurrences],
        absent=list(_absent(one, names, sees_leave=sees_leave)),
        href=plan_address(one, group, form),
    )


def _date(one: Occurrence, names: Mapping[str, str], *, sees_leave: bool) -> DateShown:
    missing = [(names[miss.code], words.reasons(miss.why, sees_leave=sees_leave)) for miss in one.misses]
    falls_out = ", ".join(gettext(words.FALLS_OUT[limit]) for limit in one.because)
    return DateShown(one.on, one.attendance, missing, falls_out)


def _absent(one: Proposal, names: Mapping[str, str], *, sees_leave: bool) -> Iterator[tuple[str, int, str]]:
    """Who misses how many of the dates that are held, most first, with why in a few words."""
    misses = [miss for each in one.occurrences if each.is_held for miss in each.misses]
    counted = Counter(miss.code for miss in misses)
    for code, times in sorted(counted.items(), key=lambda pair: (-pair[1], list(names).index(pair[0]))):
        reasons = {why: None for miss in misses if miss.code == code for why in miss.why}
        ordered = [why for why in Why if why in reasons]
        said = words.reasons(ordered, sees_leave=True)
        if not sees_leave and Why.LEAVE in reasons:
            others = [why for why in ordered if why is not Why.LEAVE]
            said = ", ".join(filter(None, [gettext(words.AWAY), words.reasons(others, sees_leave=True)]))
        yield names[code], times, said


def plan_address(one: Proposal, group: Group, form: SlotForm) -> str:
    """Where the form of a new series or session is, filled with this proposal."""
    clock = clock_of(one.start)
    if not isinstance(form, SeriesForm):
        session = {"group": group.code, "held_on": one.occurrences[0].on, "starts_at": clock, "minutes": form.minutes}
        return f"/intervision/sessions/new?{urlencode(session)}"
    series = {
        "group": group.code,
        "pattern": form.rhythm.pattern.value,
        "every": form.rhythm.every,
        "weekday": one.weekday,
        "nth": one.nth or "",
        "starts_at": clock,
        "minutes": form.minutes,
        "first_on": one.occurrences[0].on,
        "last_on": one.occurrences[-1].on,
    }
    return f"/intervision/series/new?{urlencode({name: value for name, value in series.items() if value != ''})}"
