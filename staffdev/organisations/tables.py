"""Who provides the service: organisations, networks, and what an organisation has decided about itself."""

from piccolo.columns import UUID, Serial, Varchar
from piccolo.table import Table

from staffdev.db.columns import Code, Day, Flag, Instant, Reference
from staffdev.db.facts import Fact
from staffdev.organisations.vocabulary import OrganisationKind


class Organisation(Table, tablename="organisation"):
    """A provider or a network. Edited in place; the audit log keeps old and new."""

    id: Serial
    code = Varchar(length=40, default=None, unique=True, index=True)
    uid = UUID(default=None)
    name = Varchar(length=200, default=None)
    search_key = Varchar(length=400, default=None)
    sort_key = Varchar(length=500, default=None, index=True)
    kind = Code(OrganisationKind, length=20)
    seat = Varchar(length=200, default=None, null=True)
    helpline = Varchar(length=200, default=None, null=True)
    created_at = Instant()


class NetworkMembership(Fact, Table, tablename="network_membership"):
    """A provider that shares a line with others (Art. 14(2)), from–to, both days included."""

    id: Serial
    network = Reference(Organisation)
    member = Reference(Organisation)
    decision_number = Varchar(length=60, default=None)
    decided_on = Day()
    from_on = Day()
    until_on = Day(null=True)


class TargetGroup(Fact, Table, tablename="target_group"):
    """A group of users the programme orientation names (Art. 14(1)); minorities matter for Art. 17(3)."""

    id: Serial
    organisation = Reference(Organisation)
    name = Varchar(length=200, default=None)
    is_minority = Flag()
    from_on = Day()
    until_on = Day(null=True)


class SelectionCriteria(Fact, Table, tablename="selection_criteria"):
    """The prescribed criteria for choosing staff (Art. 15(1)), in force from–to."""

    id: Serial
    organisation = Reference(Organisation)
    title = Varchar(length=200, default=None)
    adopted_on = Day()
    from_on = Day()
    until_on = Day(null=True)
