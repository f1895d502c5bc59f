"""The sessions of intervision that an import makes, with a group where there is none; and how they go again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from staffdev.access import Actor
from staffdev.audit.actions import Happening
from staffdev.audit.events import Event
from staffdev.db.facts import current
from staffdev.db.srpski import sort_key
from staffdev.exchange.names import Ref
from staffdev.exchange.planning.ground import NEW_GROUP, Draft
from staffdev.exchange.planning.intervision import LEAST, MOST, RHYTHM_DAYS
from staffdev.intervision.tables import AgreedAction, Group, GroupMember, Session
from staffdev.rulebook.facts import civil_day
from staffdev.training.tables import TrainingRecord

People = Mapping[Ref, tuple[int, str]]


@dataclass
class Meetings:
    """Makes sessions for one import; an occasion is a session's code, or what the plan calls one that it makes."""

    actor: Actor
    at: datetime
    made: dict[str, Session] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)

    async def hold(self, draft: Draft, code: str, people: People) -> list[Happening]:
        """Make the session of a draft, and its group where it is the first of a new one; what the log says of both."""
        values = draft.values
        found = [] if values["group"] in self.groups else await self._find(values["group"], values["title"])
        leads = people[values["facilitator"]][0] if values["facilitator"] is not None else None
        content: dict[Any, Any] = {
            **{name: values[name] for name in ("held_on", "starts_at", "minutes")},
            "code": UUID(code),
            "organisation": self.actor.organisation_id,
            "group": self.groups[values["group"]],
            "facilitator": leads,
            "sequence": 0,
            "created_at": self.at,
            "changed_at": self.at,
        }
        session = Session(**content)
        await session.save()
        self.made[values["occasion"]], self.titles[values["occasion"]] = session, values["title"]
        told = {"title": values["title"], "held_on": values["held_on"], "minutes": values["minutes"]}
        return [*found, Happening(Event.INTERVISION_SESSION_CREATE, session.code, detail=told)]

    def code_of(self, occasion: str) -> str:
        """The code of the session: of one that was made here, or it is the code itself."""
        made = self.made.get(occasion)
        return str(made.code) if made else occasion

    def minutes(self, draft: Draft) -> dict[str, Any]:
        """The columns of minutes that hold a theme and nothing else."""
        session, theme = self.made[draft.values["occasion"]].id, draft.values["theme"]
        return {"session": session, "theme": theme, "steps": "", "note": None, "is_acknowledged": False}

    def told(self, draft: Draft) -> dict[str, Any]:
        """What the log says of these minutes: whose they are, and nothing of what they say."""
        occasion = draft.values["occasion"]
        return {"title": self.titles[occasion], "held_on": self.made[occasion].held_on}

    async def _find(self, group: str, title: str) -> list[Happening]:
        if group != NEW_GROUP:
            row = await Group.select(Group.id).where(Group.code == UUID(group)).first()
            if row is None:
                raise LookupError(group)
            self.groups[group] = row["id"]
            return []
        content: dict[Any, Any] = {
            "code": uuid4(),
            "organisation": self.actor.organisation_id,
            "title": title,
            "sort_key": sort_key(title),
            "least": LEAST,
            "most": MOST,
            "rhythm_days": RHYTHM_DAYS,
            "created_at": self.at,
        }
        new = Group(**content)
        await new.save()
        self.groups[group] = new.id
        return [Happening(Event.INTERVISION_GROUP_CREATE, new.code, detail={"title": title})]


async def built_on(sessions: Collection[UUID], applied_at: datetime, own: Collection[UUID]) -> set[UUID]:
    """Those of these sessions that somebody changed or used since; `own` are the marks of the import itself."""
    if not sessions:
        return set()
    wanted = list(sessions)
    moved = await Session.select(Session.code).where(Session.code.is_in(wanted), Session.changed_at > applied_at)
    columns = (TrainingRecord.occasion, TrainingRecord.code)
    marks = await TrainingRecord.select(*columns).where(TrainingRecord.occasion.is_in(wanted), current(TrainingRecord))
    in_them = AgreedAction.session.code.is_in(wanted)
    agreed = await AgreedAction.select(AgreedAction.session.code.as_alias("code")).where(in_them, current(AgreedAction))
    mine = set(own)
    found = {row["code"] for row in (*moved, *agreed)}
    return found | {row["occasion"] for row in marks if row["code"] not in mine}


async def call_off(sessions: Sequence[UUID], *, at: datetime, because: str) -> list[Happening]:
    """These sessions were never held, as far as the register goes; a group made for them alone is closed."""
    if not sessions:
        return []
    rows = await Session.select(Session.group, Session.code).where(Session.code.is_in(list(sessions)))
    changes: dict[Any, Any] = {"cancelled_at": at, "changed_at": at, "cancelled_because": because[:300]}
    await Session.update(changes).where(Session.code.is_in(list(sessions)))
    told = {"because": because}
    happenings = [Happening(Event.INTERVISION_SESSION_CANCEL, row["code"], detail=told) for row in rows]
    return [*happenings, *await _close_empty({row["group"] for row in rows}, at, because)]


async def _close_empty(groups: Collection[int], at: datetime, because: str) -> list[Happening]:
    left = await Session.select(Session.group).where(Session.group.is_in(list(groups)), Session.cancelled_at.is_null())
    members = await GroupMember.select(GroupMember.group).where(GroupMember.group.is_in(list(groups)))
    empty = [group for group in groups if group not in {row["group"] for row in (*left, *members)}]
    if not empty:
        return []
    found = await Group.objects().where(Group.id.is_in(empty), Group.closed_on.is_null())
    for group in found:
        group.closed_on = civil_day(at)
        await group.save([Group.closed_on])
    detail = {"because": because}
    return [Happening(Event.INTERVISION_GROUP_CLOSE, group.code, detail=detail) for group in found]
