"""Planned facts written a thousand rows at a time, each with its entry in the log."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.actions import Happening
from staffdev.audit.events import Event
from staffdev.db.transactions import insert_many
from staffdev.exchange.names import Ref
from staffdev.exchange.planning.ground import Draft, Plan, Target
from staffdev.people.actions import keys_of
from staffdev.people.tables import Appointment, Engagement, Licence, Mandate, Person
from staffdev.training.tables import BasicTraining, TrainingRecord
from staffdev.training.verifying import UNVERIFIED
from staffdev.training.vocabulary import RecordSource

TABLES: Mapping[Target, Any] = {
    Target.ENGAGEMENT: Engagement,
    Target.LICENCE: Licence,
    Target.APPOINTMENT: Appointment,
    Target.MANDATE: Mandate,
    Target.RECORD: TrainingRecord,
    Target.BASIC_TRAINING: BasicTraining,
}
EVENTS = {
    Target.PERSON: Event.PEOPLE_PERSON_CREATE,
    Target.ENGAGEMENT: Event.PEOPLE_ENGAGEMENT_RECORD,
    Target.LICENCE: Event.PEOPLE_LICENCE_RECORD,
    Target.APPOINTMENT: Event.PEOPLE_APPOINTMENT_RECORD,
    Target.MANDATE: Event.PEOPLE_MANDATE_RECORD,
    Target.RECORD: Event.TRAINING_RECORD_LOG,
    Target.BASIC_TRAINING: Event.TRAINING_BASIC_TRAINING_RECORD,
}
UNVERIFIED_TEXT = {name: str(value) if name == "state" else value for name, value in UNVERIFIED.items()}
_encode = msgspec.json.Encoder().encode


@dataclass
class Writer:
    """Writes what was planned. `people` are row id and name of everybody the file speaks of, new ones too."""

    actor: Actor
    people: dict[Ref, tuple[int, str]]
    at: datetime = field(default_factory=clock.now)
    rows: int = 0
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    async def write(self, plans: Iterable[Plan]) -> list[str]:
        """Write the facts of these rows; what each row became, as JSON pairs of table and code, in their order."""
        rows: dict[Target, list[dict[str, Any]]] = defaultdict(list)
        happenings: list[Happening] = []
        became: list[str] = []
        for plan in plans:
            entry, written = uuid4(), []
            for draft in plan.drafts:
                code = uuid4()
                if draft.target is Target.PERSON:
                    await self._enter(draft, code)
                else:
                    rows[draft.target].append(self._row(draft, code, entry))
                happenings.append(self._happening(draft, code))
                written.append((draft.target.value, code))
                self.counts[draft.target.value] += 1
            became.append(_encode(written).decode())
            self.rows += 1
        for target, values in rows.items():
            await insert_many(TABLES[target], values)
        await audit.record_many(happenings, actor=self.actor)
        return became

    async def _enter(self, draft: Draft, code: UUID) -> None:
        values = dict(draft.values)
        keys = keys_of(values["first_name"], values["last_name"])
        content: dict[Any, Any] = {**values, **keys, "code": code, "created_at": self.at}
        person = Person(**content, organisation=self.actor.organisation_id)
        await person.save()
        self.people[draft.who] = (person.id, f"{values['first_name']} {values['last_name']}")

    def _row(self, draft: Draft, code: UUID, entry: UUID) -> dict[str, Any]:
        values = {
            **draft.values,
            "code": code,
            "recorded_at": self.at,
            "recorded_by": self.actor.account_code,
            "person": self.people[draft.who][0],
            "organisation": self.actor.organisation_id,
        }
        if draft.target is Target.RECORD:
            values |= {"entry": entry, "source": RecordSource.IMPORT.value, **UNVERIFIED_TEXT}
        elif draft.target is Target.BASIC_TRAINING:
            values |= UNVERIFIED_TEXT
        elif draft.target is Target.APPOINTMENT and draft.values["signatory"] is not None:
            values["signatory"] = self.people[draft.values["signatory"]][0]
        return values

    def _happening(self, draft: Draft, code: UUID) -> Happening:
        detail = {name: value for name, value in draft.values.items() if value is not None and value != ""}
        if draft.target is not Target.PERSON:
            detail["person"] = self.people[draft.who][1]
        detail.pop("signatory", None)
        return Happening(EVENTS[draft.target], code, detail=detail)
