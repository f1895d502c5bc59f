"""Mail by the server that was set, over STARTTLS and no other way; without one nothing is ever sent."""

import contextlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from staffdev.settings import Smtp

if TYPE_CHECKING:
    from email.message import EmailMessage

SECONDS = 20


class NotSentError(Exception):
    """The mail server could not be reached, or did not let us in."""


class Sendable(Protocol):
    """One mail to one address; `message` raises ValueError where that is none."""

    @property
    def to(self) -> str: ...

    def message(self) -> "EmailMessage": ...


class Letter(NamedTuple):
    """A mail of a few plain words."""

    to: str
    subject: str
    text: str

    def message(self) -> "EmailMessage":
        from email.message import EmailMessage  # only for those who have a mail server: starting is quick without it

        message = EmailMessage()
        message["To"], message["Subject"] = self.to, self.subject
        message.set_content(self.text)
        return message


def send(smtp: Smtp, letters: Iterable[Sendable]) -> list[str]:
    """Send the letters over one connection and say to which addresses they went; NotSentError if the server fails.

    It waits for the server, so call it in a thread.
    """
    import smtplib  # as above
    import ssl

    sent: list[str] = []
    try:
        with smtplib.SMTP(smtp.host, smtp.port, timeout=SECONDS) as server:
            server.starttls(context=ssl.create_default_context())
            if smtp.user:
                server.login(smtp.user, smtp.password or "")
            for letter in letters:
                with contextlib.suppress(
                    smtplib.SMTPRecipientsRefused, ValueError
                ):  # one nobody has; others get theirs
                    server.send_message(_addressed(letter.message(), smtp.sender))
                    sent.append(letter.to)
    except (OSError, smtplib.SMTPException) as error:
        if not sent:
            raise NotSentError(str(error)) from error
    return sent


def _addressed(message: "EmailMessage", sender: str) -> "EmailMessage":
    from email.utils import make_msgid  # as above

    message["From"] = sender
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    return message
