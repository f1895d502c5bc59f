"""What the next page says first, carried in a signed cookie: nothing is written for it, and nobody else can make it."""

import base64
import hmac
import json
from typing import Any

from litestar.connection import Request
from litestar.datastructures import Cookie

from staffdev.errors import Advice, sentence
from staffdev.i18n import Sentence
from staffdev.vault import keys
from staffdev.web.visit import Visit, visit_of

COOKIE = "said"
SECONDS = 120


def say(request: Request[Any, Any, Any], text: Advice, kind: str = "ok") -> None:
    """Let the next page say `text`; `kind` is ok, warn or bad."""
    words = sentence(text)
    visit_of(request.scope).said.append(
        {"text": words.text, "values": dict(words.values), "plural": words.plural, "kind": kind}
    )


def take(request: Request[Any, Any, Any]) -> list[dict[str, Any]]:
    """What the page before wanted said; said once."""
    payload, _, mac = request.cookies.get(COOKIE, "").partition(".")
    if not payload or not hmac.compare_digest(mac, _mac(payload, visit_of(request.scope))):
        return []
    visit_of(request.scope).forget_said = True
    said = json.loads(base64.urlsafe_b64decode(payload))
    return [{"text": Sentence(s["text"], s["values"], s["plural"]), "kind": s["kind"]} for s in said]


def cookies(visit: Visit) -> list[Cookie]:
    """The cookie that carries what is to be said, or that forgets what was said."""
    if visit.said:
        payload = base64.urlsafe_b64encode(json.dumps(visit.said, default=str).encode()).decode()
        value = f"{payload}.{_mac(payload, visit)}"
        return [Cookie(COOKIE, value=value, httponly=True, samesite="lax", max_age=SECONDS)]
    if visit.forget_said:
        return [Cookie(COOKIE, value="", httponly=True, samesite="lax", max_age=0)]
    return []


def _mac(payload: str, visit: Visit) -> str:
    return hmac.digest(keys.held().csrf_key, f"said:{visit.token}:{payload}".encode(), "sha256").hex()
