"""A JPEG without its particulars; only how it is to be turned is written anew, else phones' photos would lie down."""

import struct
from collections.abc import Iterator

from staffdev.evidence.stripping.damage import DamagedPictureError

START, END, SCAN = 0xD8, 0xD9, 0xDA
APP0, APP1, APP2, APP14 = 0xE0, 0xE1, 0xE2, 0xEE
APPLICATION = range(0xE0, 0xF0)
COMMENT = 0xFE
RESTARTS = range(0xD0, 0xD8)
EXIF, PROFILE = b"Exif\x00\x00", b"ICC_PROFILE\x00"
ORIENTATION = 0x0112
TURNED = range(2, 9)  # 1 is upright
IFD_ENTRY = 12
FILL = 0xFF
DATA = {0, FILL, *RESTARTS}  # what may follow a fill byte inside the picture's data


def stripped_jpeg(content: bytes) -> bytes:
    """The picture up to its end mark; what follows (a second picture, a film) is left out."""
    kept = bytearray(b"\xff\xd8")
    turn = 1
    for marker, payload, segment in _segments(content):
        if marker == APP1 and payload.startswith(EXIF):
            turn = _orientation(payload[len(EXIF) :]) or turn
        if _is_kept(marker, payload):
            if marker == SCAN and turn in TURNED:
                kept[2:2] = _turned(turn)
                turn = 1
            kept += segment
    return bytes(kept)


def _is_kept(marker: int, payload: bytes) -> bool:
    """What decoders need: all but comments and the particulars of programs; colours stay true (APP2, APP14)."""
    if marker in APPLICATION:
        return marker in {APP0, APP14} or (marker == APP2 and payload.startswith(PROFILE))
    return marker != COMMENT


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, payload and the whole segment, up to the end mark; a scan brings its data along."""
    at = 2
    while at + 4 <= len(content):
        if content[at] != FILL:
            raise DamagedPictureError
        marker = content[at + 1]
        if marker == FILL:  # a fill byte
            at += 1
            continue
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        end = at + 2 + length
        if length < 2 or end > len(content):  # noqa: PLR2004 - the length counts itself
            raise DamagedPictureError
        payload = content[at + 4 : end]
        if marker == SCAN:
            end = _end_of_scan(content, end)
        yield marker, payload, content[at:end]
        if content[end : end + 2] == b"\xff\xd9":
            yield END, b"", b"\xff\xd9"
            return
        at = end
    raise DamagedPictureError


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker stands that is no part of the picture's data."""
    while (at := content.find(b"\xff", at)) != -1 and at + 1 < len(content):
        if content[at + 1] not in DATA:
            return at
        at += 1 if content[at + 1] == FILL else 2
    raise DamagedPictureError


def _orientation(tiff: bytes) -> int | None:
    """How the camera was held (1 to 8); None where it is not said, or not said properly."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return None
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + number * IFD_ENTRY)
            if tag == ORIENTATION:
                return int(value)
    except struct.error:
        return None
    return None


def _turned(turn: int) -> bytes:
    """An Exif segment that says nothing but how the picture is to be turned."""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, turn, 0)
    payload = EXIF + b"MM\x00\x2a\x00\x00\x00\x08" + b"\x00\x01" + entry + b"\x00\x00\x00\x00"
    return b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload
