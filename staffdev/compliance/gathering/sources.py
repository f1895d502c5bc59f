"""Where each kind of fact the engine knows is stored: its table, and one expression for each field of its shape.

In every expression `f` is the fact's row. Fields that stand under their own name in the table need no expression; codes
are read as text, as the rules name things.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from staffdev.lines.rules import shapes as lines
from staffdev.organisations import rules as organisations
from staffdev.people.rules import shapes as people
from staffdev.plans.rules import shapes as plans
from staffdev.support.rules import shapes as support
from staffdev.training.rules import shapes as training

PERSON = "JOIN person p ON p.id = f.person"
PROGRAMME = "JOIN programme g ON g.id = f.programme"


def code_of(alias: str) -> str:
    """The code of the row `alias` as text, on either database."""
    return f"CAST({alias}.code AS TEXT)"


HER = {"person": code_of("p")}
OF_PROGRAMME = {"programme": code_of("g")}
VERIFIER = {"verified_by": "CAST(f.verified_by AS TEXT)"}
EVIDENCE = (  # CASE, because SQLite looks for the attachment in any case where the two are joined by OR
    "CASE WHEN f.evidence IS NOT NULL THEN TRUE "
    "ELSE EXISTS (SELECT 1 FROM attachment a WHERE a.about IN (f.code, f.entry)) END"
)
MARKED = EVIDENCE.replace("f.evidence IS NOT NULL", "f.evidence IS NOT NULL OR f.occasion IS NOT NULL")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """One kind of fact: the field of ProviderFacts it fills, its shape and table, and how its fields are read.

    `person` is the row id of whom it is about, where it is about somebody. What is edited in place has no versions:
    it is known since `created_at`. `order` is one that an index gives away for nothing; the rules count on none.
    """

    name: str
    shape: type[Any]
    table: str
    fields: Mapping[str, str] = field(default_factory=dict)
    joins: str = ""
    person: str | None = None
    has_versions: bool = True
    order: str = ""


def _hers(name: str, shape: type[Any], table: str, *joins: str, order: str = "", **fields: str) -> Source:
    """A kind of fact about one person."""
    return Source(
        name=name,
        shape=shape,
        table=table,
        joins=" ".join((PERSON, *joins)),
        fields=HER | fields,
        person="f.person",
        order=order,
    )


SOURCES = (
    _hers("engagements", people.Engagement, "engagement"),
    _hers("leaves", people.Leave, "leave"),
    _hers("licences", people.Licence, "licence"),
    _hers("tasks", people.TaskAssignment, "task_assignment"),
    _hers("duties", people.DutyAssignment, "duty_assignment"),
    _hers(
        "group_work",
        people.GroupWork,
        "group_work",
        "JOIN target_group t ON t.id = f.target_group",
        target_group=code_of("t"),
    ),
    Source(name="target_groups", shape=organisations.TargetGroup, table="target_group"),
    Source(
        name="appointments",
        shape=people.Appointment,
        table="appointment",
        joins=f"{PERSON} LEFT JOIN person s ON s.id = f.signatory",
        fields=HER | {"signatory": code_of("s"), "has_board_decision": "f.board_decision IS NOT NULL"},
    ),
    Source(name="mandates", shape=people.Mandate, table="mandate", joins=PERSON, fields=HER),
    Source(name="criteria", shape=organisations.SelectionCriteria, table="selection_criteria"),
    Source(
        name="checklists",
        shape=people.SelectionChecklist,
        table="selection_checklist",
        joins="JOIN engagement e ON e.id = f.engagement",
        fields={"engagement": code_of("e")},
        person="e.person",
    ),
    Source(name="programmes", shape=training.Programme, table="programme", has_versions=False),
    Source(
        name="accreditations",
        shape=training.Accreditation,
        table="accreditation",
        joins=PROGRAMME,
        fields=OF_PROGRAMME,
    ),
    Source(
        name="attestations",
        shape=training.ProgrammeAttestation,
        table="programme_attestation",
        joins=PROGRAMME,
        fields=OF_PROGRAMME,
    ),
    Source(
        name="sessions",
        shape=training.CourseSession,
        table="course_session",
        joins="JOIN course c ON c.id = f.course LEFT JOIN programme g ON g.id = c.programme",
        fields={
            "course": code_of("c"),
            "kind": "c.kind",
            "title": "c.title",
            "topics": "COALESCE(f.topics, c.topics)",
            "is_basic": "COALESCE(g.is_basic, FALSE)",
        },
    ),
    _hers("enrolments", training.Enrolment, "enrolment", "JOIN course c ON c.id = f.course", course=code_of("c")),
    _hers(
        "records",
        training.TrainingRecord,
        "training_record",
        "LEFT JOIN programme g ON g.id = f.programme LEFT JOIN course_session s ON s.id = f.session",
        session=code_of("s"),
        order="f.held_on",
        has_evidence=MARKED,
        entry="CAST(f.entry AS TEXT)",
        **OF_PROGRAMME,
        **VERIFIER,
    ),
    _hers(
        "basic_trainings",
        training.BasicTraining,
        "basic_training",
        "LEFT JOIN programme g ON g.id = f.programme",
        has_equivalence_note="f.equivalence_note IS NOT NULL",
        **OF_PROGRAMME,
        **VERIFIER,
    ),
    _hers(
        "inductions",
        training.Induction,
        "induction",
        "JOIN engagement e ON e.id = f.engagement",
        engagement=code_of("e"),
    ),
    Source(name="lines", shape=lines.Line, table="line"),
    Source(
        name="published_hours",
        shape=lines.PublishedHours,
        table="published_hours",
        joins="JOIN line l ON l.id = f.line",
        fields={"line": code_of("l")},
    ),
    Source(name="plans", shape=plans.Plan, table="plan"),
    _hers(
        "consultations",
        support.Consultation,
        "consultation",
        "LEFT JOIN person q ON q.id = f.professional",
        professional=code_of("q"),
    ),
    Source(name="relief_offers", shape=support.ReliefOffer, table="relief_offer"),
)
LEDGER = next(one for one in SOURCES if one.name == "records")
ADVISERS = tuple(  # what makes a colleague more experienced; read for those whom one person asked for a consultation
    replace(one, name=f"adviser_{one.name.removeprefix('basic_')}")
    for one in SOURCES
    if one.name in {"engagements", "licences", "basic_trainings"}
)
CLOSURES = Source(name="closures", shape=training.YearClosure, table="year_closure")
