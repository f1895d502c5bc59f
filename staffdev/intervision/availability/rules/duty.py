"""On which days a shift of hers falls. Pure."""

from datetime import date, timedelta


def is_on_duty(weekday: int, every_weeks: int, from_on: date, until_on: date | None, day: date) -> bool:
    """Does a shift of that weekday, every so many weeks from the first such day on, begin on `day`?"""
    if not from_on <= day <= (until_on or date.max) or day.isoweekday() != weekday:
        return False
    first = from_on + timedelta(days=(weekday - from_on.isoweekday()) % 7)
    return (day - first).days // 7 % max(1, every_weeks) == 0
