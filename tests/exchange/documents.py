"""Interchange documents made up by hypothesis: every table, versions, withdrawals, references between them."""

import json
import string
from base64 import b64encode
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import strategies as st

from staffdev import __version__
from staffdev.db.transactions import transaction
from staffdev.exchange.interchange.spec import FORMAT, SECTIONS, VERSION, Shape
from staffdev.exchange.interchange.writing import document, instant_text

BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
CODES = st.uuids(version=4)
# At most one of each may hold, so each is made different.
DIFFERENT = {
    "certificate": "number",
    "person_alias": "written_as",
    "interpretation_override": "key",
    "organisation": "code",
    "feed": "token_digest",
    "digest": "key",
    "reminder": "key",
}
ONE_OF_ALL = (
    *("enrolment", "poll_vote", "relief_place", "busy_calendar", "session_minutes", "intervision_session"),
    "competence_rating",
)
ONE_A_YEAR = ("year_closure", "year_proposal", "plan")


VALUES = {
    Shape.YES_NO: st.booleans(),
    Shape.DAY: st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(date.isoformat),
    Shape.CLOCK: st.times().map(lambda clock: time(clock.hour, clock.minute, clock.second).isoformat()),
    Shape.INSTANT: st.timedeltas(timedelta(0), timedelta(days=3000)).map(lambda after: instant_text(BEGINNING + after)),
    Shape.CODE: CODES.map(str),
    Shape.JSON: st.dictionaries(st.text(string.ascii_letters, max_size=5), st.integers()).map(json.dumps),
    Shape.BYTES: st.binary(max_size=20).map(lambda content: b64encode(content).decode()),
}


def value_of(field):
    if field.shape is Shape.TEXT:
        return st.text(LETTERS, min_size=1, max_size=min(field.length or 30, 30))
    if field.shape is Shape.WHOLE:
        return st.integers(max(field.least, -1000), min(field.most, 10_000))
    return st.sampled_from(field.choices) if field.choices else VALUES[field.shape]


@st.composite
def documents(draw, most=3):
    """The bytes of a document in the order in which it would be written."""
    codes: dict[str, list[str]] = {}
    tables = {}
    for section in SECTIONS:
        made = sorted(
            (
                group
                for _ in range(draw(st.integers(0, 1 if section.name in ONE_OF_ALL else most)))
                if (group := draw(facts(section, codes)))
            ),
            key=lambda group: group[0]["code"],
        )
        codes[section.name] = [group[0]["code"] for group in made]
        tables[section.name] = [record for group in made for record in group]
    return written(tables)


@st.composite
def facts(draw, section, codes):
    """One fact with its versions; nothing where it would have to point at what does not exist."""
    if any(not one.is_optional and not codes.get(one.to) and one.to != section.name for one in section.references):
        return None
    code = str(draw(CODES))
    count = draw(st.integers(1, 3)) if section.is_fact else 1
    versions = [draw(content(section, codes, code)) for _ in range(count)]
    if not section.is_fact:
        return versions
    at = BEGINNING + draw(st.timedeltas(timedelta(0), timedelta(days=1000)))
    for place, record in enumerate(versions):
        until = at + draw(st.timedeltas(timedelta(0), timedelta(days=9)))
        record |= {"code": code, "recorded_at": instant_text(at)}
        is_last = place == count - 1
        if not is_last:
            record["superseded_at"] = instant_text(until)
        elif draw(st.booleans()):
            record |= {"superseded_at": record["recorded_at"], "withdrawn_because": "mistake"}
        at = until
    return [ordered(section, record) for record in versions]


@st.composite
def content(draw, section, codes, code):
    record = {"code": code}
    for field in section.fields:
        if section.is_fact and field.name in {"recorded_at", "superseded_at", "withdrawn_because"}:
            continue
        if field.name == "code":
            continue
        if field.shape is Shape.REFERENCE:
            known = codes.get(field.to, [])
            if known and (not field.is_optional or draw(st.booleans())):
                record[field.name] = draw(st.sampled_from(known))
        elif not field.is_optional or draw(st.booleans()):
            record[field.name] = draw(value_of(field))
    unique(section, record, code)
    return ordered(section, record)


def unique(section, record, code):
    """Let nothing collide that may exist only once."""
    if name := DIFFERENT.get(section.name):
        record[name] = code[:30]
    if section.name in ONE_A_YEAR:
        record["year"] = UUID(code).int % 30_000
    if section.name == "training_record":
        record.pop("session", None)
    if section.name == "enrolment":
        record["state"] = "enrolled"


def ordered(section, record):
    return {field.name: record[field.name] for field in section.fields if field.name in record}


def written(tables):
    """The bytes as `document` writes them."""
    head = {"format": FORMAT, "version": VERSION, "producer": f"staffdev {__version__}", "attachments": True}
    text = json.dumps(head, separators=(",", ":"))[:-1] + ',"tables":{\n'
    parts = []
    for name, records in tables.items():
        lines = ",\n".join(json.dumps(record, separators=(",", ":"), ensure_ascii=False) for record in records)
        parts.append(f'"{name}":[\n{lines}\n]' if records else f'"{name}":[]')
    return (text + ",\n".join(parts) + "\n}}\n").encode()


async def exported(organisation_id=None, *, attachments=True, private=True):
    async with transaction():
        return b"".join([piece async for piece in document(organisation_id, attachments=attachments, private=private)])


async def wipe():
    """Take away what the last example wrote."""
    async with transaction():
        for section in reversed(SECTIONS):
            if section.is_fact:
                await section.table.raw(f'DELETE FROM "{section.name}" WHERE version_of IS NOT NULL')
            for one in section.references:
                if one.to == section.name:
                    await section.table.raw(f'UPDATE "{section.name}" SET "{one.name}" = NULL')
            await section.table.raw(f'DELETE FROM "{section.name}"')
