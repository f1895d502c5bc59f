"""Mail that says nothing but that something waits; only where a mail server is set, and only over STARTTLS."""

import contextlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from staffdev.settings import Smtp

if TYPE_CHECKING:
    from email.message import EmailMessage

SECONDS = 20


class NotSentError(Exception):
    """The mail server could not be reached, or did not let us in."""


class Letter(NamedTuple):
    """One mail to one address."""

    to: str
    subject: str
    text: str


def send(smtp: Smtp, letters: Iterable[Letter]) -> list[str]:
    """Send the letters over one connection and say to which addresses they went; NotSentError if the server fails.

    It waits for the server, so call it in a thread.
    """
    import smtplib  # these are only for those who have a mail server: starting is quick without them
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
                    server.send_message(_message(letter, smtp.sender))
                    sent.append(letter.to)
    except (OSError, smtplib.SMTPException) as error:
        if not sent:
            raise NotSentError(str(error)) from error
    return sent


def _message(letter: Letter, sender: str) -> "EmailMessage":
    from email.message import EmailMessage  # as above
    from email.utils import make_msgid

    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message
