"""The chain: every entry is signed with a key that is not in the database, and names the one before it. Pure.

Leaving out, changing, moving or inserting an entry is found by anybody who has the key. Cutting off the newest entries
*and* turning back the head looks like an older state of the log; only an anchor written down elsewhere shows that.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any
from uuid import UUID

import msgspec

from staffdev.errors import StaffdevError
from staffdev.i18n import S_

VERSION = 1
NONCE_BYTES = 32
ANCHOR_BYTES = 8
EXAMPLE = "1289:9f0c44d1be02a377"


class Signed(msgspec.Struct, frozen=True):
    """What an entry's signature covers, in the order in which it is signed. Never reorder: make a version 2."""

    v: int
    seq: int
    prev: str
    at: str
    actor: UUID | None
    organisation: UUID | None
    event: str
    about: UUID | None
    commitment: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it is stored. `mac` signs all of it; `commitment` stands for the payload."""

    seq: int
    prev: bytes
    at: datetime
    actor: UUID | None
    organisation: UUID | None
    event: str
    about: UUID | None
    commitment: bytes
    mac: bytes = b""


def genesis(key: bytes) -> bytes:
    """What the first entry names as the one before it."""
    return hmac.digest(key, b"staffdev audit chain 1", "sha256")


def commitment(nonce: bytes, body: bytes) -> bytes:
    """Stands for `body` in the chain and says nothing about it once the nonce is erased."""
    return hmac.digest(nonce, body, "sha256")


def signature(key: bytes, entry: Entry, *, seq: int | None = None) -> bytes:
    """The mac that belongs to `entry`, or would belong to it at the place `seq`."""
    signed = Signed(
        v=VERSION,
        seq=entry.seq if seq is None else seq,
        prev=entry.prev.hex(),
        at=entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        actor=entry.actor,
        organisation=entry.organisation,
        event=entry.event,
        about=entry.about,
        commitment=entry.commitment.hex(),
    )
    return hmac.digest(key, _write(signed), "sha256")


def body_of(detail: dict[str, Any]) -> bytes:
    """`detail` as JSON: keys sorted, days and instants as ISO text, UUIDs and enums as their value."""
    return _write_sorted(detail)


def anchor_of(seq: int, mac: bytes) -> str:
    """The place in the chain, short enough to be written into a paper book: `1289:9f0c44d1be02a377`."""
    return f"{seq}:{mac[:ANCHOR_BYTES].hex()}"


def read_anchor(text: str) -> str:
    """`text` as a person typed it from paper; raises StaffdevError when it cannot be an anchor."""
    written = text.strip().lower().replace(" ", "")
    if not re.fullmatch(rf"[0-9]{{1,18}}:[0-9a-f]{{{2 * ANCHOR_BYTES}}}", written):
        raise StaffdevError(S_("Write the anchor as it was printed, such as %(example)s.", example=EXAMPLE))
    return written


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset | set):
        return sorted(value, key=str)
    raise TypeError(f"{type(value).__name__} cannot stand in the audit log")


_write = msgspec.json.Encoder().encode
_write_sorted = msgspec.json.Encoder(order="deterministic", enc_hook=_plain).encode
