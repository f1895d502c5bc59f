"""What a browser is called, and whether somebody has signed in with it before. Only its name is stored.

Whoever tries somebody's name again and again makes that name wait. The browser she herself signed in with carries a
signed mark, and its tries are counted apart: strangers cannot keep her out.
"""

import hmac
from uuid import UUID

from staffdev.vault import keys

COOKIE = "known"
SECONDS = 365 * 24 * 60 * 60
NAMES = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"))
ENGINES = (("Chrome", "Chrome"), ("Safari", "Safari"))  # the others say that they are these, too
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def name_of(user_agent: str) -> str:
    """What its owner would call it: "Firefox, Windows"; empty when it does not say."""
    found = (next((name for sign, name in signs if sign in user_agent), "") for signs in ((*NAMES, *ENGINES), SYSTEMS))
    return ", ".join(name for name in found if name)


def mark(account_code: UUID) -> str:
    """The value of the cookie that says: she has signed in here."""
    return f"{account_code.hex}.{_mac(account_code)}"


def marked_by(cookie: str) -> UUID | None:
    """Whose browser this is; None when the cookie was not made here."""
    code, _, mac = cookie.partition(".")
    try:
        account_code = UUID(hex=code)
    except ValueError:
        return None
    return account_code if hmac.compare_digest(mac.encode(), _mac(account_code).encode()) else None


def _mac(account_code: UUID) -> str:
    return hmac.digest(keys.held().csrf_key, f"known browser:{account_code.hex}".encode(), "sha256").hex()
