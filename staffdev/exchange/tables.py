"""Office files on their way in: staged row by row, so that nothing is half-written and a whole import can be undone."""

from piccolo.columns import JSON, UUID, Integer, Serial, Varchar
from piccolo.table import Table

from staffdev.db.columns import Code, Instant, Reference
from staffdev.exchange.vocabulary import BatchState, RowDecision, RowKind
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Person


class ImportBatch(Table, tablename="import_batch"):
    """One file that was brought in, from draft to applied or undone."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    filename = Varchar(length=200, default=None)
    sha256 = Varchar(length=64, default=None)
    state = Code(BatchState, length=20)
    sheets = JSON(default=None)  # per sheet: kind, header row, column mapping
    created_by = UUID(default=None, null=True)
    created_at = Instant()
    applied_at = Instant(null=True)
    undone_at = Instant(null=True)


class ImportRow(Table, tablename="import_row"):
    """One row of the file: its cells as they were, how they were read, what will happen and why not."""

    id: Serial
    batch = Reference(ImportBatch)
    sheet = Varchar(length=100, default=None)
    row_number = Integer(default=None)
    kind = Code(RowKind, length=20)
    cells = JSON(default=None)
    reading = JSON(default=None)
    problems = JSON(default=None)
    decision = Code(RowDecision, length=20)
    person = Reference(Person, null=True)
    written = JSON(default=None, null=True)  # codes of the facts this row became


class PersonAlias(Table, tablename="person_alias"):
    """How an organisation's files write a person, once a human has said who it is."""

    id: Serial
    code = UUID(default=None)
    organisation = Reference(Organisation)
    written_as = Varchar(length=400, default=None, index=True)
    person = Reference(Person)
    confirmed_by = UUID(default=None, null=True)
    confirmed_at = Instant()
