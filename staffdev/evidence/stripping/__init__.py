"""Photos without what a phone writes into them: where and when they were taken, with what, by whom. Pure."""

from collections.abc import Callable, Mapping

from staffdev.evidence.media import MediaType
from staffdev.evidence.stripping.damage import DamagedPictureError
from staffdev.evidence.stripping.jpeg import stripped_jpeg
from staffdev.evidence.stripping.png import stripped_png
from staffdev.evidence.stripping.webp import stripped_webp

__all__ = ["DamagedPictureError", "stripped"]

_STRIP: Mapping[MediaType, Callable[[bytes], bytes]] = {
    MediaType.JPEG: stripped_jpeg,
    MediaType.PNG: stripped_png,
    MediaType.WEBP: stripped_webp,
}


def stripped(content: bytes, media_type: MediaType) -> bytes:
    """The same picture, pixel by pixel, with nothing beside it; DamagedPictureError where it cannot be followed."""
    strip = _STRIP.get(media_type)
    return strip(content) if strip else content
