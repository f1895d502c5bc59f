"""What is signed comes back; anything else is refused with its own error."""

import string
import zlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from staffdev.errors import StaffdevError
from staffdev.training import signatures
from staffdev.training.signatures import (
    CertificateTooLong,
    ForeignCertificate,
    ForgedCertificate,
    UnreadableCertificate,
    sign,
    verify,
)

PRIVATE = bytes(range(32))
PUBLIC = signatures.public_key_of(PRIVATE)
OTHER = signatures.public_key_of(bytes(range(1, 33)))
PAYLOAD = {
    "number": "12/2025",
    "person": "Ђурђица Његовановић-Џомбић",
    "title": "Obuka o rodno zasnovanom nasilju: čćšžđ",
    "minutes": 4320,
    "issued_on": "2025-06-30",
    "organisation": "SOMBOR",
}
AS_SIGNED = sign(PAYLOAD, PRIVATE)

values = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20)
payloads = st.dictionaries(st.text(max_size=10), values | st.lists(values, max_size=3), max_size=5)


def test_what_was_signed_comes_back_in_either_script():
    assert verify(AS_SIGNED, PUBLIC) == PAYLOAD


@given(payloads)
def test_any_payload_comes_back(payload):
    assert verify(sign(payload, PRIVATE), PUBLIC) == payload


def test_the_order_of_the_fields_does_not_matter():
    assert sign(dict(reversed(PAYLOAD.items())), PRIVATE) == AS_SIGNED


def test_blanks_and_line_breaks_added_by_a_scanner_do_no_harm():
    assert verify(f" {AS_SIGNED[:50]}\n{AS_SIGNED[50:]}\r\n", PUBLIC) == PAYLOAD


def test_another_key_is_named_as_such():
    with pytest.raises(ForeignCertificate):
        verify(AS_SIGNED, OTHER)


def test_no_letter_can_be_changed():
    for place, was in enumerate(AS_SIGNED):
        changed = AS_SIGNED[:place] + ("B" if was == "A" else "A") + AS_SIGNED[place + 1 :]
        with pytest.raises((UnreadableCertificate, ForeignCertificate, ForgedCertificate)):
            verify(changed, PUBLIC)


def test_no_bit_of_the_signed_part_can_be_flipped():
    mark, signature, packed = signatures._parts(AS_SIGNED)
    for bit in range(len(signature + packed) * 8):
        raw = bytearray(signature + packed)
        raw[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ForgedCertificate):
            verify(signatures.PREFIX + signatures._letters(mark + bytes(raw)), PUBLIC)


def test_a_part_of_the_text_is_refused():
    for length in range(len(AS_SIGNED)):
        with pytest.raises((UnreadableCertificate, ForgedCertificate)):
            verify(AS_SIGNED[:length], PUBLIC)


@given(st.text(string.printable, max_size=400))
def test_any_other_text_is_refused_in_words(text):
    for candidate in (text, signatures.PREFIX + text):
        with pytest.raises(StaffdevError) as refused:
            verify(candidate, PUBLIC)
        assert refused.value.status_code == 422


def test_fields_in_another_order_under_a_valid_signature_are_refused():
    with pytest.raises(UnreadableCertificate):
        verify(_signed(b'{"b":1,"a":2}'), PUBLIC)


@pytest.mark.parametrize("body", [b"[1]", b"{", b"\xff", b'{"a":NaN}', b'{"a":1,"a":2}', b'{"a": 1}'])
def test_a_body_this_module_never_writes_is_refused(body):
    with pytest.raises(UnreadableCertificate):
        verify(_signed(body), PUBLIC)


def test_a_text_that_unpacks_to_megabytes_is_refused():
    with pytest.raises(UnreadableCertificate):
        verify(_signed(b'{"a":"' + b"0" * 100_000 + b'"}'), PUBLIC)


def test_the_last_letter_has_no_other_spelling():
    for length in range(1, 9):  # the spare bits of base 32 depend on the length
        text = sign({"a": "x" * length}, PRIVATE)
        for letter in set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") - {text[-1]}:
            with pytest.raises((UnreadableCertificate, ForgedCertificate)):
                verify(text[:-1] + letter, PUBLIC)


def test_a_payload_without_its_end_is_refused():
    with pytest.raises(UnreadableCertificate):
        verify(_signed(b'{"a":1}', end=zlib.Z_SYNC_FLUSH), PUBLIC)


def test_bytes_after_the_payload_are_refused():
    with pytest.raises(UnreadableCertificate):
        verify(_signed(b'{"a":1}', behind=b"more"), PUBLIC)


def test_a_signature_for_another_purpose_is_not_a_certificate():
    key = Ed25519PrivateKey.from_private_bytes(PRIVATE)
    packed = signatures._pack(b'{"a":1}')
    raw = signatures._mark(PUBLIC) + key.sign(packed) + packed
    with pytest.raises(ForgedCertificate):
        verify(signatures.PREFIX + signatures._letters(raw), PUBLIC)


def test_the_text_uses_only_letters_that_a_qr_code_packs_tightest():
    assert set(AS_SIGNED) <= set(string.ascii_uppercase + string.digits + ":")
    assert len(AS_SIGNED) < signatures.LONGEST_TEXT


def test_more_than_fits_is_refused_and_says_what_to_shorten():
    unpackable = "".join(signatures.digest({"n": number}) for number in range(16))
    with pytest.raises(CertificateTooLong, match="Shorten the title"):
        sign({"title": unpackable}, PRIVATE)


def test_the_code_for_typing_has_four_groups_of_four():
    code = signatures.verification_code(AS_SIGNED)
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert code != signatures.verification_code(AS_SIGNED[:-1])


def test_the_digest_covers_every_field_and_no_order():
    assert signatures.digest(PAYLOAD) == signatures.digest(dict(reversed(PAYLOAD.items())))
    assert signatures.digest(PAYLOAD) != signatures.digest({**PAYLOAD, "minutes": 4321})


def test_a_fresh_key_signs_and_its_public_half_verifies():
    key = signatures.new_private_key()
    assert verify(sign(PAYLOAD, key), signatures.public_key_of(key)) == PAYLOAD


def _signed(body, behind=b"", end=zlib.Z_FINISH):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(body) + packer.flush(end) + behind
    key = Ed25519PrivateKey.from_private_bytes(PRIVATE)
    signature = key.sign(signatures.PURPOSE + packed)
    return signatures.PREFIX + signatures._letters(signatures._mark(PUBLIC) + signature + packed)
