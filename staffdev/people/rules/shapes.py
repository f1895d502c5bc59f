"""The facts about people as the rules see them: codes and days, no rows. Every person is named by her code. Pure."""

from dataclasses import dataclass
from datetime import date

from staffdev.people.vocabulary import ContractKind, EngagementRole, LeaveKind
from staffdev.rulebook.dates import Span
from staffdev.rulebook.facts import Dated, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement(Dated):
    """Her work for the organisation: in which role, by which contract, from–to."""

    person: str
    role: EngagementRole
    contract: ContractKind = ContractKind.EMPLOYEE


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(Dated):
    """Days she does not work; open-ended while `until_on` is None."""

    person: str
    kind: LeaveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence(Fact):
    """A professional's licence; without a first day it holds since ever."""

    person: str
    number: str = ""
    from_on: date | None = None
    until_on: date | None = None

    @property
    def span(self) -> Span:
        """The days it is valid."""
        return Span(self.from_on or date.min, self.until_on or date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssignment(Dated):
    """An item of Art. 6(1) she is assigned."""

    person: str
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAssignment(Dated):
    """She is on the duty roster of a channel, alone or as an observer."""

    person: str
    channel: str = "phone"
    is_observer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWork(Dated):
    """She works with a target group, named by its code."""

    person: str
    target_group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Dated):
    """A coordinator's appointment. `signatory` is a person's code, None for somebody who is not recorded."""

    person: str
    decided_on: date
    signatory: str | None = None
    is_acting: bool = False
    has_board_decision: bool = False
    decision_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate(Dated):
    """Who is the responsible person, from–to."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSeat(Dated):
    """Who sits on the board and may stand in for the responsible person, from–to."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionChecklist(Fact):
    """One hire was checked against the criteria; `engagement` is a code."""

    engagement: str
    completed_on: date
    is_met: bool = True
