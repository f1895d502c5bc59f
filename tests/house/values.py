"""What stands in the columns of the estate's rows where a value made from the column alone would not do."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from staffdev import clock
from staffdev.db.srpski import search_key
from staffdev.organisations.tables import Organisation
from staffdev.web.visit import digest
from tests.cast import RECORDED, SINCE

PAYLOAD = {
    "number": "1/2026",
    "language": "sr-Latn",
    "organisation": "SOS Ravnica",
    "seat": "Ravnica",
    "place": "Ravnica",
    "person": "Ilona Sabo",
    "title": "Radionica",
    "days": ["2026-01-10"],
    "minutes": 240,
    "issued_on": "2026-01-11",
    "signatory": "Snežana Lazić",
    "signatory_function": "odgovorno lice",
    "programme": "",
    "topics": [],
}


@dataclass(frozen=True)
class Around:
    """What a value may depend on: whose row it is, the rows made before for the same person, and which one this is."""

    organisation: Organisation
    person: Any
    rows: dict[str, Any]
    number: int
    sheets: str = "[]"

    def key(self, text: str) -> str:
        return f"{text} {self.number}"


Value = Callable[[Around], Any]
SPECIAL: dict[str, Value] = {  # by "table.column", or by "column" for every table
    "agreed_action.owner": lambda a: a.person.id,
    "attachment.about": lambda a: a.rows["training_record"].entry,
    "attachment.about_kind": lambda _: "training",
    "attachment.content": lambda _: b"%PDF-1.4\n%%EOF\n",
    "attachment.media_type": lambda _: "application/pdf",
    "attachment.filename": lambda _: "potvrda.pdf",
    "availability.week": lambda _: "1 17:00-20:00 glad 3 17:00-20:00 if_need_be",
    "availability_exception.grade": lambda _: "no",
    "busy_calendar.number": lambda _: 1,
    "busy_interval.starts_at": lambda _: RECORDED,
    "busy_interval.ends_at": lambda _: RECORDED + timedelta(hours=2),
    "certificate.payload": lambda a: json.dumps({**PAYLOAD, "number": a.key("1/2026")}),
    "certificate.number": lambda a: a.key("1/2026"),
    "competence_rating.ratings": lambda _: "listening:4",
    "consultation.professional_name": lambda _: "Slavica Jugović",
    "consultation.qualification": lambda _: "licenca",
    "course_session.ends_at": lambda _: None,
    "course_session.starts_at": lambda _: None,
    "course_session.held_on": lambda _: clock.today() - timedelta(days=3),
    "digest.key": lambda a: f"{a.person.code} {a.organisation.code}",
    "ends_at": lambda _: time(20),
    "feed.token_digest": lambda a: digest(token_of(a)),
    "hours_exception.hours": lambda _: "10:00-13:00",
    "import_batch.sheets": lambda a: a.sheets,
    "interpretation_override.key": lambda _: "ce.verify_days",
    "interpretation_override.value": lambda _: "40",
    "invitation.digest": lambda a: digest(token_of(a)),
    "invitation.expires_at": lambda _: clock.now() + timedelta(days=5),
    "invitation.person": lambda _: None,
    "invitation.roles": lambda _: "consultant",
    "intervision_group.least": lambda _: 3,
    "intervision_group.most": lambda _: 8,
    "intervision_group.rhythm_days": lambda _: 30,
    "intervision_series.last_on": lambda _: SINCE + timedelta(days=300),
    "intervision_session.held_on": lambda _: clock.today() - timedelta(days=3),
    "intervision_session.series": lambda a: a.rows["intervision_series"].id,
    "intervision_session.planned_on": lambda _: clock.today() - timedelta(days=3),
    "intervision_session.planned_at": lambda _: time(18),
    "invitation_answer.session": lambda a: a.rows["intervision_session"].id,
    "person_alias.written_as": lambda a: search_key(a.key("ime")),
    "plan_item.title": lambda _: "Radionica o proceni rizika",
    "poll.answer_by": lambda _: clock.today() + timedelta(days=5),
    "poll_option.held_on": lambda _: clock.today() + timedelta(days=10),
    "published_hours.week": lambda _: " ".join(f"{day} 17:00-20:00" for day in range(1, 6)),
    "relief_offer.held_on": lambda _: clock.today() + timedelta(days=9),
    "reminder.key": lambda a: f"{a.person.code} {a.organisation.code}",
    "reminder.stage": lambda _: 30,
    "session_minutes.steps": lambda _: "check_in choice",
    "starts_at": lambda _: time(18),
    "task_assignment.item": lambda _: 1,
    "training_record.held_on": lambda a: date(clock.today().year, 1, 10) + timedelta(days=a.number % 10),
    "topics": lambda _: "T1:60 T2",
    "week_on": lambda _: date(2023, 1, 9),
    "year": lambda a: clock.today().year - 1 - a.number,
}


def token_of(around: Around) -> str:
    return f"token-{around.organisation.code}-{around.number}"
