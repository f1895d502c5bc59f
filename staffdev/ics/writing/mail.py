"""An invitation as a message: to be carried to a computer with mail and sent from there, or for a mail server."""

from hashlib import sha256
from typing import TYPE_CHECKING

from staffdev.ics.writing.lines import address
from staffdev.ics.writing.shapes import Party

if TYPE_CHECKING:
    from email.message import EmailMessage

NAME = "invite.ics"


def invitation_mail(calendar: bytes, method: str, sender: Party, invited: Party, *, subject: str, body: str) -> bytes:
    """An .eml file: `invitation_message` as a draft of the sender's. X-Unsent lets Outlook open it as one."""
    message = invitation_message(calendar, method, invited, subject=subject, body=body)
    message["From"] = _mailbox(sender)
    message["X-Unsent"] = "1"
    return message.as_bytes()


def invitation_message(calendar: bytes, method: str, invited: Party, *, subject: str, body: str) -> "EmailMessage":
    """Words, the calendar as mail programs want it (text/calendar with its method), and as a file; nobody sends it yet.

    The subject is neutral: it is read on lock screens.
    """
    from email.message import EmailMessage  # few requests write a message; a start does without
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["To"] = _mailbox(invited)
    message["Subject"] = subject
    message.set_content(body, cte="base64")
    words = calendar.decode()
    message.add_alternative(words, subtype="calendar", params={"method": method}, charset="utf-8", cte="base64")
    message.add_attachment(calendar, maintype="application", subtype="ics", filename=NAME)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{sha256(calendar).hexdigest()[:24]}_{number}")
    return message


def _mailbox(party: Party) -> str:
    """A name in quotation marks and an address of which no part can become another header."""
    name = "".join(letter for letter in party.name if letter.isprintable() and letter not in '"\\<>')
    email = address(party.email).removeprefix("mailto:")
    return f'"{name}" <{email}>'
