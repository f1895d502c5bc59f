"""Consultations with a more experienced professional, and what is offered for reducing stress (Art. 26(2))."""

from piccolo.columns import UUID, Serial, SmallInt, Time, Varchar
from piccolo.table import Table

from staffdev.db.columns import Code, Day, Flag, Instant, Minutes, Reference
from staffdev.db.facts import Fact
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Person
from staffdev.support.vocabulary import ConsultationState, ConsultationTheme, PlaceState, ReliefKind


class Consultation(Fact, Table, tablename="consultation"):
    """She asks somebody more experienced: a colleague, or somebody from outside by name and qualification.

    No column is for what was said.
    """

    id: Serial
    organisation = Reference(Organisation)
    person = Reference(Person)
    professional = Reference(Person, null=True)
    professional_name = Varchar(length=200, default=None, null=True)
    qualification = Varchar(length=200, default=None, null=True)
    state = Code(ConsultationState, length=20)
    requested_on = Day()
    held_on = Day(null=True, index=True)
    starts_at = Time(default=None, null=True)
    minutes = Minutes(null=True)
    place = Varchar(length=200, default=None, null=True)
    theme = Code(ConsultationTheme, length=20, null=True)


class ReliefOffer(Fact, Table, tablename="relief_offer"):
    """Something was offered to everybody who works here on `offered_on`, at no cost to her."""

    id: Serial
    organisation = Reference(Organisation)
    kind = Code(ReliefKind, length=30)
    offered_on = Day()
    held_on = Day(index=True)
    starts_at = Time(default=None, null=True)
    minutes = Minutes(null=True)
    provider_name = Varchar(length=200, default=None)
    place = Varchar(length=200, default=None, null=True)
    places = SmallInt(default=None, null=True)


class ReliefPlace(Table, tablename="relief_place"):
    """A place she took, or waits for. The row goes when she gives it up: declining leaves no trace."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    offer = Reference(ReliefOffer)
    person = Reference(Person)
    state = Code(PlaceState, length=20)
    entered_at = Instant()
    took_part = Flag(null=True)  # only if she wants it noted
