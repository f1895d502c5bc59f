"""The interchange document: written and read back without loss, on either database; or refused with the place."""

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import uuid4

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings

from staffdev.access import COMMAND_LINE
from staffdev.accounts.tables import Account
from staffdev.audit.tables import AuditEntry
from staffdev.compliance.asking import read_asked
from staffdev.compliance.finding_json import finding_json
from staffdev.compliance.queries import findings_of, providers
from staffdev.db import facts
from staffdev.db.database import database
from staffdev.db.registry import TABLES
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid
from staffdev.exchange.interchange.reading import bring_in
from staffdev.exchange.interchange.schema import schema
from staffdev.exchange.interchange.spec import BY_NAME, LEFT_OUT, PRIVATE
from staffdev.people.tables import Licence, Person
from staffdev.rulebook.loader import load
from staffdev.training.tables import TrainingRecord
from tests.exchange.documents import documents, exported, wipe
from tests.exchange.office import DATA, INTERVISION, LEDGER_2024, WORKBOOK, new_office, run

pytestmark = pytest.mark.anyio


def test_every_table_is_in_the_document_or_left_out_for_a_reason():
    names = {table._meta.tablename for table in TABLES}
    assert names == BY_NAME.keys() | LEFT_OUT.keys()


@settings(max_examples=25)
@given(content=documents())
async def test_what_is_brought_in_is_written_again_letter_by_letter(db, content):
    await wipe()
    await bring_in(content, actor=COMMAND_LINE)
    assert json.loads(await exported()) == json.loads(content)
    assert await exported() == content
    assert await bring_in(content, actor=COMMAND_LINE) == {}


@settings(max_examples=25)
@given(content=documents(most=2))
def test_every_document_fits_the_schema(content):
    fitting().validate(json.loads(content))


@cache
def fitting():
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


async def test_the_cast_moves_to_the_other_database_and_back(cast, db_settings, other_settings):
    first = await exported()
    async with database(other_settings):
        added = await bring_in(first, actor=COMMAND_LINE)
        assert added["person"] == 7
        assert await exported() == first


# ── Verdicts: must be the same wherever the document went ───────────────────────────────────────────────────────────

QUESTIONS = [
    {"as_of": "2025-12-31"},
    {"as_of": "2026-02-01", "period": "2025"},
    {"as_of": "2026-03-01", "as_recorded_on": "2026-11-30T12:00"},
    {"as_of": "2026-11-21"},
    {"as_of": "2024-06-30", "period": "2024"},
]


async def verdicts():
    found = []
    for question in QUESTIONS:
        asked = read_asked(question, today=date(2026, 11, 21), pack=load())
        found.append([finding_json(one) async for one in findings_of(await providers(), asked)])
    return msgspec.json.encode(found)


async def office_with_history(settings):
    """The three office files recorded, some rows verified, corrected or withdrawn since."""
    rada = await new_office()
    for name in (WORKBOOK, LEDGER_2024, INTERVISION):
        await run(settings, "import", DATA / name, "--yes")
    records = await TrainingRecord.objects().order_by(TrainingRecord.held_on, TrainingRecord.minutes)
    now = datetime(2026, 12, 1, 9, tzinfo=UTC)
    verified = {"state": "verified", "verified_by": rada.code, "verified_as": "responsible_person"}
    async with transaction():
        for place, record in enumerate(records):
            at = now + timedelta(minutes=place)
            match place % 4:
                case 0 | 1:
                    await facts.supersede(
                        record, by=rada.code, at=at, **verified, verified_on=at.date(), verified_at=at
                    )
                case 2:
                    await facts.supersede(record, by=None, at=at, minutes=record.minutes + 30)
                    await facts.supersede(record, by=None, at=at, minutes=record.minutes + 30)
                case 3:
                    await facts.withdraw(record, by=None, at=at, because="„Грешка” <b>&</b> \\ / 💧")


async def test_the_same_document_gives_the_same_verdicts_on_both_databases(db, db_settings, other_settings):
    await office_with_history(db_settings)
    document, judged = await exported(), await verdicts()
    assert judged.count(b'"obligation"') > 100
    async with database(other_settings):
        await bring_in(document, actor=COMMAND_LINE)
        assert await verdicts() == judged
        assert await exported() == document


async def test_what_was_known_then_is_still_known_there(db, db_settings, other_settings):
    await office_with_history(db_settings)
    instants = [datetime(2026, 12, 1, 9, minutes, tzinfo=UTC) for minutes in (0, 2, 5, 30)]
    before = [await known_minutes(at) for at in instants]
    assert len(set(before)) > 2
    document = await exported()
    async with database(other_settings):
        await bring_in(document, actor=COMMAND_LINE)
        assert [await known_minutes(at) for at in instants] == before


async def known_minutes(at):
    rows = await TrainingRecord.select(TrainingRecord.minutes).where(facts.known(TrainingRecord, at))
    return sum(row["minutes"] for row in rows)


# ── Refusals: one sentence with the place, nothing half-written ──────────────────────────────────────────────────────


def changed(content, change):
    """The document with `change` applied to it, as bytes."""
    document = json.loads(content)
    change(document)
    return json.dumps(document).encode()


def first(table, **values):
    def change(document):
        document["tables"][table][0] |= values

    return change


def without(table, field):
    return lambda document: document["tables"][table][0].pop(field)


def head(**values):
    return lambda document: document.update(values)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (head(version=2), "This document has version 2; version 1 is read here."),
        (head(format="other"), "This is not an interchange document"),
        (head(sender="x"), "sender is not known here"),
        (head(tables=[]), "tables is missing"),
        (lambda document: document["tables"].update(salary=[]), "tables.salary is not known here"),
        (lambda document: document["tables"].update(person={}), "tables.person has to be a list"),
        (lambda document: document["tables"].update(person=[1]), r"tables.person\[0\] has to be an object"),
        (first("person", salary=1), r"tables.person\[0\].salary is not known here"),
        (first("person", address_form="royal"), r"tables.person\[0\].address_form cannot be “royal”"),
        (first("person", first_name=7), r"tables.person\[0\].first_name cannot be “7”"),
        (first("person", first_name="x" * 101), r"tables.person\[0\].first_name is longer than 100 letters"),
        (first("person", code="x"), r"tables.person\[0\].code cannot be “x”"),
        (first("person", organisation="nowhere"), r"tables.person\[0\].organisation: there is no organisation nowhere"),
        (without("person", "last_name"), r"tables.person\[0\].last_name is missing"),
        (first("engagement", from_on="2025-02-30"), r"tables.engagement\[0\].from_on cannot be “2025-02-30”"),
        (first("engagement", recorded_at="yesterday"), r"tables.engagement\[0\].recorded_at cannot be “yesterday”"),
        (first("engagement", person=str(uuid4())), r"tables.engagement\[0\].person: there is no person"),
        (first("appointment", is_acting="yes"), r"tables.appointment\[0\].is_acting cannot be “yes”"),
    ],
)
async def test_a_document_that_cannot_be_read_is_refused_with_the_place(cast, db, change, said):
    content = changed(await exported(), change)
    await wipe()
    with pytest.raises(Invalid, match=said):
        await bring_in(content, actor=COMMAND_LINE)
    assert await Person.count() == 0


async def test_no_bytes_at_all_are_refused_with_a_sentence(sqlite_db):
    for content in (b"", b"[]", b"{", b"\xff\xfe", b'"x"', b"1" * 5000):
        with pytest.raises(Invalid):
            await bring_in(content, actor=COMMAND_LINE)


async def test_a_document_that_contradicts_is_refused_with_every_place(cast, db):
    def change(document):
        document["tables"]["person"][0]["last_name"] = "Other"
        document["tables"]["engagement"][1]["from_on"] = "2020-01-01"

    with pytest.raises(Invalid) as refusal:
        await bring_in(changed(await exported(), change), actor=COMMAND_LINE)
    said = [str(sentence) for sentence in refusal.value.problems.values()]
    assert said == [
        "tables.person[0] is here already and says something else.",
        "tables.engagement[1] is here already and says something else.",
    ]


async def test_one_code_twice_and_two_versions_that_hold_are_refused(cast, db):
    content = await exported()
    twice = changed(content, lambda document: document["tables"]["person"].append(document["tables"]["person"][0]))
    with pytest.raises(Invalid, match="is there twice"):
        await bring_in(twice, actor=COMMAND_LINE)
    licences = lambda document: document["tables"]["licence"].insert(0, document["tables"]["licence"][0])  # noqa: E731
    with pytest.raises(Invalid, match="superseded_at is missing"):
        await bring_in(changed(content, licences), actor=COMMAND_LINE)


async def test_what_is_missing_here_is_added_and_the_rest_stays(cast, db):
    content = changed(await exported(), first("licence", code=str(uuid4()), number="new"))
    before = await Licence.count()
    assert await bring_in(content, actor=COMMAND_LINE) == {"licence": 1}
    assert await Licence.count() == before + 1


async def test_nobody_brings_herself_a_role(cast, db):
    def change(document):
        grants = document["tables"]["role_grant"]
        own = next(one for one in grants if one["account"] == str(cast.ilona.code))
        grants.append(own | {"code": str(uuid4()), "role": "responsible_person"})

    with pytest.raises(Invalid, match="Rights are granted here"):
        await bring_in(changed(await exported(), change), actor=COMMAND_LINE)


async def test_an_account_that_was_brought_in_lets_nobody_in(cast, db, other_settings):
    content = await exported()
    async with database(other_settings):
        await bring_in(content, actor=COMMAND_LINE)
        accounts = await Account.objects()
        assert len(accounts) == 9
        assert all(account.disabled_at and account.password_hash == "!" for account in accounts)


# ── In the browser ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_responsible_person_writes_and_reads_her_own_organisation(client, cast):
    await client.sign_in(cast.snezana)
    answer = await client.get("/interchange")
    assert answer.headers["content-type"] == "application/json"
    assert answer.content == await exported(cast.ravnica.id, attachments=False, private=False)
    assert not PRIVATE.keys() & json.loads(answer.content)["tables"].keys()
    assert "Tijana" not in answer.text
    page = await client.follow(await client.post("/interchange", files={"file": ("r.json", answer.content)}))
    assert "Everything was here already." in page.text
    added = changed(answer.content, first("licence", code=str(uuid4()), number="new"))
    page = await client.follow(await client.post("/interchange", files={"file": ("r.json", added)}))
    assert "1 record was added." in page.text
    assert await AuditEntry.count().where(AuditEntry.event == "exchange:document:import") == 2


async def test_another_organisations_facts_are_refused_in_the_browser(client, cast):
    await client.sign_in(cast.zorka)
    foreign = changed(await exported(), first("licence", code=str(uuid4()), number="new", organisation="ravnica"))
    answer = await client.post("/interchange", files={"file": ("r.json", foreign)})
    assert answer.status_code == 422
    assert "belongs to another organisation than the one you act for" in answer.text
    assert (await client.post("/interchange", {"file": "r.json"})).status_code == 422


@pytest.mark.parametrize("who", ["jelena", "ilona", "mira", "olga"])
async def test_only_the_responsible_person_may(client, cast, who):
    await client.sign_in(getattr(cast, who))
    assert (await client.get("/interchange")).status_code == 403
    assert (await client.post("/interchange", files={"file": ("r.json", b"{}")})).status_code == 403


async def test_nothing_is_brought_in_without_its_entry_in_the_log(cast, db, broken_audit):
    content = changed(await exported(), first("licence", code=str(uuid4()), number="new"))
    before = await Licence.count()
    with pytest.raises(Exception, match="audit_entry"):
        await bring_in(content, actor=COMMAND_LINE)
    assert await Licence.count() == before
