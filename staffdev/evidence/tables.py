"""Files that prove something: photos and PDFs of certificates, decisions, criteria."""

from piccolo.columns import UUID, Bytea, Integer, Serial, Varchar
from piccolo.table import Table

from staffdev.db.columns import Instant, Reference
from staffdev.organisations.tables import Organisation


class Attachment(Table, tablename="attachment"):
    """One file, kept in the database so that a backup holds it. `about` is the code of the fact it proves.

    Removing it erases the content; that it was there, from when to when and with which digest, stays.
    """

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    about_kind = Varchar(length=40, default=None)
    about = UUID(default=None, index=True)
    filename = Varchar(length=200, default=None)
    media_type = Varchar(length=60, default=None)
    size = Integer(default=None)
    sha256 = Varchar(length=64, default=None)
    content = Bytea(default=None, null=True)
    recorded_at = Instant()
    recorded_by = UUID(default=None, null=True)
    removed_at = Instant(null=True)
