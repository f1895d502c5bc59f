"""What page and command line say about proposals: why somebody cannot come, why a date falls out, what counts."""

from collections.abc import Iterator, Mapping, Sequence

from staffdev.i18n import N_, P_, S_, Sentence
from staffdev.intervision.slots.forms import Asked, Rhythm
from staffdev.intervision.slots.rules.masks import Limit, Why
from staffdev.intervision.slots.rules.proposing import Objective, Obstacle, Proposal
from staffdev.translations import day, gettext, say, weekday
from staffdev.weekly import clock_of

AWAY = N_("not available")  # what everybody but the coordinator reads of a leave
WHY: Mapping[Why, str] = {
    Why.LEAVE: N_("on leave"),
    Why.DUTY: N_("on duty"),
    Why.REST: N_("rests after a night shift"),
    Why.SESSION: N_("has another session"),
    Why.WEEK: N_("has enough sessions that week"),
    Why.CALENDAR: N_("her own calendar"),
    Why.RULE: N_("outside the times she gave"),
}
FALLS_OUT: Mapping[Limit, str] = {
    Limit.EXCLUDED: N_("a public holiday"),
    Limit.HOURS: N_("the clocks skip this hour"),
    Limit.STAFFING: N_("the line would be short of people"),
    Limit.ROOM: N_("the room is taken"),
    Limit.REQUIRED: N_("somebody who is required cannot come"),
    Limit.FACILITATOR: N_("nobody who may facilitate can come"),
    Limit.FEW: N_("too few can come"),
    Limit.MANY: N_("more can come than there are places"),
}
OBSTACLES: Mapping[Limit, str] = {
    Limit.EXCLUDED: N_("All of these days are public holidays."),
    Limit.HOURS: N_("Between these hours there is no room for a session."),
    Limit.STAFFING: N_("Most times would leave the line short of people: look at the shifts, or ask for other hours."),
    Limit.ROOM: N_("The room is taken most of the time."),
    Limit.REQUIRED: N_("Most times fall out because everybody who is required must be there."),
    Limit.FACILITATOR: N_("Most times fall out because nobody who may facilitate can come."),
    Limit.FEW: N_("Most times fall out because too few can come."),
    Limit.MANY: N_("Most times fall out because more can come than the group has places: form two groups."),
}
HER = N_("Most times fall out because %(name)s is required and cannot come: %(why)s.")
QUESTIONS: Mapping[Asked, str] = {
    Asked.SERIES: N_("A series"),
    Asked.ONE: N_("One session"),
    Asked.GROUPS: N_("Groups to form"),
}
RHYTHMS: Mapping[Rhythm, str] = {
    Rhythm.WEEKLY_1: N_("every week"),
    Rhythm.WEEKLY_2: N_("every second week"),
    Rhythm.WEEKLY_3: N_("every third week"),
    Rhythm.WEEKLY_4: N_("every fourth week"),
    Rhythm.MONTHLY_1: N_("every month"),
    Rhythm.MONTHLY_2: N_("every second month"),
    Rhythm.MONTHLY_3: N_("every third month"),
}
NTH: Mapping[int, str] = {
    1: N_("first of the month"),
    2: N_("second of the month"),
    3: N_("third of the month"),
    4: N_("fourth of the month"),
    -1: N_("last of the month"),
}


def reasons(why: Sequence[Why], *, sees_leave: bool) -> str:
    """Why she cannot come, in words; whoever may not know of a leave reads that she is not available."""
    if Why.LEAVE in why and not sees_leave:
        return gettext(AWAY)
    return ", ".join(gettext(WHY[one]) for one in why)


def obstacle(found: Obstacle, names: Mapping[str, str], *, sees_leave: bool) -> str:
    """Why there is no proposal, in one sentence."""
    if found.code is None or found.why is None:
        return gettext(OBSTACLES[found.limit])
    return say(S_(HER, name=names[found.code], why=reasons((found.why,), sees_leave=sees_leave)))


def objective(one: Objective, dates: int, people: int) -> Iterator[Sentence]:
    """What a proposal is worth, step by step, in the order in which proposals are compared."""
    fallen = P_("%(n)s date of %(all)s falls out", "%(n)s dates of %(all)s fall out", one.fallen_out, all=dates)
    yield fallen if one.fallen_out else S_("no date falls out")
    yield S_("at least %(n)s of %(all)s can come each time", n=one.smallest_attendance, all=people)
    held = dates - one.fallen_out
    yield S_("whoever can come least often can come %(n)s of %(all)s times", n=one.rarest_presence, all=held)
    yield S_("presence, more for those who were long away: %(n)s", n=one.weighted_presence)
    needed = P_(
        "%(n)s time somebody comes only if need be", "%(n)s times somebody comes only if need be", one.if_need_be
    )
    yield needed if one.if_need_be else S_("nobody comes only if need be")
    clashes = P_("%(n)s clash with a tentative entry", "%(n)s clashes with tentative entries", one.soft_clashes)
    yield clashes if one.soft_clashes else S_("no clash with a tentative entry")
    if one.stays:
        yield S_("stays at the present time")


def when(one: Proposal, *, is_series: bool) -> str:
    """Monday, 18:00; the first of the month where the series is monthly; with its day where it is one session."""
    name = weekday(one.weekday)
    if one.nth is not None:
        name = f"{name} ({gettext(NTH[one.nth])})"
    if not is_series:
        name = f"{name}, {day(one.occurrences[0].on)}"
    return f"{name}, {clock_of(one.start)}"
