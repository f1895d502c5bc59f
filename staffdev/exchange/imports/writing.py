"""Planned facts written a thousand rows at a time, none without an entry in the log that answers for it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.actions import Happening
from staffdev.audit.events import Event
from staffdev.db.codes import new_codes
from staffdev.db.transactions import insert_many
from staffdev.exchange.imports.answering import records_imported
from staffdev.exchange.imports.meetings import Meetings
from staffdev.exchange.names import Ref
from staffdev.exchange.planning.ground import Draft, Plan, Target
from staffdev.exchange.tables import ImportBatch
from staffdev.intervision.tables import SessionMinutes
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
    Target.MINUTES: SessionMinutes,
}
EVENTS = {
    Target.PERSON: Event.PEOPLE_PERSON_CREATE,
    Target.ENGAGEMENT: Event.PEOPLE_ENGAGEMENT_RECORD,
    Target.LICENCE: Event.PEOPLE_LICENCE_RECORD,
    Target.APPOINTMENT: Event.PEOPLE_APPOINTMENT_RECORD,
    Target.MANDATE: Event.PEOPLE_MANDATE_RECORD,
    Target.BASIC_TRAINING: Event.TRAINING_BASIC_TRAINING_RECORD,
    Target.MINUTES: Event.INTERVISION_MINUTES_RECORD,
}
WAITING = {"state": str(UNVERIFIED["state"])}
OWN: Mapping[Target, Mapping[str, str]] = {
    Target.RECORD: {"source": RecordSource.IMPORT.value, **WAITING},
    Target.BASIC_TRAINING: WAITING,
}
TOLD_OTHERWISE = frozenset({Target.RECORD, Target.SESSION})
Rows = dict[Target, list[dict[str, Any]]]
_encode = msgspec.json.Encoder().encode


@dataclass
class Writer:
    """Writes what was planned. `people` are row id and name of everybody the file speaks of, new ones too."""

    batch: ImportBatch
    actor: Actor
    people: dict[Ref, tuple[int, str]]
    at: datetime = field(default_factory=clock.now)
    rows: int = 0
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    async def write(self, plans: Sequence[Plan]) -> list[str]:
        """Write the facts of these rows; what each row became, as JSON pairs of table and code, in their order."""
        codes = new_codes(sum(1 + len(plan.drafts) for plan in plans))
        rows: Rows = defaultdict(list)
        happenings: list[Happening] = []
        became: list[str] = []
        for plan in plans:
            entry = next(codes)
            drafts = [(draft, next(codes)) for draft in plan.drafts]
            for draft, code in drafts:
                if draft.target is Target.PERSON:
                    await self._enter(draft, code)
                elif draft.target is Target.SESSION:
                    happenings += await self._meetings.hold(draft, code, self.people)
                    self.counts[draft.target.value] += 1
                else:
                    rows[draft.target].append(self._row(draft, code, entry))
                if draft.target not in TOLD_OTHERWISE:
                    happenings.append(self._happening(draft, code))
            became.append(_encode([(draft.target.value, code) for draft, code in drafts]).decode())
        self.rows += len(became)
        await self._keep(rows, happenings)
        return became

    async def _keep(self, rows: Rows, happenings: list[Happening]) -> None:
        for target, values in rows.items():
            await insert_many(TABLES[target], values)
            self.counts[target.value] += len(values)
        if records := rows.get(Target.RECORD):
            happenings.append(records_imported(self.batch, records))
        await audit.record_many(happenings, actor=self.actor, at=self.at)

    async def _enter(self, draft: Draft, code: str) -> None:
        values = dict(draft.values)
        keys = keys_of(values["first_name"], values["last_name"])
        content: dict[Any, Any] = {**values, **keys, "code": UUID(code), "created_at": self.at}
        person = Person(**content, organisation=self.actor.organisation_id)
        await person.save()
        self.counts[draft.target.value] += 1
        self.people[draft.who] = (person.id, f"{values['first_name']} {values['last_name']}")

    @cached_property
    def _fact(self) -> dict[str, Any]:
        by = str(self.actor.account_code) if self.actor.account_code else None
        return {"recorded_at": self.at, "recorded_by": by, "organisation": self.actor.organisation_id}

    @cached_property
    def _meetings(self) -> Meetings:
        return Meetings(self.actor, self.at)

    def _row(self, draft: Draft, code: str, entry: str) -> dict[str, Any]:
        if draft.target is Target.MINUTES:
            return {**self._fact, "code": code, **self._meetings.minutes(draft)}
        known = {"code": code, "person": self.people[draft.who][0]}
        values = {**draft.values, **self._fact, **OWN.get(draft.target, {}), **known}
        if draft.target is Target.RECORD:
            values["entry"] = entry
            if draft.values.get("occasion"):
                values["occasion"] = self._meetings.code_of(draft.values["occasion"])
        elif draft.target is Target.APPOINTMENT and draft.values["signatory"] is not None:
            values["signatory"] = self.people[draft.values["signatory"]][0]
        return values

    def _happening(self, draft: Draft, code: str) -> Happening:
        detail = {name: value for name, value in draft.values.items() if value is not None and value != ""}
        if draft.target is Target.MINUTES:
            detail = self._meetings.told(draft)
        elif draft.target is not Target.PERSON:
            detail["person"] = self.people[draft.who][1]
        detail.pop("signatory", None)
        return Happening(EVENTS[draft.target], UUID(code), detail=detail)
