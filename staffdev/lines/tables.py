"""The lines of an organisation: when they can be called (Art. 8), and who is on duty when."""

from piccolo.columns import Serial, SmallInt, Time, Varchar
from piccolo.table import Table

from staffdev.db.columns import Code, Day, Flag, Minutes, Reference
from staffdev.db.facts import Fact
from staffdev.lines.vocabulary import LineKind
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Person


class Line(Fact, Table, tablename="line"):
    """A telephone line, which can be called from–to (both included); its hours are facts of their own."""

    id: Serial
    organisation = Reference(Organisation)
    name = Varchar(length=200, default=None)
    sort_key = Varchar(length=500, default=None, index=True)
    kind = Code(LineKind, length=20)
    number = Varchar(length=50, default=None, null=True)
    least_on_duty = SmallInt(default=None)  # how many the open line needs at once
    rest_minutes = Minutes()  # how long whoever had a night shift is left alone
    works_on_holidays = Flag()
    from_on = Day()
    until_on = Day(null=True)


class PublishedHours(Fact, Table, tablename="published_hours"):
    """The weekly working hours as published, in force from–to, both included: "1 17:00-20:00 2 17:00-20:00"."""

    id: Serial
    organisation = Reference(Organisation)
    line = Reference(Line)
    week = Varchar(length=600, default=None)
    from_on = Day()
    until_on = Day(null=True)


class HoursException(Fact, Table, tablename="hours_exception"):
    """Other hours on particular days, both included: "10:00-13:00", or none at all."""

    id: Serial
    organisation = Reference(Organisation)
    line = Reference(Line)
    hours = Varchar(length=200, default=None)
    from_on = Day()
    until_on = Day()
    reason = Varchar(length=200, default=None, null=True)


class Shift(Fact, Table, tablename="shift"):
    """She is on duty on a weekday (1 is Monday), every so many weeks from the first on; a single one has one day.

    Times are on the clock of Belgrade; a shift that ends at or before its beginning ends on the next day.
    """

    id: Serial
    organisation = Reference(Organisation)
    line = Reference(Line)
    person = Reference(Person)
    weekday = SmallInt(default=None)
    starts_at = Time(default=None)
    ends_at = Time(default=None)
    every_weeks = SmallInt(default=None)
    from_on = Day()
    until_on = Day(null=True)
