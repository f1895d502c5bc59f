"""The facts about people as the rules see them: codes and days, no rows. Every person is named by her code. Pure."""

from datetime import date

from staffdev.people.vocabulary import ContractKind, EngagementRole, LeaveKind
from staffdev.rulebook.dates import Span
from staffdev.rulebook.facts import Dated, Fact


class Engagement(Dated, frozen=True, kw_only=True):
    """Her work for the organisation: in which role, by which contract, from–to."""

    person: str
    role: EngagementRole
    contract: ContractKind = ContractKind.EMPLOYEE


class Leave(Dated, frozen=True, kw_only=True):
    """Days she does not work; open-ended while `until_on` is None."""

    person: str
    kind: LeaveKind


class Licence(Fact, frozen=True, kw_only=True):
    """A professional's licence; without a first day it holds since ever."""

    person: str
    number: str = ""
    from_on: date | None = None
    until_on: date | None = None

    @property
    def span(self) -> Span:
        """The days it is valid."""
        return Span(self.from_on or date.min, self.until_on or date.max)


class TaskAssignment(Dated, frozen=True, kw_only=True):
    """An item of Art. 6(1) she is assigned."""

    person: str
    item: int


class DutyAssignment(Dated, frozen=True, kw_only=True):
    """She is on the duty roster of a channel, alone or as an observer."""

    person: str
    channel: str = "phone"
    is_observer: bool = False


class GroupWork(Dated, frozen=True, kw_only=True):
    """She works with a target group, named by its code."""

    person: str
    target_group: str


class Appointment(Dated, frozen=True, kw_only=True):
    """A coordinator's appointment. `signatory` is a person's code, None for somebody who is not recorded."""

    person: str
    decided_on: date
    signatory: str | None = None
    is_acting: bool = False
    has_board_decision: bool = False
    decision_number: str = ""


class Mandate(Dated, frozen=True, kw_only=True):
    """Who is the responsible person, from–to."""

    person: str


class BoardSeat(Dated, frozen=True, kw_only=True):
    """Who sits on the board and may stand in for the responsible person, from–to."""

    person: str


class SelectionChecklist(Fact, frozen=True, kw_only=True):
    """One hire was checked against the criteria; `engagement` is a code."""

    engagement: str
    completed_on: date
    is_met: bool = True
