"""What people were reminded of: one digest a week for each person, each thing once at each stage."""

from piccolo.columns import JSON, UUID, Serial, SmallInt, Varchar
from piccolo.table import Table

from staffdev.db.columns import Day, Instant, Reference
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Person


class Digest(Table, tablename="digest"):
    """What one person was reminded of in one week; `key` keeps a second run from writing it again."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    person = Reference(Person)
    key = Varchar(length=80, default=None, unique=True, index=True)
    week_on = Day()  # its Monday
    created_at = Instant()
    read_at = Instant(null=True)
    mailed_at = Instant(null=True)


class Reminder(Table, tablename="reminder"):
    """One thing in a digest at one stage: 60, 30 or 7 days before its day, or 0 once it is overdue."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    digest = Reference(Digest)
    key = Varchar(length=200, default=None, unique=True, index=True)  # person, thing and stage
    stage = SmallInt(default=None)
    due_on = Day(null=True)
    saying = JSON(default=None)  # a code and its particulars; words are made when it is read
