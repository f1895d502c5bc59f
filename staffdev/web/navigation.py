"""Where one can go from every page, by role."""

from dataclasses import dataclass
from itertools import groupby

from staffdev import translations
from staffdev.access import LEADERS, READERS_OF_ALL, Actor, Role
from staffdev.i18n import N_


@dataclass(frozen=True, slots=True)
class Group:
    """Places that stand together under one word."""

    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the main navigation, for those who have one of `roles`."""

    href: str
    label: str
    icon: str
    roles: frozenset[Role]
    group: Group | None = None


EVERYBODY = frozenset(Role)
MINE = Group(N_("My work"), "user")
SUPPORT = Group(N_("Support"), "lifebuoy")
TRAINING = Group(N_("Learning"), "school")
OFFICE = Group(N_("Office"), "building")
OWN = frozenset({Role.CONSULTANT, Role.COORDINATOR})
PLACES = (
    Place("/", N_("What needs attention"), "home", EVERYBODY),
    Place("/compliance", N_("Duties"), "clipboard-check", READERS_OF_ALL),
    Place("/people", N_("People"), "users", READERS_OF_ALL),
    Place("/my-training", N_("My training"), "book", OWN, MINE),
    Place("/my-duties", N_("My duties"), "clipboard-check", frozenset({Role.CONSULTANT}), MINE),
    Place("/my-development", N_("My development"), "target", frozenset({Role.CONSULTANT}), MINE),
    Place("/availability", N_("When I can come"), "calendar-time", frozenset({Role.CONSULTANT}), MINE),
    Place("/reminders", N_("Reminders"), "bell", EVERYBODY, MINE),
    Place("/calendar", N_("Calendar"), "calendar", EVERYBODY),
    Place("/intervision", N_("Intervision"), "message", EVERYBODY, SUPPORT),
    Place("/consultations", N_("Consultations"), "user-check", EVERYBODY, SUPPORT),
    Place("/stress-relief", N_("Stress relief"), "sun", EVERYBODY, SUPPORT),
    Place("/plans", N_("Yearly plan"), "clipboard-list", EVERYBODY, SUPPORT),
    Place("/training-records", N_("Ledger of hours"), "list-check", READERS_OF_ALL, TRAINING),
    Place("/courses", N_("Courses"), "school", EVERYBODY, TRAINING),
    Place("/programmes", N_("Programmes"), "certificate", LEADERS | {Role.AUDITOR}, TRAINING),
    Place("/lines", N_("Lines and duty"), "phone", EVERYBODY, OFFICE),
    Place("/organisation", N_("Organisation"), "building", READERS_OF_ALL, OFFICE),
    Place("/imports", N_("Import"), "file-import", LEADERS, OFFICE),
    Place("/accounts", N_("Accounts"), "key", frozenset({Role.RESPONSIBLE_PERSON}), OFFICE),
    Place(
        "/audit-entries", N_("Log of changes"), "history", frozenset({Role.RESPONSIBLE_PERSON, Role.AUDITOR}), OFFICE
    ),
)


def navigation(actor: Actor, path: str) -> list[dict[str, object]]:
    """The places `actor` may go to, the one she is at marked; two or more of a group are `places` of one entry."""
    hers = [place for place in PLACES if not actor.roles.isdisjoint(place.roles)]
    entries = []
    for group, together in groupby(hers, key=lambda place: place.group):
        places = [_entry(place, path) for place in together]
        entries += [_folded(group, places)] if group and len(places) > 1 else places
    return entries


def _folded(group: Group, places: list[dict[str, object]]) -> dict[str, object]:
    is_here = any(place["current"] for place in places)
    return {"label": translations.gettext(group.label), "icon": group.icon, "current": is_here, "places": places}


def _entry(place: Place, path: str) -> dict[str, object]:
    label = translations.gettext(place.label)
    return {"href": place.href, "label": label, "icon": place.icon, "current": _is_at(place.href, path)}


def _is_at(href: str, path: str) -> bool:
    return path == href if href == "/" else path == href or path.startswith(f"{href}/")
