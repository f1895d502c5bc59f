"""What a file is, told by its content and never by its name. Pure."""

from enum import StrEnum

from staffdev.errors import Advice
from staffdev.i18n import N_

LOOKED_AT = 512  # bytes in which a text gives itself away


class MediaType(StrEnum):
    """The papers that are accepted."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"

    @property
    def is_image(self) -> bool:
        return self is not MediaType.PDF

    @property
    def ending(self) -> str:
        """The ending of a file's name, with its dot."""
        return ENDINGS[self]


ENDINGS = {MediaType.JPEG: ".jpg", MediaType.PNG: ".png", MediaType.WEBP: ".webp", MediaType.PDF: ".pdf"}
ACCEPTED = ",".join(MediaType)
REFUSED = N_("This is neither a photo nor a PDF. Send a JPEG, PNG or WebP picture, or a PDF.")
EMPTY = N_("This file is empty. Choose the photo or PDF again.")
DRAWING = N_("This is a drawing made of text (SVG), which may hold programs. Send a photo or a PDF instead.")
WEB_PAGE = N_("This is a web page, whatever its name says. Save it as a PDF and send that.")
OFFICE_FILE = N_("This is an office document or a packed folder. Save it as a PDF and send that.")
APPLE_PHOTO = N_("This photo is in the format HEIC, which few programs open. Send it as JPEG.")


def media_type_of(content: bytes) -> MediaType | None:
    """What `content` is, None where it is not accepted."""
    if content.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return MediaType.WEBP
    return MediaType.PDF if content.startswith(b"%PDF-") else None


def refusal(content: bytes) -> Advice:
    """Why a file of no accepted kind is refused, and what to send instead."""
    start = content[:LOOKED_AT].lower()
    if not content:
        return EMPTY
    if b"<svg" in start:
        return DRAWING
    if b"<html" in start or b"<!doctype" in start or b"<script" in start:
        return WEB_PAGE
    if start.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        return OFFICE_FILE
    return APPLE_PHOTO if start[4:8] == b"ftyp" else REFUSED
