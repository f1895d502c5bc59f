"""Every route: who may use it, what it is called, and what it answers to those who may not."""

import re
from itertools import zip_longest

import pytest

from staffdev.access import NOBODY, Decision
from staffdev.errors import SignInNeeded
from staffdev.web.navigation import PLACES
from tests.house.addresses import CATCH_ALL, SAFE, STATIC, addresses_of, handlers_of

LITERAL = re.compile(r"[a-z]+(-[a-z]+)*(\.(csv|xlsx|pdf|json|ics|eml))?")
PAGES = {"new", "edit"}  # forms, shown by GET alone
SINGULAR = {  # what stands before a code and has no plural, or has only one
    "people": "is a plural",
    "leave": "has none",
    "group-work": "has none",
    "duty": "has none",
    "invitation": "the one whose link she holds",
}
VERBS = (
    *("add", "accept", "apply", "approve", "assign", "cancel", "choose", "close", "confirm", "correct", "create"),
    *("decide", "delete", "disable", "discard", "do", "enable", "enrol", "export", "get", "grant", "import", "invite"),
    *("issue", "list", "log", "mark", "reject", "remove", "renew", "reopen", "reset", "restore", "revoke", "save"),
    *("send", "set", "show", "submit", "switch", "undo", "update", "upload", "verify", "view", "withdraw"),
)
OPEN = {  # what anybody may ask for, signed in or not
    *("GET /sign-in", "POST /sign-in", "GET /second-factor", "POST /second-factor", "POST /sign-out"),
    *("GET /set-up", "POST /set-up", "POST /language", "GET /health"),
    *("GET /invitation/{token}", "POST /invitation/{token}", "POST /invitation/{token}/password"),
    *("GET /certificates/verification", "POST /certificates/verification"),
    "GET /breathing",  # it knows nobody, and opens with the cable out
    "GET /feeds/{token}/intervision.ics",  # a calendar has no session; whoever knows the token may read
}


def test_every_route_has_a_policy(app):
    careless = [
        path for path, handler in handlers_of(app) if not path.startswith(STATIC) and "policy" not in handler.opt
    ]
    assert not careless, f"nobody has decided who may use {', '.join(careless)}"


def test_only_these_are_open_to_anybody(app):
    """A new way in for strangers is a decision, and stands in this file."""
    assert {address.name for address in addresses_of(app) if lets_in_nobody(address.handler)} == OPEN


def lets_in_nobody(handler) -> bool:
    try:
        decision: Decision = handler.opt["policy"](NOBODY)
    except SignInNeeded:
        return False
    return bool(decision)


def test_a_policy_asks_a_question(app):
    """Refusals are sentences, never a bare no."""
    for _, handler in handlers_of(app):
        if policy := handler.opt.get("policy"):
            try:
                decision = policy(NOBODY)
            except SignInNeeded:
                continue
            assert decision or decision.reason, f"{policy} refuses without a reason"


@pytest.mark.parametrize("rule", ["kebab-case", "no verb", "plural before a code", "forms are shown by GET"])
def test_paths_are_named_alike(app, rule):
    found = [
        f"{a.name}: {why}" for a in addresses_of(app) for broken, why in problems_of(a.method, a.path) if broken == rule
    ]
    assert not found, "\n".join(found)


def problems_of(method: str, path: str) -> list[tuple[str, str]]:
    parts = [part for part in path.split("/") if part]
    problems = []
    for part, following in zip_longest(parts, parts[1:], fillvalue=""):
        if part.startswith("{"):
            continue
        if not LITERAL.fullmatch(part):
            problems.append(("kebab-case", f"{part} is not written like-this"))
        if part in VERBS:
            problems.append(("no verb", f"{part} is a verb: introduce a resource"))
        if following.startswith("{") and "slug" not in following and not (part.endswith("s") or part in SINGULAR):
            problems.append(("plural before a code", f"{part} is one of many: write it in the plural"))
        if part in PAGES and method != "GET":
            problems.append(("forms are shown by GET", f"{method} to {part}: send it to the thing itself"))
    return problems


@pytest.mark.parametrize(
    ("method", "path", "rule"),
    [
        ("GET", "/people/{code:uuid}/longLeave", "kebab-case"),
        ("POST", "/records/{code:uuid}/verify", "no verb"),
        ("GET", "/person/{code:uuid}", "plural before a code"),
        ("POST", "/people/new", "forms are shown by GET"),
    ],
)
def test_a_bad_name_is_found(method, path, rule):
    assert rule in [broken for broken, _ in problems_of(method, path)]


def test_every_post_has_a_page_it_belongs_to(app):
    """Without JavaScript somebody has to be able to get there: its own address or a form beside it answers GET."""
    shown = {address.path for address in addresses_of(app) if address.method in SAFE}
    homeless = []
    for address in addresses_of(app):
        parts = address.path.split("/")
        above = {"/".join(parts[:n]) or "/" for n in range(1, len(parts) + 1)}
        if address.method == "POST" and not above & shown:
            homeless.append(address.name)
    assert not homeless


def test_the_navigation_leads_somewhere(app):
    shown = {address.path for address in addresses_of(app) if address.method == "GET"}
    assert {place.href for place in PLACES} <= shown


def test_unknown_addresses_are_caught_by_one_route(app):
    assert [path for path, _ in handlers_of(app) if path == CATCH_ALL] == [CATCH_ALL]
