"""Anybody may ask whether a certificate is genuine; only a genuine one says anything."""

import json
from base64 import b32decode, b32encode
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.training.offer.actions.certificates import withdraw_certificate
from staffdev.training.offer.frozen import signed_payload
from staffdev.training.signatures import PREFIX, new_private_key, sign, verification_code
from staffdev.training.tables import Certificate
from staffdev.training.vocabulary import Mark
from tests.training.offer.offering import a_finished_course
from tests.training.offer.test_issue_certificate import issue

ADDRESS = "/certificates/verification"


async def issued(client, cast) -> Certificate:
    """A certificate issued to Ilona; the browser is signed out again."""
    course = await a_finished_course(cast, (cast.ilona, Mark.PRESENT))
    jelena = await client.another().sign_in(cast.jelena)
    await jelena.post(f"/courses/{course.code}/certificates", issue(cast, cast.ilona))
    [made] = await Certificate.objects()
    return made


async def test_the_text_of_the_square_is_genuine(client, cast):
    made = await issued(client, cast)
    answer = await client.post(ADDRESS, {"text": f"{made.signed[:80]}\n{made.signed[80:]}"})
    assert "Genuine" in answer.text
    assert "Ilona Sabo" in answer.text
    assert made.number in answer.text


async def test_the_number_and_the_code_do_as_well(client, cast):
    made = await issued(client, cast)
    code = verification_code(made.signed).lower().replace("-", " ")
    answer = await client.post(ADDRESS, {"number": made.number, "code": code})
    assert "Ilona Sabo" in answer.text


@pytest.mark.parametrize("code", ["AAAA-AAAA-AAAA-AAAA", "A"])
async def test_a_number_without_its_code_gives_nothing_away(client, cast, code):
    made = await issued(client, cast)
    answer = await client.post(ADDRESS, {"number": made.number, "code": code})
    assert "Not known here" in answer.text
    assert "Ilona" not in answer.text


async def test_a_withdrawn_certificate_says_so_and_not_why(client, cast):
    made = await issued(client, cast)
    await withdraw_certificate(made, "tajni razlog", actor=cast.jelena.actor)
    answer = await client.post(ADDRESS, {"text": made.signed})
    assert "Genuine, but withdrawn" in answer.text
    assert "tajni razlog" not in answer.text


async def test_a_changed_letter_is_noticed(client, cast):
    made = await issued(client, cast)
    raw = bytearray(b32decode((letters := made.signed.removeprefix(PREFIX)) + "=" * (-len(letters) % 8)))
    raw[-1] ^= 1
    answer = await client.post(ADDRESS, {"text": PREFIX + b32encode(bytes(raw)).decode().rstrip("=")})
    assert "Altered" in answer.text
    assert "Ilona" not in answer.text


async def test_a_register_that_was_tampered_with_vouches_for_nothing(client, cast):
    made = await issued(client, cast)
    said = json.loads(made.payload) | {"person": "Neko Drugi"}
    await Certificate.update({Certificate.payload: json.dumps(said)}).where(Certificate.id == made.id)
    for typed in ({"text": made.signed}, {"number": made.number, "code": verification_code(made.signed)}):
        answer = await client.post(ADDRESS, typed)
        assert "Altered" in answer.text
        assert "Neko Drugi" not in answer.text


async def test_a_certificate_of_another_key_is_signed_elsewhere(client, cast):
    made = await issued(client, cast)
    forged = sign(signed_payload(json.loads(made.payload), made.code), new_private_key())
    answer = await client.post(ADDRESS, {"text": forged})
    assert "Signed elsewhere" in answer.text


async def test_half_a_text_is_not_a_certificate(client, cast):
    made = await issued(client, cast)
    for text in (made.signed[: len(PREFIX) + 30], "something else", "https://example.org"):
        assert "Not the whole text" in (await client.post(ADDRESS, {"text": text})).text


@pytest.mark.parametrize(
    ("typed", "field"),
    [({}, "text"), ({"number": "1/2026"}, "code"), ({"code": "AAAA"}, "number"), ({"text": "x" * 2001}, "text")],
)
async def test_it_says_what_is_missing(client, cast, typed, field):
    answer = await client.post(ADDRESS, typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


async def test_it_is_open_to_who_is_not_signed_in(client, cast):
    assert (await client.get(ADDRESS)).status_code == 200
    assert (await client.get("/certificates")).status_code == 303


@given(
    person=st.text("абвгдђежзијклљмнњопрстћуфхцчџшАЂЖЉ ", min_size=201, max_size=201),
    title=st.text("абвгдђежзијклљмнњопрстћуфхцчџшАЂЖЉ ", min_size=300, max_size=300),
)
def test_the_longest_names_and_titles_still_fit_into_the_square(person, title):
    said = {"number": "1234/2026", "organisation": person, "person": person, "title": title, "minutes": 99_999}
    days = {"days": ["2026-11-14", "2026-11-21"], "issued_on": "2026-11-22"}
    assert sign(signed_payload(said | days, UUID(int=1)), bytes(range(32))).startswith(PREFIX)
