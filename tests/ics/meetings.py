"""The series that every reader has to read alike: over both clock changes, one left out, one moved, one called off."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from staffdev.ics.writing import Meeting, Party, Rule, Wording, series_request

CHANGED = datetime(2026, 9, 1, 12, tzinfo=UTC)
WORDS = Wording("Интервизија", "Подсетник", "Моји састанци")
JELENA = Party("Јелена Ћирић", "jelena@example.org")
ANA = Party("Ана", "ana@example.org")
TO_ANA: dict[str, Any] = {"sender": JELENA, "invited": ANA, "words": WORDS}
LOW, HIGH = datetime(2026, 9, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def rule(first=date(2026, 10, 12), last=date(2027, 4, 26), **values) -> Rule:
    usual: dict[str, Any] = {
        "uid": "3f0f-s7",
        "is_weekly": True,
        "every": 2,
        "weekday": 1,
        "nth": None,
        "starts_at": time(18),
    }
    usual |= {"minutes": 90, "first_on": first, "last_on": last, "sequence": 3, "changed_at": CHANGED}
    return Rule(**usual | values)


def meeting(day, clock=time(18), **values) -> Meeting:
    usual: dict[str, Any] = {
        "uid": f"3f0f-{day:%m%d}",
        "held_on": day,
        "starts_at": clock,
        "minutes": 90,
        "sequence": 0,
    }
    return Meeting(**usual | {"changed_at": CHANGED, "planned_on": day, "planned_at": clock} | values)


def fortnights(first=date(2026, 10, 12), many=15) -> list[date]:
    return [first + timedelta(days=14 * n) for n in range(many)]


DAYS = fortnights()
LEFT_OUT, OFF, MOVED, LONGER = date(2027, 1, 4), date(2027, 3, 15), date(2026, 11, 9), date(2027, 3, 29)
CHANGES: dict[date, dict[str, Any]] = {
    OFF: {"is_cancelled": True, "sequence": 2},
    MOVED: {"held_on": date(2026, 11, 10), "starts_at": time(17, 30), "sequence": 4},
    LONGER: {"minutes": 120, "sequence": 5},
}
MEETINGS = [meeting(day, **CHANGES.get(day, {})) for day in DAYS if day != LEFT_OUT]
TIMES = sorted((one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in MEETINGS if not one.is_cancelled)
SERIES = series_request(rule(), DAYS, MEETINGS, **TO_ANA)

# 03:30 in the nights of the changes: the hour after the one that is skipped, and the one after that which comes twice
NIGHT_DAYS = [date(2027, 3, 21) + timedelta(days=7 * n) for n in range(33)]
NIGHT_RULE = rule(NIGHT_DAYS[0], NIGHT_DAYS[-1], uid="3f0f-night", every=1, weekday=7, starts_at=time(3, 30))
NIGHTS = [meeting(day, time(3, 30)) for day in NIGHT_DAYS]
NIGHT_TIMES = sorted((one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in NIGHTS)
NIGHT_SERIES = series_request(NIGHT_RULE, NIGHT_DAYS, NIGHTS, **TO_ANA)
MONTH_DAYS = [date(2026, 10, 30), date(2026, 11, 27), date(2026, 12, 25), date(2027, 1, 29), date(2027, 2, 26)]
MONTH_DAYS += [date(2027, 3, 26), date(2027, 4, 30)]
MONTH_RULE = rule(
    MONTH_DAYS[0], MONTH_DAYS[-1], uid="3f0f-month", is_weekly=False, every=1, weekday=5, nth=-1, starts_at=time(18)
)
MONTHS = [meeting(day) for day in MONTH_DAYS]
MONTH_TIMES = sorted((one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in MONTHS)
MONTH_SERIES = series_request(MONTH_RULE, MONTH_DAYS, MONTHS, **TO_ANA)
CASES = {
    "a fortnight": (SERIES, TIMES),
    "nights": (NIGHT_SERIES, NIGHT_TIMES),
    "last Fridays": (MONTH_SERIES, MONTH_TIMES),
}
