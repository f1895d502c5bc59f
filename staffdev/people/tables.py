"""The people of an organisation, and every dated fact about their work: engagements, leave, licences, offices."""

from piccolo.columns import UUID, Serial, SmallInt, Varchar
from piccolo.table import Table

from staffdev.db.columns import Code, Day, Flag, Instant, Reference
from staffdev.db.facts import Fact
from staffdev.organisations.tables import Organisation, TargetGroup
from staffdev.people.vocabulary import (
    AddressForm,
    Channel,
    ContractKind,
    EngagementRole,
    LeaveKind,
    LicenceKind,
)


class Person(Table, tablename="person"):
    """Somebody who works for one or more organisations. Edited in place; the audit log keeps old and new."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)  # who entered her; others see her through an engagement
    first_name = Varchar(length=100, default=None)
    last_name = Varchar(length=100, default=None)
    search_key = Varchar(length=400, default=None, index=True)
    sort_key = Varchar(length=500, default=None, index=True)
    address_form = Code(AddressForm, length=20)
    profession = Varchar(length=100, default=None, null=True)
    email = Varchar(length=200, default=None, null=True)
    phone = Varchar(length=50, default=None, null=True)
    created_at = Instant()


class Engagement(Fact, Table, tablename="engagement"):
    """Her work for an organisation: in which role, by which contract, from–to (both included)."""

    id: Serial
    person = Reference(Person)
    organisation = Reference(Organisation)
    role = Code(EngagementRole, length=20)
    contract = Code(ContractKind, length=20)
    from_on = Day()
    until_on = Day(null=True)
    note = Varchar(length=500, default=None, null=True)


class Leave(Fact, Table, tablename="leave"):
    """Days she does not work; the kind decides whether it is deducted (P5)."""

    id: Serial
    person = Reference(Person)
    organisation = Reference(Organisation)
    kind = Code(LeaveKind, length=20)
    from_on = Day()
    until_on = Day(null=True)


class Licence(Fact, Table, tablename="licence"):
    """A professional's licence with its validity (Rulebook 42/2013 Art. 3)."""

    id: Serial
    person = Reference(Person)
    organisation = Reference(Organisation)  # who recorded it; a licence is the person's own
    number = Varchar(length=60, default=None)
    kind = Code(LicenceKind, length=20)
    from_on = Day(null=True)
    until_on = Day(null=True)


class TaskAssignment(Fact, Table, tablename="task_assignment"):
    """A task of Art. 6(1) she is assigned; items outside Art. 15(4) need `override_reason` for an associate."""

    id: Serial
    person = Reference(Person)
    organisation = Reference(Organisation)
    item = SmallInt(default=None)
    from_on = Day()
    until_on = Day(null=True)
    override_reason = Varchar(length=500, default=None, null=True)


class DutyAssignment(Fact, Table, tablename="duty_assignment"):
    """She is on the duty roster of a channel, alone or as an observer beside a colleague (Art. 2(1)6)."""

    id: Serial
    person = Reference(Person)
    organisation = Reference(Organisation)
    channel = Code(Channel, length=20)
    is_observer = Flag()
    from_on = Day()
    until_on = Day(null=True)


class GroupWork(Fact, Table, tablename="group_work"):
    """She works with a particular target group (Art. 17(3))."""

    id: Serial
    person = Reference(Person)
    organisation = Reference(Organisation)
    target_group = Reference(TargetGroup)
    from_on = Day()
    until_on = Day(null=True)


class Appointment(Fact, Table, tablename="appointment"):
    """The coordinator's appointment (Art. 16) with the decision it rests on."""

    id: Serial
    person = Reference(Person)
    organisation = Reference(Organisation)
    is_acting = Flag()
    decision_number = Varchar(length=60, default=None)
    decided_on = Day()
    signatory = Reference(Person, null=True)
    signatory_name = Varchar(length=200, default=None)
    board_decision = Varchar(length=200, default=None, null=True)
    from_on = Day()
    until_on = Day(null=True)


class Mandate(Fact, Table, tablename="mandate"):
    """Who is the provider's responsible person, from–to, by whose decision."""

    id: Serial
    person = Reference(Person)
    organisation = Reference(Organisation)
    decision_number = Varchar(length=60, default=None, null=True)
    decided_on = Day(null=True)
    decided_by = Varchar(length=200, default=None, null=True)
    from_on = Day()
    until_on = Day(null=True)


class SelectionChecklist(Fact, Table, tablename="selection_checklist"):
    """One hire was checked against the criteria in force (Art. 15(1))."""

    id: Serial
    organisation = Reference(Organisation)
    engagement = Reference(Engagement)
    completed_on = Day()
    is_met = Flag()
    note = Varchar(length=500, default=None, null=True)
