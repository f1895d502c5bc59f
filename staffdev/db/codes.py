"""Codes for many new rows at once."""

import secrets
from collections.abc import Iterator

BYTES = 16
VERSION_AND_VARIANT = 0xF << 76 | 0x3 << 62
FOUR_AND_RANDOM = 0x4 << 76 | 0x2 << 62


def new_codes(count: int) -> Iterator[str]:
    """That many random UUIDs (version 4) as text, several times faster than `uuid4` one by one."""
    random = secrets.token_bytes(BYTES * count)
    for place in range(0, len(random), BYTES):
        number = int.from_bytes(random[place : place + BYTES], "big") & ~VERSION_AND_VARIANT | FOUR_AND_RANDOM
        text = f"{number:032x}"
        yield f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
