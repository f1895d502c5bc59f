"""What an installation may decide, read once from the environment. Nothing else reads `os.environ`."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from staffdev.errors import StaffdevError
from staffdev.i18n import S_

PREFIX = "STAFFDEV_"
KNOWN = frozenset(
    {
        "DATA",  # folder of the database, its keys and the uploaded papers
        "DATABASE",  # a file, or postgresql://…
        "HOST",
        "PORT",
        "URL",  # how others reach the application: stands in QR codes and invitations
        "ALLOWED_HOSTS",  # names with commas between them
        "SECURE_COOKIES",
        "SECRET",  # without it the vault keeps one of its own in the data folder
        "DEMO",
        "MAX_UPLOAD_MB",
        "SMTP_HOST",  # without it no mail is ever sent
        "SMTP_PORT",
        "SMTP_USER",
        "SMTP_PASSWORD",
        "SMTP_FROM",
    }
)
SECRETS = frozenset(
    {"DATABASE", "SECRET", "SMTP_PASSWORD"}
)  # may also come from a file: STAFFDEV_SECRET_FILE=/run/secrets/staffdev


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server that takes mail over STARTTLS; `sender` is the address it comes from."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """An installation. `database` is a path or a postgresql:// address, `max_upload` is in bytes."""

    data: Path
    database: str
    host: str = "127.0.0.1"
    port: int = 8000
    url: str = "http://127.0.0.1:8000"
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    secure_cookies: bool = False
    secret: str | None = None
    demo: bool = False
    max_upload: int = 10 * 1024 * 1024
    smtp: Smtp | None = None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read the STAFFDEV_… variables; a misspelt one or a value that makes no sense is a StaffdevError."""
        given = _Given(environ)
        data = Path(given.text("DATA") or _data_folder(environ)).expanduser()
        host, port = given.text("HOST") or "127.0.0.1", given.number("PORT", 8000, highest=65_535)
        url = (given.text("URL") or f"http://{host}:{port}").rstrip("/")
        return cls(
            data=data,
            database=given.text("DATABASE") or str(data / "staffdev.sqlite"),
            host=host,
            port=port,
            url=url,
            allowed_hosts=given.names("ALLOWED_HOSTS") or tuple({"127.0.0.1", "localhost", host}),
            secure_cookies=given.flag("SECURE_COOKIES", default=url.startswith("https://")),
            secret=given.text("SECRET"),
            demo=given.flag("DEMO", default=False),
            max_upload=given.number("MAX_UPLOAD_MB", 10, highest=1000) * 1024 * 1024,
            smtp=given.smtp(),
        )

    @property
    def uses_postgres(self) -> bool:
        return self.database.startswith(("postgresql://", "postgres://"))


class _Given:
    """The STAFFDEV_… part of an environment, without its prefix."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.values = {
            name.removeprefix(PREFIX): value.strip()
            for name, value in environ.items()
            if name.startswith(PREFIX) and not name.startswith(f"{PREFIX}TEST_")
        }
        for name in sorted(self.values.keys() - KNOWN - {f"{secret}_FILE" for secret in SECRETS}):
            raise StaffdevError(S_("%(name)s is not a setting. Check its spelling.", name=PREFIX + name))

    def text(self, name: str) -> str | None:
        if file := self.values.get(f"{name}_FILE"):
            return _read(file, name)
        return self.values.get(name) or None

    def names(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in (self.text(name) or "").split(",") if part.strip())

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name)
        if value not in {None, "true", "false"}:
            raise StaffdevError(S_("Write %(name)s as true or false.", name=PREFIX + name))
        return default if value is None else value == "true"

    def smtp(self) -> Smtp | None:
        """The mail server; none is the default, and one without a sender's address is a mistake."""
        host, sender = self.text("SMTP_HOST"), self.text("SMTP_FROM")
        if host is None:
            return None
        if sender is None or "@" not in sender:
            raise StaffdevError(
                S_(
                    "Write %(name)s as the address that mail comes from, or leave out the mail server.",
                    name=f"{PREFIX}SMTP_FROM",
                )
            )
        port = self.number("SMTP_PORT", 587, highest=65_535)
        return Smtp(host, port, sender, self.text("SMTP_USER"), self.text("SMTP_PASSWORD"))

    def number(self, name: str, default: int, *, highest: int) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not (value.isascii() and value.isdecimal() and 0 < int(value) <= highest):
            advice = "Write %(name)s as a number from 1 to %(highest)s."
            raise StaffdevError(S_(advice, name=PREFIX + name, highest=highest))
        return int(value)


def _read(file: str, name: str) -> str:
    try:
        return Path(file).read_text("utf-8").strip()
    except OSError as error:
        advice = "The file of %(name)s cannot be read: %(file)s."
        raise StaffdevError(S_(advice, name=f"{PREFIX}{name}_FILE", file=file)) from error


def _data_folder(environ: Mapping[str, str]) -> Path:
    """Where a person's programs keep their data on this system."""
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "staffdev"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "staffdev"
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "staffdev"
