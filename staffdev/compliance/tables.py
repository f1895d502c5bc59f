"""What an organisation decided about the interpretation of the rulebook."""

from piccolo.columns import Serial, Varchar
from piccolo.table import Table

from staffdev.db.columns import Day, Reference
from staffdev.db.facts import Fact
from staffdev.organisations.tables import Organisation


class InterpretationOverride(Fact, Table, tablename="interpretation_override"):
    """An organisation reads the rulebook otherwise than the default, with a reason (obligations §0.3)."""

    id: Serial
    organisation = Reference(Organisation)
    key = Varchar(length=60, default=None)
    value = Varchar(length=200, default=None)  # as TOML writes it: 600, true, "calendar_year", ["a", "b"]
    reason = Varchar(length=500, default=None)
    decided_on = Day()
