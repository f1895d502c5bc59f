"""What Piccolo cannot generate: uniqueness among the facts that hold now, indexes of the common questions, triggers."""

from staffdev.audit.triggers import triggers
from staffdev.db.database import bound
from staffdev.db.migrations import Migration, unique

ID = "2026-11-21T23:59:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes and triggers"

NOW = "version_of IS NULL AND superseded_at IS NULL"
FACTS = (
    "accreditation",
    "agreed_action",
    "appointment",
    "availability",
    "availability_exception",
    "basic_training",
    "certificate",
    "competence_rating",
    "consultation",
    "course_session",
    "duty_assignment",
    "engagement",
    "enrolment",
    "group_member",
    "group_work",
    "hours_exception",
    "induction",
    "interpretation_override",
    "leave",
    "licence",
    "line",
    "mandate",
    "network_membership",
    "personal_goal",
    "plan",
    "plan_item",
    "programme_attestation",
    "published_hours",
    "relief_offer",
    "selection_checklist",
    "selection_criteria",
    "session_minutes",
    "shift",
    "target_group",
    "task_assignment",
    "training_record",
    "year_closure",
    "year_proposal",
)


# The register counts and turns its pages inside this index; SQLite needs the two empty columns in it to see that.
REGISTER = (
    'CREATE INDEX "ix_training_record_register" ON "training_record" '
    f'("organisation", "held_on", "id", "state", "version_of", "superseded_at") WHERE {NOW}'
)


def index(table: str, *columns: str) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f'CREATE INDEX "ix_{table}_{"_".join(columns)}" ON "{table}" ({names})'


async def forwards() -> Migration:
    manager = Migration(migration_id=ID, app_name="staffdev", description=DESCRIPTION)
    manager.after = [
        *(unique(table, "code", where="version_of IS NULL") for table in FACTS),
        unique("training_record", "session", "person", where=f"session IS NOT NULL AND {NOW}"),
        unique("enrolment", "course", "person", where=NOW),
        unique("year_closure", "organisation", "year", where=NOW),
        unique("year_proposal", "organisation", "year", where=NOW),
        unique("interpretation_override", "organisation", "key", "decided_on", where=NOW),
        unique("certificate", "organisation", "number", where=NOW),
        unique("person_alias", "organisation", "written_as"),
        unique("training_record", "occasion", "person", where=f"occasion IS NOT NULL AND {NOW}"),
        unique("intervision_session", "series", "planned_on", where="series IS NOT NULL"),
        unique("session_minutes", "session", where=NOW),
        unique("poll_vote", "option", "person"),
        unique("busy_calendar", "organisation", "person", "number"),
        unique("relief_place", "offer", "person"),
        unique("plan", "organisation", "year", where=NOW),
        unique("competence_rating", "organisation", "person", "year", "side", where=NOW),
        unique("import_row", "batch", "sheet", "row_number"),
        REGISTER,
        index("training_record", "person", "held_on"),
        index("engagement", "organisation", "person"),
        index("person", "organisation", "sort_key"),
        index("role_grant", "account", "organisation"),
        index("audit_entry", "organisation", "seq"),
        *triggers(bound()),
    ]
    return manager
