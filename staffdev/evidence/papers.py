"""From what a browser sent to papers that may be kept: told by content, small enough, stripped, well named."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from staffdev.errors import Advice, Invalid
from staffdev.evidence.media import MediaType, media_type_of, refusal
from staffdev.evidence.names import cleaned_name
from staffdev.evidence.stripping import DamagedPictureError, stripped
from staffdev.forms import Posted
from staffdev.i18n import N_, S_

FIELD = "papers"
MOST_AT_ONCE = 10
DAMAGED = N_("This picture is damaged. Take the photo again, or save it anew.")
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Paper:
    """One photo or PDF as it will be kept."""

    filename: str
    media_type: MediaType
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of what is kept, in hexadecimal."""
        return sha256(self.content).hexdigest()


async def read_papers(posted: Posted, *, most_bytes: int, required: bool = False) -> list[Paper]:
    """The files of the field `papers`; Invalid says which one is refused, why, and what to send instead."""
    uploads = _uploads(posted)
    if required and not uploads:
        raise Invalid({FIELD: N_("Choose a photo or a PDF.")})
    if len(uploads) > MOST_AT_ONCE:
        raise Invalid({FIELD: S_("Send at most %(n)s files at once.", n=MOST_AT_ONCE)})
    return [paper_of(upload.filename, await upload.read(), most_bytes=most_bytes) for upload in uploads]


def paper_of(filename: str, content: bytes, *, most_bytes: int) -> Paper:
    """The file as a paper; Invalid where it cannot be one."""
    if len(content) > most_bytes:
        raise _refused(filename, S_("This file is too large. Send at most %(mb)s MB.", mb=most_bytes // MEGABYTE))
    media_type = media_type_of(content)
    if media_type is None:
        raise _refused(filename, refusal(content))
    try:
        return Paper(cleaned_name(filename, media_type), media_type, stripped(content, media_type))
    except DamagedPictureError:
        raise _refused(filename, DAMAGED) from None


def _refused(filename: str, advice: Advice) -> Invalid:
    said = S_(advice) if isinstance(advice, str) else advice
    return Invalid({FIELD: S_("%(file)s: %(advice)s", file=filename[-60:], advice=said)})


def _uploads(posted: Posted) -> list[Any]:
    """The files that were chosen; a field left empty sends one without a name."""
    given: Any = posted
    sent: Iterable[Any] = given.getall(FIELD, []) if hasattr(given, "getall") else [given.get(FIELD)]
    return [one for one in sent if one is not None and not isinstance(one, str) and one.filename]
