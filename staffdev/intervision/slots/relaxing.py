"""Where no time is possible: the same question asking for less, and how many times it would have. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from msgspec.structs import asdict, replace

from staffdev.errors import Advice
from staffdev.i18n import N_, S_
from staffdev.intervision.slots.entry import asked_by
from staffdev.intervision.slots.forms import GroupSlotForm, Rhythm, SeriesForm
from staffdev.intervision.slots.gathering import Invited
from staffdev.intervision.slots.rules.relaxing import numbers_of_times
from staffdev.intervision.slots.rules.shapes import Problem
from staffdev.intervision.slots.words import RHYTHMS
from staffdev.intervision.vocabulary import Need
from staffdev.translations import day_typed
from staffdev.weekly import minute_of

EARLY, LATE = time(8), time(22)
SATURDAY = 6
FAR = 12  # weeks ahead, for one session
MOST_RHYTHMS = 2
MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What would be asked for instead, in words and as a form, and how many times are possible then."""

    said: Advice
    form: GroupSlotForm
    times: int = 0


def relaxations(form: GroupSlotForm, people: Sequence[Invited]) -> list[Relaxation]:
    """Each asks for one thing less; the last one for all of it together."""
    people_less = [Relaxation(said, one) for said, one in _people(form, people)]
    times_less = [Relaxation(said, one) for said, one in _times(form)]
    return [*people_less, *times_less, *_rhythms(form), _together(form, people)]


def counted(several: Sequence[Relaxation], problem: Problem) -> tuple[Relaxation, ...]:
    """Those that leave a time, with how many; all together only where nothing less does."""
    numbers = numbers_of_times(asked_by(one.form, problem) for one in several)
    found = [Relaxation(one.said, one.form, times) for one, times in zip(several, numbers, strict=True) if times]
    rhythms = [one for one in found if _is_other_rhythm(one.form, several[-1].form)][MOST_RHYTHMS:]
    shown = [one for one in found if one not in rhythms]
    return tuple(shown[:-1] if len(shown) > 1 and shown[-1].said is several[-1].said else shown)


def typed(form: GroupSlotForm) -> dict[str, list[str]]:
    """What would have to be typed to ask for this; what is left empty is left out."""
    return {name: found for name, value in asdict(form).items() if (found := list(_typed(name, value)))}


def _typed(name: str, value: Any) -> Iterator[str]:
    match value:
        case None | False:
            return
        case True:
            yield "yes"
        case frozenset():
            yield from sorted(map(str, value))
        case date():
            yield day_typed(value)
        case time():
            yield f"{value:%H:%M}"
        case _:
            yield f"{value // 60}:{value % 60:02}" if name == "minutes" else str(value)


def _people(form: GroupSlotForm, people: Sequence[Invited]) -> Iterator[tuple[Advice, GroupSlotForm]]:
    required = [one for one in people if one.need is Need.REQUIRED and one.code not in form.not_required]
    for one in required if len(required) <= MOST_PEOPLE else ():
        said = S_("without %(name)s being required", name=one.name)
        yield said, replace(form, not_required=form.not_required | {one.code})
    if len(required) > 1:
        yield N_("without anybody being required"), replace(form, not_required=_all(people))


def _times(form: GroupSlotForm) -> Iterator[tuple[Advice, GroupSlotForm]]:
    wide = _wide(form)
    if wide != form:
        hours = {"earliest": f"{wide.earliest:%H:%M}", "latest": f"{wide.latest:%H:%M}"}
        yield S_("from %(earliest)s to %(latest)s", **hours), wide
    if form.weekdays and SATURDAY not in form.weekdays:
        yield N_("on Saturdays too"), replace(form, weekdays=form.weekdays | {SATURDAY})
    if form.weekdays:
        yield N_("on any day of the week"), replace(form, weekdays=frozenset())
    if not form.on_holidays:
        yield N_("on public holidays too"), replace(form, on_holidays=True)
    if form.pause:
        yield N_("without free time before and after"), replace(form, pause=0)
    if form.a_week:
        yield N_("however many sessions somebody has that week"), replace(form, a_week=None)
    if not isinstance(form, SeriesForm):
        if form.weeks < FAR:
            yield S_("looking %(n)s weeks ahead", n=FAR), replace(form, weeks=FAR)
    elif form.may_fall_out is not None:
        yield N_("if half of the dates may fall out"), replace(form, may_fall_out=None)


def _rhythms(form: GroupSlotForm) -> Iterator[Relaxation]:
    if isinstance(form, SeriesForm):
        for one in Rhythm:
            if one is not form.rhythm:
                yield Relaxation(RHYTHMS[one], replace(form, rhythm=one))


def _is_other_rhythm(form: GroupSlotForm, asked: GroupSlotForm) -> bool:
    return isinstance(form, SeriesForm) and isinstance(asked, SeriesForm) and form.rhythm is not asked.rhythm


def _together(form: GroupSlotForm, people: Sequence[Invited]) -> Relaxation:
    said = N_("without anybody being required, from 8 to 22, on any day")
    less = {"not_required": _all(people), "weekdays": frozenset(), "on_holidays": True, "pause": 0, "a_week": None}
    return Relaxation(said, replace(_wide(form), **less))


def _wide(form: GroupSlotForm) -> GroupSlotForm:
    earliest, latest = min(form.earliest, EARLY), form.latest
    if form.last_minute < minute_of(LATE):
        latest = LATE
    return replace(form, earliest=earliest, latest=latest)


def _all(people: Sequence[Invited]) -> frozenset[str]:
    return frozenset(one.code for one in people if one.need is Need.REQUIRED)
