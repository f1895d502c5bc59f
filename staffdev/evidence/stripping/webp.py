"""A WebP with the chunks a picture is made of, and no others."""

from staffdev.evidence.stripping.damage import DamagedPictureError

KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
PICTURES = frozenset((b"VP8 ", b"VP8L", b"ANMF"))
HAS_XMP, HAS_EXIF = 0x04, 0x08
HEAD = 12  # RIFF, size, WEBP


def stripped_webp(content: bytes) -> bytes:
    """The picture without Exif and XMP, and without the flags that announced them."""
    whole = min(len(content), int.from_bytes(content[4:8], "little") + 8)
    kept, names, at = bytearray(), set(), HEAD
    while at + 8 <= whole:
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if at + 8 + length > whole:
            raise DamagedPictureError
        if name in KEPT:
            chunk = bytearray(content[at:end])
            if name == b"VP8X" and length:
                chunk[8] &= ~(HAS_XMP | HAS_EXIF) & 0xFF
            kept += chunk.ljust(8 + length + length % 2, b"\0")
            names.add(name)
        at = end
    if names.isdisjoint(PICTURES):
        raise DamagedPictureError
    return b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WEBP" + bytes(kept)
