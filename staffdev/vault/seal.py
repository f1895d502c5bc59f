"""Small fields that the database holds but cannot read: AES-256-GCM, bound to the very cell they stand in."""

import base64
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from staffdev.vault.keys import held

VERSION = "s1."
NONCE_BYTES = 12


def seal(text: str, *, table: str, column: str, code: UUID) -> str:
    """`text` sealed for one cell: about 4/3 of its bytes and 42 characters; moved to another cell it does not open."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(held().seal_key).encrypt(nonce, text.encode(), _cell(table, column, code))
    return VERSION + base64.urlsafe_b64encode(nonce + sealed).decode().rstrip("=")


def unseal(sealed: str, *, table: str, column: str, code: UUID) -> str:
    """What was sealed for this cell; raises ValueError when it was changed, moved, or sealed with another key."""
    if not sealed.startswith(VERSION):
        raise ValueError("not a sealed field")
    packed = base64.urlsafe_b64decode(sealed.removeprefix(VERSION) + "==")
    nonce, body = packed[:NONCE_BYTES], packed[NONCE_BYTES:]
    try:
        return AESGCM(held().seal_key).decrypt(nonce, body, _cell(table, column, code)).decode()
    except InvalidTag as error:
        raise ValueError("a sealed field does not open") from error


def _cell(table: str, column: str, code: UUID) -> bytes:
    return f"staffdev/1/{table}/{column}/{code}".encode()
