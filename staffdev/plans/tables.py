"""The yearly professional-development plan (Art. 26(1)), personal goals and ratings."""

from piccolo.columns import Serial, SmallInt, Varchar
from piccolo.table import Table

from staffdev.db.columns import Code, Day, Instant, Minutes, Reference, Text
from staffdev.db.facts import Fact
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Person
from staffdev.plans.vocabulary import PlanItemKind, RatingSide


class Plan(Fact, Table, tablename="plan"):
    """The plan of one year; a draft until `adopted_on`. The rhythms are per person and year."""

    id: Serial
    organisation = Reference(Organisation)
    year = SmallInt(default=None, index=True)
    goals = Text()
    intervisions = SmallInt(default=None)
    consultations = SmallInt(default=None)
    reliefs = SmallInt(default=None)
    budget = Varchar(length=500, default=None, null=True)
    adopted_on = Day(null=True)
    decision_number = Varchar(length=60, default=None, null=True)
    signatory = Reference(Person, null=True)


class PlanItem(Fact, Table, tablename="plan_item"):
    """Something the plan foresees: a training with its topics and minutes, or anything else by its title."""

    id: Serial
    organisation = Reference(Organisation)
    plan = Reference(Plan)
    kind = Code(PlanItemKind, length=20)
    title = Varchar(length=300, default=None)
    topics = Varchar(length=600, default=None)
    minutes = Minutes(null=True)
    due_on = Day(null=True)
    budget = Varchar(length=200, default=None, null=True)
    done_on = Day(null=True)
    dropped_because = Varchar(length=300, default=None, null=True)


class PersonalGoal(Fact, Table, tablename="personal_goal"):
    """What she wants to reach in the year of the plan."""

    id: Serial
    organisation = Reference(Organisation)
    plan = Reference(Plan)
    person = Reference(Person)
    wording = Varchar(length=500, default=None)
    topics = Varchar(length=600, default=None)
    due_on = Day(null=True)
    done_on = Day(null=True)


class CompetenceRating(Fact, Table, tablename="competence_rating"):
    """One side's ratings of one person in one year: "listening:4 boundaries:3"; hidden until both are handed in."""

    id: Serial
    organisation = Reference(Organisation)
    person = Reference(Person)
    year = SmallInt(default=None, index=True)
    side = Code(RatingSide, length=20)
    ratings = Varchar(length=400, default=None)
    handed_in_at = Instant(null=True)
