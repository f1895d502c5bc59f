"""What the search for a time is given. Times of the wall are minutes of a day, instants are UTC. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from staffdev.intervision.vocabulary import Grade, Need, Pattern
from staffdev.weekly import DAY_MINUTES, QUARTER, Stretch


@dataclass(frozen=True, slots=True)
class Week:
    """Her usual week from–to, both included: stretches with their grade; what is not named is no."""

    stretches: tuple[Stretch, ...]
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class OtherDays:
    """Days on which it is otherwise, from a minute to another one on each; a later one overrules an earlier one."""

    from_on: date
    until_on: date
    grade: Grade
    start: int = 0
    end: int = DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Busy:
    """A time between two instants; a soft one is a clash that she could solve."""

    starts_at: datetime
    ends_at: datetime
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class Stint:
    """One time on duty: minutes since midnight of its day, past 1440 on the next day, and the rest it needs after."""

    on: date
    start: int
    end: int
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Days:
    """Civil days from–to, both included."""

    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who might come, with all that speaks for or against a time, and what makes her presence weigh."""

    code: str
    need: Need = Need.REQUIRED
    may_facilitate: bool = False
    weeks: tuple[Week, ...] = ()
    other_days: tuple[OtherDays, ...] = ()
    busy: tuple[Busy, ...] = ()
    meets: tuple[Busy, ...] = ()  # other sessions of hers
    on_duty: tuple[Stint, ...] = ()
    leave: tuple[Days, ...] = ()
    last_attended_on: date | None = None
    owed_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Open:
    """A stretch of a day at which a line can be called."""

    on: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Staffing:
    """A line that must not be left: when it is open, how many it needs, and who covers it, leave taken off."""

    least: int
    opened: tuple[Open, ...]
    on_duty: tuple[tuple[Stint, ...], ...]  # a row for each person


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds without exception. ValueError where a session is not of whole quarter hours."""

    minutes: int
    earliest: int = 8 * 60
    latest: int = 22 * 60
    least: int = 2
    most: int | None = None
    a_week: int | None = None
    pause: int = 0  # minutes that must be free before and after
    excluded: frozenset[date] = frozenset()
    taken: tuple[Busy, ...] = ()  # the room
    may_fall_out: int | None = None  # dates of a series; None for half of them

    def __post_init__(self) -> None:
        if self.minutes < QUARTER or self.minutes % QUARTER:
            raise ValueError(f"a session has whole quarter hours, not {self.minutes} minutes")
        if self.pause < 0 or self.pause % QUARTER:
            raise ValueError(f"a pause has whole quarter hours, not {self.pause} minutes")


@dataclass(frozen=True, slots=True)
class Present:
    """When the group meets now; a proposal at the same time is preferred to its equals."""

    weekday: int
    start: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """One session between two days (`pattern` None), or so many dates of a rule from `first_on` on."""

    first_on: date
    last_on: date
    pattern: Pattern | None = None
    every: int = 1
    times: int = 1
    weekdays: frozenset[int] = frozenset(range(1, 8))
    nths: tuple[int, ...] = (1, 2, 3, 4, -1)


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the answer depends on."""

    wanted: Wanted
    limits: Limits
    people: tuple[Participant, ...]
    lines: tuple[Staffing, ...] = ()
    present: Present | None = None
    today: date | None = None  # how long ago she attended is counted from here, else from the first day
