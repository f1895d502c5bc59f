"""The OpenAPI document describes what `GET /api/compliance` really answers."""

import copy
from datetime import UTC, date, datetime

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import fields

from staffdev.clock import stopped_at
from staffdev.compliance.documents import FindingDocument
from tests.compliance.office import log

pytestmark = pytest.mark.anyio
OK = "#/paths/~1api~1compliance/get/responses/200/content/application~1json/schema"
PROBLEM = "#/paths/~1api~1compliance/get/responses/422/content/application~1problem+json/schema"


@pytest.fixture(autouse=True)
async def it_is_november():
    with stopped_at(datetime(2025, 11, 21, 12, tzinfo=UTC)):
        yield


@pytest.fixture
async def document(client, cast):
    await client.sign_in(cast.jelena)
    answer = await client.get("/api/openapi.json")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    return answer.json()


def validator(document, pointer):
    """Whatever stands at that pointer of the document, as a schema."""
    Draft202012Validator.check_schema({"$ref": pointer, **document})
    return Draft202012Validator({**document, "$ref": pointer})


async def found(client, query=""):
    answer = await client.get(f"/api/compliance{query}")
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize(
    "query", ["", "?period=2024", "?as_of=2025-06-30&period=2025-01-01..2025-06-30", "?as_of=2016-01-01"]
)
async def test_the_real_answer_is_as_described(client, cast, document, query):
    await log(cast.ilona, date(2025, 4, 5), 600)
    await log(cast.djurdjica, date(2025, 4, 5), 90)
    findings = await found(client, query)
    assert {one["level"] for one in findings} >= {"person", "provider"}
    assert [error.message for error in validator(document, OK).iter_errors(findings)] == []
    described = document["components"]["schemas"]["FindingDocument"]["properties"].keys()
    assert {key for one in findings for key in one} <= described


async def test_a_consultants_answer_is_as_described_too(client, cast, document):
    await client.sign_in(cast.ilona)
    findings = await found(client)
    assert {one["person"] for one in findings} == {str(cast.ilona.person.code)}
    validator(document, OK).validate(findings)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("status", "fine"),
        ("level", "planet"),
        ("period", "last year"),
        ("reasons", ["BECAUSE"]),
        ("figures", {"required_minutes": "600"}),
        ("counted", [{"code": "x"}]),
        ("not_counted", [{"kind": "training", "code": "x", "day": "yesterday"}]),
        ("person", 7),
        ("next_step", 7),
    ],
)
async def test_another_answer_is_not_as_described(client, document, member, value):
    """Else the test above would pass with any schema."""
    [finding, *_] = await found(client, "?obligation=RS-SOS-18.2")
    wrong = copy.deepcopy(finding) | {member: value}
    assert not validator(document, OK).is_valid([wrong])
    del wrong[member]
    assert not validator(document, OK).is_valid([wrong])


async def test_a_failure_is_as_described(client, document):
    answer = await client.get("/api/compliance?as_of=yesterday")
    assert answer.status_code == 422
    validator(document, PROBLEM).validate(answer.json())
    assert "as_of" in answer.json()["problems"]


async def test_it_describes_the_api_and_no_page(document):
    assert list(document["paths"]) == ["/api/compliance"]
    parameters = document["paths"]["/api/compliance"]["get"]["parameters"]
    assert {one["name"] for one in parameters} == {"as_of", "period", "as_recorded_on", "obligation", "organisation"}
    assert {one["in"] for one in parameters} == {"query"}
    assert document["components"]["securitySchemes"]["session"]["in"] == "cookie"
    assert document["openapi"].startswith("3.1")


async def test_every_member_the_interface_promises_is_required(document):
    promised = {
        "obligation", "level", "organisation", "person", "period", "status", "reasons", "figures", "counted",
        "not_counted", "next_step",
    }  # fmt: skip
    schema = document["components"]["schemas"]["FindingDocument"]
    assert promised <= set(schema["required"])
    assert {field.name for field in fields(FindingDocument)} == set(schema["properties"])


async def test_each_parameter_asks_what_it_says(client, cast, document):
    await log(cast.ilona, date(2025, 4, 5), 600)
    asked = "?obligation=RS-SOS-18.2&as_of=2025-12-31&period=2025&as_recorded_on=2025-01-01&organisation=ravnica"
    findings = await found(client, asked)
    assert {one["obligation"] for one in findings} == {"RS-SOS-18.2"}
    assert {one["organisation"] for one in findings} == {"ravnica"}
    assert {one["period"] for one in findings} == {"2025"}
    assert not [one for one in findings if one["status"] == "met"], "the training was recorded later"
    assert (await client.get("/api/compliance?organisation=korak")).status_code == 404


async def test_who_has_not_signed_in_reads_neither(client, cast):
    for path in ("/api/openapi.json", "/api/compliance"):
        answer = await client.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")


async def test_no_page_of_the_framework_came_with_it(client, cast, document):
    for path in ("/schema", "/schema/openapi.json", "/api", "/api/swagger", "/api/redoc", "/docs"):
        assert (await client.get(path)).status_code == 404
