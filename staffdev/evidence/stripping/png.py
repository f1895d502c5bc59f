"""A PNG with the chunks a picture is made of, and no others."""

from staffdev.evidence.stripping.damage import DamagedPictureError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT".split())
AROUND = 12  # length, name and checksum


def stripped_png(content: bytes) -> bytes:
    """The picture up to its last chunk, without texts, times and Exif."""
    kept, at = bytearray(SIGNATURE), len(SIGNATURE)
    while at + AROUND <= len(content):
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        end = at + AROUND + length
        if end > len(content):
            raise DamagedPictureError
        if name in KEPT:
            kept += content[at:end]
        if name == b"IEND":
            return bytes(kept)
        at = end
    raise DamagedPictureError
