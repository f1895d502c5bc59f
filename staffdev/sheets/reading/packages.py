"""Zip packages and XML opened with care: bounded, without document types, entities or anything outside."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from staffdev.sheets.reading import limits, refusals

Source = Path | BinaryIO
Attributes = dict[str, str]
ENCRYPTED = 0x1
_NAMES_KEPT = 1_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    struct.error,
    ValueError,
    RuntimeError,
)


@contextmanager
def opened_package(source: Source) -> Iterator[zipfile.ZipFile]:
    """The zip file, checked against the limits; Invalid where it is damaged, encrypted or a bomb."""
    with _as_refusal(), zipfile.ZipFile(source) as package:
        parts = package.infolist()
        if len(parts) > limits.ZIP_PARTS:
            raise refusals.unpacks_too_large()
        if any(part.flag_bits & ENCRYPTED for part in parts):
            raise refusals.with_password()
        for part in parts:
            honest = limits.FREE_BYTES + part.compress_size * limits.PACKED_RATIO
            if part.file_size > min(limits.PART_BYTES, honest):
                raise refusals.unpacks_too_large()
        yield package


@contextmanager
def _as_refusal() -> Iterator[None]:
    try:
        yield
    except _BROKEN as broken:
        raise refusals.damaged() from broken


def chunks(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of a part, never more than the limit whatever its header says; nothing where there is no such part."""
    with suppress(KeyError):
        package.getinfo(name)
        read = 0
        with package.open(name) as part:
            while chunk := part.read(limits.CHUNK_BYTES):
                read += len(chunk)
                if read > limits.PART_BYTES:
                    raise refusals.unpacks_too_large()
                yield chunk


class Xml:
    """A pull-free XML reader: `start(name, attributes)`, `end(name)` and `text(characters)` by local names."""

    def __init__(
        self,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        text: Callable[[str], None] | None = None,
    ) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        names = _LocalNames()
        self._parser.StartElementHandler = lambda name, attributes: start(names[name], attributes)
        self._parser.EndElementHandler = lambda name: end(names[name])
        if text is not None:
            self._parser.CharacterDataHandler = text
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def feed(self, data: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(data, last)
        except (expat.ExpatError, ValueError, LookupError) as broken:
            raise refusals.damaged() from broken


def _refuse_doctype(*_: object) -> None:
    raise refusals.damaged()


class _LocalNames(dict[str, str]):
    """Full name → local name; the few names of a format are looked up, not taken apart a million times."""

    def __missing__(self, name: str) -> str:
        found = local(name)
        if len(self) < _NAMES_KEPT:
            self[name] = found
        return found


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition(" ")[2]


def attribute(attributes: Attributes, name: str) -> str | None:
    """The attribute by its local name."""
    if name in attributes:
        return attributes[name]
    return next((value for full, value in attributes.items() if local(full) == name), None)
