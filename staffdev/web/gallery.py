"""Invented values for the page that shows every component; nobody is called so and nothing is stored."""

from datetime import UTC, date, datetime

from staffdev.errors import Invalid

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 16, 5, tzinfo=UTC)
POSTED = {"minutes": "25", "held_on": "31.2.2026.", "topic": "T2", "method": "workshop", "title": "Procena rizika"}
INVALID = Invalid(
    {
        "held_on": "Unesite dan koji postoji, na primer 19.11.2026.",
        "minutes": "Unesite najviše 12 sati",
        "method": "Izaberite način rada",
        "declared": "Potvrdite da su podaci tačni",
        "evidence": "Priložite potvrdu (PDF ili fotografiju)",
        "": "Godina 2025. je zaključena.",
    }
)


def samples() -> dict[str, object]:
    """What templates/web/components.html needs."""
    return {"today": TODAY, "now": NOW, "posted": POSTED, "invalid": INVALID}
