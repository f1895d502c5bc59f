"""The tamper-evident log: one keyed chain, one entry a change (complaints_surveys §3c)."""

from piccolo.columns import JSON, UUID, BigInt, Bytea, Serial, Varchar
from piccolo.table import Table

from staffdev.db.columns import Instant


class AuditHead(Table, tablename="audit_head"):
    """The one row every append goes through, so that the chain can't fork."""

    id: Serial
    seq = BigInt(default=None)
    mac = Bytea(default=None)


class AuditEntry(Table, tablename="audit_entry"):
    """One event in the chain. `commitment` binds the payload, which may be erased without breaking the chain."""

    id: Serial
    seq = BigInt(default=None, unique=True, index=True)
    prev = Bytea(default=None, unique=True)
    mac = Bytea(default=None, unique=True)
    at = Instant(index=True)
    actor = UUID(default=None, null=True)
    organisation = UUID(default=None, null=True, index=True)
    event = Varchar(length=80, default=None)
    about = UUID(default=None, null=True, index=True)
    commitment = Bytea(default=None)


class AuditPayload(Table, tablename="audit_payload"):
    """The particulars of an event: old and new values, names of things; may be erased after the retention period."""

    id: Serial
    seq = BigInt(default=None, unique=True, index=True)
    nonce = Bytea(default=None)
    body = JSON(default=None)
