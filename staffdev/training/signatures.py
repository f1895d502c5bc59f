"""The signature a printed certificate carries: short enough for a QR code, verified without any connection. Pure."""

import hashlib
import json
import zlib
from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from staffdev.errors import StaffdevError
from staffdev.i18n import N_

Payload = Mapping[str, Any]

PREFIX = "STAFFDEV1:"  # with base 32 after it: the alphabet that a QR code packs tightest
PURPOSE = b"staffdev certificate 1\0"  # so that no other signature of the same key can pass for a certificate
LONGEST_TEXT = 970  # characters in a QR code of version 20 with error correction M
LONGEST_JSON = 8192  # bytes; a text that unpacks to more was not written here
KEY_MARK, SIGNATURE = 4, 64  # bytes
CODE_LETTERS = 16  # 80 bits, typed by hand from paper


class CertificateTooLong(StaffdevError):
    """The signed text would not fit into a QR code that a phone can read."""

    status_code = 422

    def __init__(self) -> None:
        super().__init__(N_("The certificate holds too much text for its QR code. Shorten the title of the course."))


class UnreadableCertificate(StaffdevError):
    """The text is not a signed certificate, or a part of it is missing or damaged."""

    status_code = 422

    def __init__(self) -> None:
        super().__init__(N_("This is not the whole text of a certificate. Scan or copy it again, from end to end."))


class ForeignCertificate(StaffdevError):
    """The text names another key than the one it is verified with."""

    status_code = 422

    def __init__(self) -> None:
        super().__init__(N_("This certificate was signed with another key. Ask the organisation that issued it."))


class ForgedCertificate(StaffdevError):
    """The signature does not belong to what the text says."""

    status_code = 422

    def __init__(self) -> None:
        super().__init__(N_("This certificate is not genuine: what it says is not what was signed."))


def sign(payload: Payload, private_key: bytes) -> str:
    """The text for the QR code: at most 970 characters of A–Z, 2–7 and a colon; CertificateTooLong beyond that.

    `private_key` is the raw Ed25519 key of 32 bytes. The order of the fields makes no difference.
    """
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    packed = _pack(canonical(payload))
    text = PREFIX + _letters(_mark(public_key_of(private_key)) + key.sign(PURPOSE + packed) + packed)
    if len(text) > LONGEST_TEXT:
        raise CertificateTooLong
    return text


def verify(text: str, public_key: bytes) -> dict[str, Any]:
    """What was signed; UnreadableCertificate, ForeignCertificate or ForgedCertificate where it was not, or not so."""
    mark, signature, packed = _parts(text)
    if mark != _mark(public_key):
        raise ForeignCertificate
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, PURPOSE + packed)
    except InvalidSignature:
        raise ForgedCertificate from None
    return _payload(_unpack(packed))


def verification_code(text: str) -> str:
    """Sixteen letters and figures that stand for a signed text where nothing can be scanned, in groups of four."""
    code = _letters(hashlib.sha256(text.encode()).digest())[:CODE_LETTERS]
    return "-".join(code[start : start + 4] for start in range(0, CODE_LETTERS, 4))


def digest(payload: Payload) -> str:
    """The SHA-256 of all that a certificate says, in 64 hexadecimal figures, for the shorter payload that is signed."""
    return hashlib.sha256(canonical(payload)).hexdigest()


def canonical(payload: Payload) -> bytes:
    """JSON in one way only: sorted keys, no blanks, letters as they are, no NaN."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def new_private_key() -> bytes:
    """A fresh Ed25519 key of 32 raw bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    """The 32 raw bytes that verify what `private_key` signs."""
    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def _parts(text: str) -> tuple[bytes, bytes, bytes]:
    """The mark of the key, the signature, and the packed payload; scanners and mail may add blanks and line breaks."""
    tight = "".join(text.split())
    letters = tight.removeprefix(PREFIX)
    if letters == tight or len(tight) > LONGEST_TEXT:
        raise UnreadableCertificate
    try:
        raw = b32decode(letters + "=" * (-len(letters) % 8))
    except (NotBase32, ValueError):
        raise UnreadableCertificate from None
    if len(raw) <= KEY_MARK + SIGNATURE or _letters(raw) != letters:
        raise UnreadableCertificate
    return raw[:KEY_MARK], raw[KEY_MARK : KEY_MARK + SIGNATURE], raw[KEY_MARK + SIGNATURE :]


def _payload(body: bytes) -> dict[str, Any]:
    """Read a payload back, if it is written the one way that `canonical` writes it."""
    try:
        payload = json.loads(body)
        if isinstance(payload, dict) and canonical(payload) == body:
            return payload
    except (ValueError, RecursionError):
        pass
    raise UnreadableCertificate


def _pack(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


def _unpack(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(-15)
    try:
        body = unpacker.decompress(packed, LONGEST_JSON)
    except zlib.error:
        raise UnreadableCertificate from None
    if not unpacker.eof or unpacker.unused_data:
        raise UnreadableCertificate
    return body


def _mark(public_key: bytes) -> bytes:
    return hashlib.sha256(public_key).digest()[:KEY_MARK]


def _letters(raw: bytes) -> str:
    return b32encode(raw).decode().rstrip("=")
