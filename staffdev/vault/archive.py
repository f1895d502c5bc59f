"""The file of a backup: written whole or not at all, and read with distrust."""

import contextlib
import hashlib
import os
import secrets
import zlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import msgspec

from staffdev.errors import StaffdevError
from staffdev.i18n import N_, S_, Sentence
from staffdev.vault.footer import PLACE, has_its_footer, write_footer
from staffdev.vault.manifest import FORMAT, KEYS, MANIFEST, Content, Manifest, Row, Shape, row_reader, write_row

LONGEST_MANIFEST = 4 * 1024 * 1024
LONGEST_LINE = 256 * 1024 * 1024
CHUNK = 1024 * 1024
BATCH = 1000


class Writer:
    """Collects the members of a backup in `draft`."""

    def __init__(self, draft: Path) -> None:
        self.contents: dict[str, Content] = {}
        self._file = os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")
        self._zip = ZipFile(self._file, "w", ZIP_DEFLATED)

    async def add_table(self, shape: Shape, batches: AsyncIterator[list[Row]]) -> None:
        digest, size, rows = hashlib.sha256(), 0, 0
        with self._zip.open(shape.member, "w", force_zip64=True) as member:
            async for batch in batches:
                text = b"".join(map(write_row, batch))
                digest.update(text)
                member.write(text)
                size, rows = size + len(text), rows + len(batch)
        self.contents[shape.member] = Content(size, digest.hexdigest(), rows)

    def add_keys(self, text: str) -> None:
        self.contents[KEYS] = Content(len(text), hashlib.sha256(text.encode()).hexdigest())
        self._zip.writestr(KEYS, text)

    def finish(self, manifest: Manifest) -> None:
        self._zip.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        self._zip.comment = PLACE
        self._zip.close()
        write_footer(self._file)
        self._file.flush()
        os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._zip.close()
        self._file.close()


class Archive:
    """A backup that somebody hands us. Whatever is wrong with it is a StaffdevError with one sentence."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._trusted(), contextlib.ExitStack() as opened:
            file = opened.enter_context(path.open("rb"))
            if not has_its_footer(file):
                raise ValueError("footer")
            self._zip = opened.enter_context(ZipFile(file))
            self.manifest = self._manifest()
            if sorted(self._zip.namelist()) != sorted([MANIFEST, *self.manifest.contents]):
                raise ValueError("members")
            self.keys = self._whole(KEYS, LONGEST_MANIFEST).decode("ascii")
            self._opened = opened.pop_all()

    def rows(self, shape: Shape) -> Iterator[list[Row]]:
        """The rows of one table, in batches."""
        read = row_reader(shape)
        with self._trusted():
            batch: list[Row] = []
            for line in self._lines(shape.member):
                batch.append(read(line))
                if len(batch) == BATCH:
                    yield batch
                    batch = []
            if batch:
                yield batch

    def check(self) -> None:
        """Read every member to its end and compare it with what the manifest says."""
        with self._trusted():
            for name, content in self.manifest.contents.items():
                digest, size, lines = hashlib.sha256(), 0, 0
                with self._zip.open(name) as member:
                    while chunk := member.read(CHUNK):
                        digest.update(chunk)
                        size, lines = size + len(chunk), lines + chunk.count(b"\n")
                        if size > content.size:
                            break
                rows = 0 if name == KEYS else lines
                if Content(size, digest.hexdigest(), rows) != content:
                    raise ValueError(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._opened.close()

    def _manifest(self) -> Manifest:
        text = self._whole(MANIFEST, LONGEST_MANIFEST)
        if msgspec.json.decode(text, type=_AnyFormat).format > FORMAT:
            raise StaffdevError(N_("This backup was made by a newer version of StaffDev. Install that version first."))
        return msgspec.json.decode(text, type=Manifest)

    def _whole(self, name: str, most: int) -> bytes:
        with self._zip.open(name) as member:
            text = member.read(most + 1)
        if len(text) > most:
            raise ValueError(name)
        return text

    def _lines(self, name: str) -> Iterator[bytes]:
        with self._zip.open(name) as member:
            while line := member.readline(LONGEST_LINE):
                yield line

    @contextlib.contextmanager
    def _trusted(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise StaffdevError(S_("There is no file %(path)s.", path=self.path)) from error
        except OSError as error:
            raise StaffdevError(S_("%(path)s cannot be read: %(why)s.", path=self.path, why=error)) from error
        except _DAMAGED as error:
            raise StaffdevError(self._damaged()) from error

    def _damaged(self) -> Sentence:
        return S_("%(path)s is not a backup of StaffDev, or it is damaged. Use another one.", path=self.path)


class _AnyFormat(msgspec.Struct):
    format: int


# What zipfile, zlib, codecs and msgspec raise over bytes that are not what they should be.
_DAMAGED = (BadZipFile, zlib.error, EOFError, ValueError, KeyError, TypeError, NotImplementedError, RuntimeError)


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A draft that becomes `path` when the block ends well, and is gone when it does not; never replaces a file."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        if path.exists():
            raise StaffdevError(S_("%(path)s already exists. Choose another name.", path=path))
        yield draft
        _rename(draft, path)
    except OSError as error:
        raise StaffdevError(S_("%(path)s cannot be written: %(why)s.", path=path, why=error)) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _rename(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise StaffdevError(S_("%(path)s already exists. Choose another name.", path=path)) from None
    except OSError:  # no hard links there, as on a USB stick
        draft.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
