"""SQL that keeps the log append-only for whoever has the database but not the key. The first migration runs it last.

A payload may go only right after its erasure was itself recorded, which is what the retention action does.
"""

from staffdev.db.engine import Engine

MAY_ERASE = (
    "EXISTS (SELECT 1 FROM audit_head h JOIN audit_entry e ON e.seq = h.seq "
    "WHERE h.id = 1 AND e.event = 'audit:payloads:erase')"
)
STEPS_BACK = "NEW.id <> 1 OR NEW.seq < OLD.seq"
REPLACES = (
    "EXISTS (SELECT 1 FROM audit_entry e "
    "WHERE e.seq = NEW.seq OR e.id = NEW.id OR e.prev = NEW.prev OR e.mac = NEW.mac)"
)
REPLACES_PAYLOAD = "EXISTS (SELECT 1 FROM audit_payload p WHERE p.seq = NEW.seq OR p.id = NEW.id)"


def _sqlite(name: str, event: str, table: str, when: str = "1") -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    )


def _postgres(name: str, event: str, table: str, when: str = "true") -> tuple[str, str]:
    function = (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {when} THEN RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    return function, f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()"


SQLITE = (
    _sqlite("audit_entry_update", "UPDATE", "audit_entry"),
    _sqlite("audit_entry_delete", "DELETE", "audit_entry"),
    _sqlite("audit_entry_replace", "INSERT", "audit_entry", REPLACES),  # INSERT OR REPLACE fires no DELETE trigger
    _sqlite("audit_payload_update", "UPDATE", "audit_payload"),
    _sqlite("audit_payload_delete", "DELETE", "audit_payload", f"NOT {MAY_ERASE}"),
    _sqlite("audit_payload_replace", "INSERT", "audit_payload", REPLACES_PAYLOAD),
    _sqlite("audit_head_update", "UPDATE", "audit_head", STEPS_BACK),
    _sqlite("audit_head_delete", "DELETE", "audit_head"),
    _sqlite("audit_head_replace", "INSERT", "audit_head", "EXISTS (SELECT 1 FROM audit_head)"),
)

POSTGRES = (
    *_postgres("audit_entry_update", "UPDATE", "audit_entry"),
    *_postgres("audit_entry_delete", "DELETE", "audit_entry"),
    *_postgres("audit_entry_truncate", "TRUNCATE", "audit_entry"),
    *_postgres("audit_payload_update", "UPDATE", "audit_payload"),
    *_postgres("audit_payload_delete", "DELETE", "audit_payload", f"NOT {MAY_ERASE}"),
    *_postgres("audit_payload_truncate", "TRUNCATE", "audit_payload"),
    *_postgres("audit_head_update", "UPDATE", "audit_head", STEPS_BACK),
    *_postgres("audit_head_delete", "DELETE", "audit_head"),
    *_postgres("audit_head_truncate", "TRUNCATE", "audit_head"),
)


def triggers(engine: Engine) -> tuple[str, ...]:
    """The statements that create them, in the dialect of `engine`."""
    return SQLITE if engine.engine_type == "sqlite" else POSTGRES
