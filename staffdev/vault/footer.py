"""The last bytes of a backup: a digest of all those before it, so that no byte can change unnoticed.

They are the comment of the zip archive, which zip tools skip. It tells damage from wholeness, not friend from foe:
whoever changes a backup on purpose can write another digest, and is found by the audit log inside.
"""

import hashlib
import os
from typing import BinaryIO

PLACE = bytes(hashlib.sha256().digest_size)
"""What stands in its place until it can be known."""
CHUNK = 1024 * 1024


def write_footer(file: BinaryIO) -> None:
    """Replace the PLACE at the end of `file` by the digest of what stands before it."""
    digest = _digest_of_body(file)
    file.seek(-len(PLACE), os.SEEK_END)
    file.write(digest)


def has_its_footer(file: BinaryIO) -> bool:
    """Whether `file` ends with the digest of all its other bytes; read in one pass, whatever its size."""
    digest = _digest_of_body(file)
    return file.read(len(PLACE) + 1) == digest


def _digest_of_body(file: BinaryIO) -> bytes:
    """Leaves `file` where its body ends."""
    left = file.seek(0, os.SEEK_END) - len(PLACE)
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (chunk := file.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.digest()
