"""The JSON Schema (2020-12) of the interchange document, from the same description that writes and reads it."""

from typing import Any

from staffdev.exchange.interchange.spec import FORMAT, SECTIONS, VERSION, Field, Section, Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
INSTANT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"
SHAPES: dict[Shape, dict[str, Any]] = {
    Shape.TEXT: {"type": "string"},
    Shape.CHOICE: {"type": "string"},
    Shape.WHOLE: {"type": "integer"},
    Shape.YES_NO: {"type": "boolean"},
    Shape.DAY: {"type": "string", "format": "date"},
    Shape.CLOCK: {"type": "string", "format": "time-local", "pattern": r"^\d\d:\d\d:\d\d$"},
    Shape.INSTANT: {"type": "string", "format": "date-time", "pattern": INSTANT},
    Shape.JSON: {"type": "string", "contentMediaType": "application/json"},
    Shape.CODE: {"type": "string", "format": "uuid"},
    Shape.BYTES: {"type": "string", "contentEncoding": "base64"},
    Shape.REFERENCE: {"type": "string"},
}


def schema() -> dict[str, Any]:
    """The whole schema; every table of the document is a definition of its own."""
    tables = {section.name: {"type": "array", "items": {"$ref": f"#/$defs/{section.name}"}} for section in SECTIONS}
    properties = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "producer": {"type": "string"},
        "attachments": {"type": "boolean", "description": "Whether papers are in the document."},
        "tables": {"type": "object", "properties": tables, "additionalProperties": False},
    }
    return {
        "$schema": DIALECT,
        "$id": f"urn:{FORMAT}:{VERSION}",
        "title": "StaffDev interchange document",
        "description": (
            "Facts keyed by codes. The versions of a fact share its code and follow one another; the last one holds, "
            "or was withdrawn. Minutes are whole, days are civil days of Europe/Belgrade, instants are UTC."
        ),
        "type": "object",
        "properties": properties,
        "required": ["format", "version", "tables"],
        "additionalProperties": False,
        "$defs": {section.name: _definition(section) for section in SECTIONS},
    }


def _definition(section: Section) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {field.name: _property(field) for field in section.fields},
        "required": [field.name for field in section.fields if not field.is_optional],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    found = dict(SHAPES[field.shape])
    if field.choices:
        found["enum"] = list(field.choices)
    if field.shape is Shape.WHOLE:
        found |= {"minimum": field.least, "maximum": field.most}
    if field.length:
        found["maxLength"] = field.length
    if field.to:
        found["description"] = f"The code of a record in {field.to}."
    return found
