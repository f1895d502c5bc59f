"""File names as they are kept: no folders, no signs that another system misreads, the ending that is true. Pure."""

import re
import unicodedata

from staffdev.evidence.media import MediaType
from staffdev.forms import clean

LONGEST = 120
UNTITLED = "file"
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]+')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def cleaned_name(typed: str, media_type: MediaType) -> str:
    """`typed` without its folder and with the ending of what the file really is."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", typed))[-1]
    words = " ".join(_FORBIDDEN.sub(" ", clean(last)).split())
    stem = _ENDING.sub("", words).strip(". ")[:LONGEST]
    return f"{stem or UNTITLED}{media_type.ending}"
