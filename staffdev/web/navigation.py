"""Where one can go from every page, by role."""

from dataclasses import dataclass

from staffdev import translations
from staffdev.access import LEADERS, READERS_OF_ALL, Actor, Role
from staffdev.i18n import N_


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the main navigation, for those who have one of `roles`."""

    href: str
    label: str
    icon: str
    roles: frozenset[Role]


EVERYBODY = frozenset(Role)
PLACES = (
    Place("/", N_("What needs attention"), "home", EVERYBODY),
    Place("/my-training", N_("My training"), "book", frozenset({Role.CONSULTANT, Role.COORDINATOR})),
    Place("/my-duties", N_("My duties"), "clipboard-check", frozenset({Role.CONSULTANT})),
    Place("/my-development", N_("My development"), "target", frozenset({Role.CONSULTANT})),
    Place("/compliance", N_("Duties"), "clipboard-check", READERS_OF_ALL),
    Place("/people", N_("People"), "users", READERS_OF_ALL),
    Place("/training-records", N_("Ledger of hours"), "list-check", READERS_OF_ALL),
    Place("/courses", N_("Courses"), "school", EVERYBODY),
    Place("/intervision", N_("Intervision"), "message", EVERYBODY),
    Place("/plans", N_("Yearly plan"), "clipboard-list", EVERYBODY),
    Place("/consultations", N_("Consultations"), "user-check", EVERYBODY),
    Place("/stress-relief", N_("Stress relief"), "sun", EVERYBODY),
    Place("/lines", N_("Lines and duty"), "phone", EVERYBODY),
    Place("/programmes", N_("Programmes"), "certificate", LEADERS | {Role.AUDITOR}),
    Place("/imports", N_("Import"), "file-import", LEADERS),
    Place("/organisation", N_("Organisation"), "building", READERS_OF_ALL),
    Place("/accounts", N_("Accounts"), "key", frozenset({Role.RESPONSIBLE_PERSON})),
    Place("/audit-entries", N_("Log of changes"), "history", frozenset({Role.RESPONSIBLE_PERSON, Role.AUDITOR})),
)


def navigation(actor: Actor, path: str) -> list[dict[str, object]]:
    """The places `actor` may go to, the one she is at marked."""
    return [_entry(place, path) for place in PLACES if not actor.roles.isdisjoint(place.roles)]


def _entry(place: Place, path: str) -> dict[str, object]:
    label = translations.gettext(place.label)
    return {"href": place.href, "label": label, "icon": place.icon, "current": _is_at(place.href, path)}


def _is_at(href: str, path: str) -> bool:
    return path == href if href == "/" else path == href or path.startswith(f"{href}/")
