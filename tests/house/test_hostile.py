"""What nobody should send, sent to every form of the house: refused with advice or neutral, never a broken page."""

from typing import Any
from urllib.parse import quote

import pytest
from litestar.handlers import HTTPRouteHandler

from staffdev.db.registry import TABLES
from staffdev.organisations.tables import Organisation
from tests.house.addresses import addresses_of
from tests.house.crawl import faults, forms_found, send, shown

JUNK = {
    "script": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "template": "{{ 7919*7907 }}{% for x in y %}${7919*7907}<%= 7919*7907 %>",
    "format": "%(name)s %d %s {0} {name}",
    "NUL": "a\x00b\x1b[31m\x7f",
    "bidi": "a\u202egnp.exe\u2066\u200b\ufeff",
    "half a pair": "a\ud800b",
    "formula": "=cmd|' /C calc'!A0",
    "header": "a\r\nSet-Cookie: sid=evil\r\n\r\n<html>",
    "SQL": "' OR 1=1; DROP TABLE person; --%_\\",
    "path": "../../../etc/passwd",
    "huge number": "9" * 400,
    "odd number": "-1e999",
    "odd day": "31.2.99999999999.",
    "other digits": "٣.٢.٢٠٢٥.",
    "emoji": "👩🏽‍💻" * 50,
    "1 MB word": "a" * 2**20,
}
LONGEST_QUESTION = 8_000  # servers take no longer address
READABLE = {"script", "template", "NUL", "bidi"}  # whose answer is checked as a page


KNOWN = []  # codes of rows outlive a fresh start, so one walk is enough for all tests


@pytest.fixture
async def forms(house):
    if not KNOWN:
        KNOWN.extend(await forms_found(house))
    assert len(KNOWN) > 30, "the pages have lost their forms"
    return KNOWN


@pytest.mark.parametrize("junk", JUNK, ids=str)
async def test_junk_in_every_field(house, forms, junk):
    """Every field of every form at once; whatever is accepted shows itself as text."""
    wrong = []
    for member, form in forms:
        if not form.typed or (form.method == "GET" and len(JUNK[junk]) > LONGEST_QUESTION):
            continue
        browser = house.browser(member)
        answer = await send(browser, form, form.filled(**{each.name: JUNK[junk] for each in form.typed}))
        what = f"{form.method} {form.action} with {junk}"
        wrong += faults(await shown(browser, answer), what, check=junk in READABLE)
        wrong += [f"{what} sets a cookie"] if "evil" in str(answer.headers.get_list("set-cookie")) else []
        if answer.status_code == 303:
            await house.fresh()
    assert not wrong, "\n".join(wrong)


async def test_junk_in_one_field_at_a_time(house, forms):
    """The others filled as they should be, so that it gets as far as it can."""
    mixed, wrong = "<script>alert(1)</script>{{ 7919*7907 }}\u202e\x00=1+1 %(x)s", []
    for member, form in forms:
        for each in form.typed:
            browser = house.browser(member)
            answer = await send(browser, form, form.filled(**{each.name: mixed}))
            check = answer.status_code == 303
            wrong += faults(await shown(browser, answer), f"{form.action} with junk as {each.name}", check=check)
            if check:
                await house.fresh()
    assert not wrong, "\n".join(wrong)


async def test_answers_nobody_offered(house, forms):
    """A choice, a box or a hidden field with a value that does not stand there."""
    wrong = []
    for member, form in forms:
        chosen = [each for each in form.fields if not each.is_typed and each.kind != "file"]
        for each in chosen:
            browser = house.browser(member)
            for value in ("nonsense\x00", "-1", "00000000-0000-0000-0000-000000000000"):
                answer = await send(browser, form, form.filled(**{each.name: value}))
                wrong += faults(answer, f"{form.action} with {value!r} as {each.name}", check=False)
                if answer.status_code == 303:
                    await house.fresh()
    assert not wrong, "\n".join(wrong)


async def test_a_foreign_row_can_be_chosen_nowhere(house, forms):
    """The codes that a form offers, put in by another organisation's: no form takes them."""
    foreign, accepted = await counterparts(house), []
    assert not await mixed_rows()
    for member, form in forms:
        for each in form.fields:
            offered = [option for option in (*each.options, each.value) if option in foreign]
            if not offered:
                continue
            browser = house.browser(member)
            answer = await send(browser, form, form.filled(**{each.name: foreign[offered[0]]}))
            if answer.status_code == 303:
                accepted += [f"{form.action} takes a foreign {each.name}: {rows}" for rows in await mixed_rows()]
                await house.fresh()
    assert not accepted, "\n".join(accepted)


async def mixed_rows() -> list[str]:
    """Rows of one organisation that point at a row of another."""
    found = []
    for table in TABLES:
        for column in table._meta.foreign_key_columns:
            pointed: Any = column._foreign_key_meta.resolved_references
            if hasattr(table, "organisation") and hasattr(pointed, "organisation") and pointed is not Organisation:
                name, other = table._meta.tablename, pointed._meta.tablename
                key = column._meta.db_column_name
                question = (
                    f'SELECT a.id FROM "{name}" a JOIN "{other}" b ON a."{key}" = b.id '
                    f"WHERE a.organisation <> b.organisation"
                )
                found += [f"{name} {row['id']} → {other}" for row in await table.raw(question)]
    return found


async def counterparts(house) -> dict[str, str]:
    """For the code of each of Ravnica's rows that of a row of Korak's."""
    pairs = {}
    for table in TABLES:
        columns = {column._meta.name for column in table._meta.columns}
        if {"code", "organisation"} <= columns:
            codes = table.select(table.code, table.organisation)  # type: ignore[attr-defined] # it has both
            rows = await codes
            theirs = [str(row["code"]) for row in rows if row["organisation"] == house.cast.korak.id]
            ours = [str(row["code"]) for row in rows if row["organisation"] == house.cast.ravnica.id]
            pairs |= dict.fromkeys(ours, theirs[0]) if theirs else {}
    return pairs


async def test_more_than_was_asked_for_changes_nothing(house, forms):
    """Names of columns sent along: whose it is, who verified it, when it was recorded are not the browser's to say."""
    before = await theirs(house)
    extra = {
        "organisation": str(house.cast.korak.id),
        "organisation_id": str(house.cast.korak.id),
        "id": "1",
        "state": "verified",
        "verified_by": str(house.cast.jelena.code),
        "recorded_at": "2001-01-01T00:00:00+00:00",
        "version_of": "1",
        "source": "import",
    }
    for member, form in forms:
        if form.method == "POST" and not form.action.endswith(("/sign-out", "/acting-organisation")):
            named = {each.name for each in form.fields}
            await send(house.browser(member), form, form.filled(**{k: v for k, v in extra.items() if k not in named}))
    assert await theirs(house) == before, "something of Korak's is another now"
    for table in TABLES:
        if hasattr(table, "recorded_at"):
            assert not await table.count().where(table.recorded_at < house.cast.ravnica.created_at), table


async def theirs(house) -> dict[str, list]:
    tables = [table for table in TABLES if hasattr(table, "organisation") and table._meta.tablename != "web_session"]
    mine = house.cast.korak.id
    return {
        table._meta.tablename: await table.select().where(table.organisation == mine).order_by(table.id)
        for table in tables
        if table._meta.tablename != "audit_entry"
    }


QUERIES = {
    "nothing": "",
    "text": "abc\x00<script>",
    "minus": "-1",
    "huge": "9" * 40,
    "half": "%ED%A0%80",
    "day": "31.2.",
}


@pytest.mark.parametrize("junk", QUERIES, ids=str)
async def test_junk_in_every_question(house, junk):
    """What a page takes behind the question mark."""
    browser, wrong = house.browser(house.cast.snezana), []
    for address in addresses_of(house.app):
        if address.method == "GET":
            value = QUERIES[junk] if "%" in QUERIES[junk] else quote(QUERIES[junk])
            question = "&".join(f"{name}={value}" for name in questions(address.handler))
            answer = await browser.http.get(f"{address.filled(house.estate, house.cast.ravnica)}?{question}")
            wrong += faults(answer, f"{address.name}?{question[:80]}", check=junk == "text")
    assert not wrong, "\n".join(wrong)


COMMON = {"page_number", "search", "sort", "view", "next", "as_of", "period", "as_recorded_on", "from_on", "until_on"}


def questions(handler: HTTPRouteHandler) -> set[str]:
    return COMMON | set(handler.parsed_fn_signature.parameters) - {"self", "request", "actor", "today", "visit"}


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FILES = {
    "an SVG named .pdf": ("potvrda.pdf", SVG, "application/pdf"),
    "an SVG named .xlsx": ("obuke.xlsx", SVG, "application/octet-stream"),
    "a page named .jpg": ("slika.jpg", b"<!doctype html><script>alert(1)</script>", "image/jpeg"),
    "nothing": ("prazno.pdf", b"", "application/pdf"),
    "a broken zip": ("obuke.xlsx", b"PK\x03\x04" + b"\xff" * 200, "application/zip"),
    "a broken photo": ("slika.jpg", b"\xff\xd8\xff\xe1\xff\xff" + b"\x00" * 50, "image/jpeg"),
}


@pytest.mark.parametrize("kind", FILES, ids=str)
async def test_a_file_that_is_not_what_it_says(house, forms, kind):
    taken = []
    for member, form in forms:
        if form.files:
            files = {each.name: FILES[kind] for each in form.files}
            answer = await send(house.browser(member), form, form.filled(), files=files)
            assert not answer.is_server_error, f"{form.action} breaks on {kind}"
            if answer.status_code not in {403, 409, 413, 422}:
                taken.append(f"{form.action} takes {kind} ({answer.status_code})")
                await house.fresh()
    assert not taken, "\n".join(taken)


async def test_twenty_megabytes_are_too_much_everywhere(house, forms):
    files = [(member, form) for member, form in forms if form.files]
    assert files
    for member, form in files:
        big = {form.files[0].name: ("velika.pdf", b"%PDF-1.4\n" + b"0" * (20 * 2**20), "application/pdf")}
        answer = await send(house.browser(member), form, form.filled(), files=big)
        assert answer.status_code == 413, f"{form.action} answers {answer.status_code}"


@pytest.mark.parametrize("name", ["../../x.pdf", "a\u202efdp.exe", "x" * 300 + ".pdf", "..\\..\\CON.pdf", "<b>.pdf"])
async def test_odd_names_of_files(house, forms, name):
    for member, form in forms:
        if form.files:
            attached = {field: (name, content, kind) for field, (_, content, kind) in form.attached().items()}
            browser = house.browser(member)
            answer = await send(browser, form, form.filled(), files=attached)
            assert not faults(await shown(browser, answer), f"{form.action} with {name!r}", check=True)
            if answer.status_code == 303:
                await house.fresh()
