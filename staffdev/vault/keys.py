"""The one place that holds keys. They live in a file beside the database, never in it."""

import base64
import binascii
import hashlib
import json
import os
import secrets
import stat
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from staffdev.errors import StaffdevError
from staffdev.i18n import S_, Sentence
from staffdev.settings import Settings
from staffdev.vault.traces import database_is_in_use

FILE_NAME = "staffdev.keys"
KEY_BYTES = 32
SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """Four independent keys of 32 bytes; `certificate_key` is the private half of an Ed25519 pair."""

    audit_key: bytes
    csrf_key: bytes
    seal_key: bytes
    certificate_key: bytes

    @classmethod
    def new(cls) -> Self:
        return cls(*(secrets.token_bytes(KEY_BYTES) for _ in fields(cls)))

    @classmethod
    def derived_from(cls, secret: str) -> Self:
        """The keys that belong to STAFFDEV_SECRET, for places where no file is kept; the same secret, the same keys."""
        return cls(*(_derive(secret, field.name) for field in fields(cls)))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what `as_text` wrote; raises ValueError when a single character is not as it was written."""
        written = json.loads(text)
        if not isinstance(written, dict) or written.pop("staffdev_keys", None) != 1:
            raise ValueError("not a key file")
        fingerprint = written.pop("fingerprint", None)
        keys = cls(*(base64.b64decode(written[field.name], validate=True) for field in fields(cls)))
        if any(len(key) != KEY_BYTES for key in keys.each()) or keys.fingerprint != fingerprint:
            raise ValueError("damaged")
        if json.loads(keys.as_text()) != {"staffdev_keys": 1, **written, "fingerprint": fingerprint}:
            raise ValueError("damaged")  # Base64 has bits that say nothing
        return keys

    def as_text(self) -> str:
        keys = {field.name: base64.b64encode(getattr(self, field.name)).decode() for field in fields(self)}
        return json.dumps({"staffdev_keys": 1, **keys, "fingerprint": self.fingerprint}, indent=1) + "\n"

    def each(self) -> tuple[bytes, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))

    @property
    def fingerprint(self) -> str:
        """Sixteen characters that tell one keyring from another and nothing about its keys."""
        return hashlib.sha256(b"staffdev keyring 1" + b"".join(self.each())).hexdigest()[:16]


def load_keyring(settings: Settings) -> Keyring:
    """The installation's keys; made on the very first start, never again afterwards.

    Raises a StaffdevError when the file can be read by others, is damaged, or is gone although there is a database.
    """
    path = key_file(settings)
    if settings.secret is not None:
        return _from_secret(settings.secret, path)
    if not path.exists():
        if database_is_in_use(settings):
            raise StaffdevError(
                S_("There is a database, but its key file %(path)s is missing. Put it back from a backup.", path=path)
            )
        write_keys(Keyring.new(), path)
    return read_keys(path)


def key_file(settings: Settings) -> Path:
    return settings.data / FILE_NAME


def read_keys(path: Path) -> Keyring:
    try:
        readable_by_others = os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077
        text = path.read_text("ascii")
    except UnicodeDecodeError as error:
        raise StaffdevError(_damaged(path)) from error
    except OSError as error:
        raise StaffdevError(S_("The key file %(path)s cannot be read: %(why)s.", path=path, why=error)) from error
    if readable_by_others:
        raise StaffdevError(
            S_("Others can read the key file %(path)s. Make it yours alone: chmod 600 %(path)s", path=path)
        )
    try:
        return Keyring.from_text(text)
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise StaffdevError(_damaged(path)) from error


def write_keys(keyring: Keyring, path: Path) -> None:
    """Write the file whole or not at all, readable by its owner only; one that is already there stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(keyring.as_text())
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(draft, path)
    except OSError as error:
        raise StaffdevError(S_("The key file %(path)s cannot be written: %(why)s.", path=path, why=error)) from error
    finally:
        draft.unlink(missing_ok=True)


def hold(keyring: Keyring) -> None:
    """Let everything in this process use `keyring`."""
    _held["keyring"] = keyring


def held() -> Keyring:
    """The keyring this process works with."""
    try:
        return _held["keyring"]
    except KeyError:
        raise RuntimeError("no keys are held: call vault.keys.hold(load_keyring(settings)) first") from None


def _put_in_place(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)  # unlike a rename, it never replaces the file another process made meanwhile
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links: a USB stick
        if not path.exists():
            draft.replace(path)


def _from_secret(secret: str, path: Path) -> Keyring:
    if len(secret) < SHORTEST_SECRET:
        raise StaffdevError(S_("Make STAFFDEV_SECRET at least %(n)s characters long.", n=SHORTEST_SECRET))
    keyring = Keyring.derived_from(secret)
    if path.exists() and read_keys(path) != keyring:
        raise StaffdevError(
            S_(
                "The key file %(path)s and STAFFDEV_SECRET hold different keys. "
                "Leave STAFFDEV_SECRET empty, or move the file away.",
                path=path,
            )
        )
    return keyring


def _derive(secret: str, name: str) -> bytes:
    info = f"staffdev/{name}/1".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret.encode())


def _damaged(path: Path) -> Sentence:
    return S_("The key file %(path)s is damaged. Put it back from your backup.", path=path)


_held: dict[str, Keyring] = {}
