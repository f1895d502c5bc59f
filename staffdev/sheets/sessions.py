"""A training of several days divided into its session days, so that each day counts in its own year."""

from collections.abc import Sequence
from datetime import date

import msgspec

from staffdev.i18n import S_, Sentence
from staffdev.sheets.problems import Problem
from staffdev.sheets.words import Days, Length, SessionLength

LONGEST_EVEN_SPLIT_DAYS = 2


class Session(msgspec.Struct, frozen=True, gc=False):
    """The minutes of one day."""

    day: date
    minutes: int


class Split(msgspec.Struct, frozen=True, gc=False):
    """The sessions of a row, what was assumed for them, and what prevents them."""

    sessions: tuple[Session, ...] = ()
    assumptions: tuple[Sentence, ...] = ()
    problems: tuple[Problem, ...] = ()


def sessions_of(days: Days, length: Length) -> Split:
    """The session days as typed; divided evenly only over few days, only without a rest, and only to be confirmed."""
    if length.sessions:
        return _as_typed(days, length.sessions)
    each = days.each()
    if len(each) == 1:
        return Split((Session(each[0], length.minutes),))
    if length.parts:
        return _in_order(each, length.parts)
    return _evenly(days, each, length.minutes)


def _as_typed(days: Days, written: Sequence[SessionLength]) -> Split:
    sessions: dict[date, int] = {}
    for part in written:
        day = next((day for day in days.each() if _is_on(day, part)), None)
        typed = f"{part.day}.{part.month}."
        if day is None:
            return _stopped(
                S_("%(day)s is not one of the days of the training. Correct the days or the hours.", day=typed)
            )
        if day in sessions:
            return _stopped(S_("%(day)s is there twice. Correct the hours.", day=typed))
        sessions[day] = part.minutes
    without = [day for day in days.days if day not in sessions and not days.is_range]
    if without:
        return _stopped(S_("%(day)s has no hours. Enter the hours of each day.", day=_short(without[0])))
    return Split(tuple(Session(day, minutes) for day, minutes in sorted(sessions.items())))


def _is_on(day: date, part: SessionLength) -> bool:
    return (day.day, day.month) == (part.day, part.month) and part.year in {None, day.year}


def _in_order(each: Sequence[date], parts: Sequence[int]) -> Split:
    if len(parts) != len(each):
        return _stopped(
            S_(
                "There are %(parts)s lengths for %(days)s days. Enter the hours of each day.",
                parts=len(parts),
                days=len(each),
            )
        )
    sessions = tuple(Session(day, minutes) for day, minutes in zip(each, parts, strict=True))
    return Split(sessions, (S_("The hours were given to the days in their order."),))


def _evenly(days: Days, each: Sequence[date], minutes: int) -> Split:
    if days.is_range and len(each) > LONGEST_EVEN_SPLIT_DAYS:
        advice = S_(
            "The training lasted from %(first)s to %(last)s. "
            "Enter the hours of each day, for example 6 (10.5. 3h, 12.5. 3h).",
            first=_short(days.first),
            last=_short(days.last),
        )
        return _stopped(advice)
    share, rest = divmod(minutes, len(each))
    if rest:
        return _stopped(
            S_(
                "%(minutes)s minutes do not divide evenly over %(days)s days. Enter the hours of each day.",
                minutes=minutes,
                days=len(each),
            )
        )
    said = S_(
        "The hours were divided evenly: %(minutes)s minutes on each of %(days)s days.", minutes=share, days=len(each)
    )
    return Split(tuple(Session(day, share) for day in each), (said,))


def _stopped(advice: Sentence) -> Split:
    return Split(problems=(Problem("minutes", advice),))


def _short(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}."
