"""An invitation as a message to send: whoever carries it to a computer with mail opens it there and sends it."""

from hashlib import sha256

from staffdev.ics.writing.lines import address
from staffdev.ics.writing.shapes import Party

NAME = "invite.ics"


def invitation_mail(calendar: bytes, method: str, sender: Party, invited: Party, *, subject: str, body: str) -> bytes:
    """An .eml file: words, the calendar as mail programs want it (text/calendar with its method), and as a file.

    X-Unsent lets Outlook open it as a draft. The subject is neutral: it is read on lock screens.
    """
    from email.message import EmailMessage  # few requests write a message; a start does without
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["From"] = _mailbox(sender)
    message["To"] = _mailbox(invited)
    message["Subject"] = subject
    message["X-Unsent"] = "1"
    message.set_content(body, cte="base64")
    words = calendar.decode()
    message.add_alternative(words, subtype="calendar", params={"method": method}, charset="utf-8", cte="base64")
    message.add_attachment(calendar, maintype="application", subtype="ics", filename=NAME)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{sha256(calendar).hexdigest()[:24]}_{number}")
    return message.as_bytes()


def _mailbox(party: Party) -> str:
    """A name in quotation marks and an address of which no part can become another header."""
    name = "".join(letter for letter in party.name if letter.isprintable() and letter not in '"\\<>')
    email = address(party.email).removeprefix("mailto:")
    return f'"{name}" <{email}>'
