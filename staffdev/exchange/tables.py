"""Office files on their way in: staged row by row, so that nothing is half-written and a whole import can be undone."""

from piccolo.columns import JSON, UUID, Integer, Serial, SmallInt, Varchar
from piccolo.table import Table

from staffdev.db.columns import Code, Count, Flag, Instant, Reference
from staffdev.exchange.vocabulary import BatchState, NameChoice, RowDecision, RowOutcome
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Person
from staffdev.sheets.tables import RowKind


class ImportBatch(Table, tablename="import_batch"):
    """One file that was brought in, from draft to applied or undone."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    filename = Varchar(length=200, default=None)
    sha256 = Varchar(length=64, default=None, index=True)
    state = Code(BatchState, length=20)
    sheets = JSON(default=None)  # per sheet: kind, header row, column of each field
    created_by = UUID(default=None, null=True)
    created_at = Instant()
    applied_at = Instant(null=True)
    undone_at = Instant(null=True)


class ImportRow(Table, tablename="import_row"):
    """One row of the file: its cells as they were, how they were read, what will happen and why not."""

    id: Serial
    batch = Reference(ImportBatch)
    sheet = SmallInt(default=None)  # its place in the file
    row_number = Integer(default=None)
    kind = Code(RowKind, length=20)
    cells = JSON(default=None)
    answers = JSON(default=None, null=True)  # field → what a person typed in place of the cell
    reading = JSON(default=None, null=True)  # what the row says, with problems and assumptions
    decision = Code(RowDecision, length=20)
    outcome = Code(RowOutcome, length=20)
    plan = JSON(default=None, null=True)  # what will happen or why not, in sentences
    written = JSON(default=None, null=True)  # the facts this row became: pairs of table and code


class ImportName(Table, tablename="import_name"):
    """A name as a file writes it, and who a person says that is."""

    id: Serial
    batch = Reference(ImportBatch)
    key = Varchar(length=400, default=None)  # the same for any order of the words and any script
    typed = JSON(default=None)  # the spellings in the file
    rows = Count()
    in_register = Flag()  # a register of staff in the file describes her, so she can be entered anew
    choice = Code(NameChoice, length=20, null=True)
    person = Reference(Person, null=True)
    same_as = Varchar(length=400, default=None, null=True)
    confirmed = Flag()


class PersonAlias(Table, tablename="person_alias"):
    """How an organisation's files write a person, once a human has said who it is."""

    id: Serial
    code = UUID(default=None)
    organisation = Reference(Organisation)
    written_as = Varchar(length=400, default=None, index=True)
    person = Reference(Person)
    confirmed_by = UUID(default=None, null=True)
    confirmed_at = Instant()
