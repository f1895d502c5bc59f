"""Nobody but the coordinator and she herself learns who declined and why, voted no, is on leave, or was given relief.

Two worlds are shown to the same reader, address by address: pages, papers, feeds, exports, the log. In one of them
Ilona declined the sessions with a reason, voted no and took a place, in the other she did nothing of it; what the
reader is handed must be the same, to the byte. Likewise for the days of a leave, and for its kind.
"""

import shutil
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from staffdev import clock
from staffdev.db.facts import record
from staffdev.db.transactions import transaction
from staffdev.intervision.polls.queries import options_of
from staffdev.intervision.tables import Feed, Group, InvitationAnswer, Poll, PollVote, Session
from staffdev.lines.tables import Line
from staffdev.people.tables import Leave
from staffdev.people.vocabulary import LeaveKind
from staffdev.support.tables import ReliefOffer, ReliefPlace
from staffdev.web.visit import digest
from tests.cast import Member
from tests.house.conftest import House
from tests.house.worlds import Answers, differing, opened, seen_by
from tests.intervision.meeting import a_group, a_session
from tests.intervision.polls.asking import GLAD, a_poll, answers
from tests.intervision.slots import scene
from tests.lines.entered import on_the_roster

READERS = ("djurdjica", "snezana", "mira", "olga", "zorka", "nobody")
LEAST_SEEN = 10  # pages each may open, so that the comparison says something; a visitor opens fewer
DAYS = (10, 17)  # of the sessions, from today
FEED = "a-feed-of-the-facilitator"
# Where whoever leads or oversees learns of a leave: among the people, in verdicts that rest on it, on lines that she is
# away from. Who plans learns in proposals that she is not available, and keeps the whole house.
OVERSEERS = {"", "api", "compliance", "lines", "people"}
PLANS = {"intervision/proposals", "intervision/missing", "interchange"}
EXPECTED = {"snezana": OVERSEERS | PLANS, "mira": OVERSEERS, "olga": OVERSEERS}


@dataclass
class Stage:
    """A group of four and one of three, each with two sessions and a poll; a line on which Ilona has a shift."""

    house: House
    groups: list[Group] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    polls: list[Poll] = field(default_factory=list)
    line: Line | None = None

    @property
    def more(self) -> list[str]:
        """Addresses with questions, and those of the second group."""
        day = clock.today() + timedelta(days=DAYS[0])
        assert self.line
        plan = f"/lines/{self.line.code}/duty-plan"
        lines = [f"{plan}?month={day:%Y-%m}", f"{plan}?week={day}"]
        days = [f"/calendar?view={view}&on={day}" for view in ("week", "month", "agenda")]
        asked = [scene.address(one) for one in self.groups]
        small = [f"/intervision/groups/{self.groups[1].code}", f"/intervision/polls/{self.polls[1].code}"]
        each = [
            f"/intervision/sessions/{one.code}{rest}"
            for one in self.sessions
            for rest in ("", "/answer", "/sign-in-sheet", "/attendance")
        ]
        feed = [f"/feeds/{FEED}/intervision.ics", "/stress-relief?shown=past", "/audit-entries?page=2"]
        return [*lines, *days, *small, *each, *feed, *asked]


@pytest.fixture
async def stage(house, tmp_path):
    """The house with the groups and the line on it; `fresh()` puts back just this."""
    with clock.stopped_at(clock.now()):
        await house.fresh()
        made = Stage(house)
        await furnish(made)
        await house.engine.close_connection_pool()
        shutil.copy(house.file, tmp_path / "stage.sqlite")
        house.template = tmp_path / "stage.sqlite"
        rows = house.estate.rows["ravnica"] | {
            "intervision_group": made.groups[0],
            "intervision_session": made.sessions[0],
            "poll": made.polls[0],
            "line": made.line,
        }
        house.estate = replace(house.estate, rows=house.estate.rows | {"ravnica": rows})
        await house.engine.start_connection_pool()
        yield made


async def furnish(made: Stage) -> None:
    cast = made.house.cast
    await ReliefPlace.delete(force=True)
    await Leave.delete(force=True)
    others = (cast.djurdjica, cast.jelena)
    made.groups = [
        await a_group(cast, cast.ilona, *others, cast.snezana),
        await a_group(cast, cast.ilona, *others, title="Mala"),
    ]
    for group in made.groups:
        made.sessions += [await a_session(group, days=days, facilitator=cast.djurdjica) for days in DAYS]
        poll = await a_poll(cast, group=group, days=DAYS)
        await answers(cast.djurdjica, poll, GLAD, GLAD)
        made.polls.append(poll)
    made.line = await scene.a_line(cast, week=" ".join(f"{n} 17:00-21:00" for n in range(1, 8)))
    for member in (cast.ilona, cast.djurdjica):
        await on_the_roster(member)
    await scene.on_duty(cast, made.line, cast.djurdjica, 2)
    day = clock.today() - timedelta(days=3)
    await record(
        ReliefOffer,
        by=None,
        at=clock.now(),
        code=UUID(int=3),
        organisation=cast.ravnica.id,
        offered_on=day,
        held_on=day,
        kind="walk",
        provider_name="Društvo",
    )
    values: dict[Any, Any] = {"code": UUID(int=4), "organisation": cast.ravnica.id, "person": cast.djurdjica.person.id}
    await Feed(**values, token_digest=digest(FEED), created_at=clock.now()).save()


async def silent(made: Stage) -> None:
    """She said nothing; somebody else took the places, for whoever prepares a room is told how many come."""
    await takes_places(made, made.house.cast.jelena)


async def present(made: Stage) -> None:
    """She has no leave, and no shift."""


async def declined(made: Stage) -> None:
    """She declined every session with a reason, voted no on every day, took a place and noted one."""
    cast = made.house.cast
    own: dict[Any, Any] = {"organisation": cast.ravnica.id, "person": cast.ilona.person.id}
    said: dict[Any, Any] = {"answer": "not_coming", "reason": "vodim majku lekaru", "sequence": 0, "source": "app"}
    for number, session in enumerate(made.sessions):
        times: dict[Any, Any] = {"stamped_at": clock.now(), "recorded_at": clock.now(), "recorded_by": cast.ilona.code}
        await InvitationAnswer(
            **own, **said, **times, code=UUID(int=100 + number), session=session.id, series=None
        ).save()
    for number, option in enumerate(await options_of([one.id for one in made.polls])):
        await PollVote(**own, code=UUID(int=200 + number), option=option.id, grade="no", voted_at=clock.now()).save()
    await takes_places(made, cast.ilona)


async def takes_places(made: Stage, member: Member) -> None:
    """One ahead, and one that is noted."""
    own: dict[Any, Any] = {"organisation": member.organisation.id, "person": member.person.id}
    for number, offer in enumerate(
        await ReliefOffer.objects().where(ReliefOffer.organisation == member.organisation.id)
    ):
        took = True if offer.held_on < clock.today() else None
        taken: dict[Any, Any] = {"code": UUID(int=300 + number), "offer": offer.id, "state": "taken", "took_part": took}
        await ReliefPlace(**own, **taken, entered_at=clock.now()).save()


async def on_duty(made: Stage) -> None:
    await scene.on_duty(made.house.cast, made.line, made.house.cast.ilona, 1)


def away(kind: LeaveKind) -> Callable[[Stage], Awaitable[None]]:
    async def world(made: Stage) -> None:
        """She has a shift, and is on leave of that kind on its days and on those of the sessions."""
        cast, today = made.house.cast, clock.today()
        days = {"from_on": today - timedelta(days=40), "until_on": today + timedelta(days=40)}
        own = {"code": UUID(int=400), "organisation": cast.ravnica.id, "person": cast.ilona.person.id}
        async with transaction():
            await record(Leave, by=None, at=clock.now(), **own, **days, kind=kind)
        await on_duty(made)

    return world


async def told_apart(made: Stage, name: str, *worlds: Callable[[Stage], Awaitable[None]]) -> set[str]:
    """The addresses at which she is handed something else in one of the worlds than in the first."""
    reader = None if name == "nobody" else getattr(made.house.cast, name)
    first: Answers = {}
    pages: Collection[str] = ()
    found: set[str] = set()
    for world in worlds:
        await made.house.fresh()
        await world(made)
        seen = await seen_by(made.house, reader, pages, made.more)
        assert not [one for one, answer in seen.items() if answer[0] >= 500]
        first, pages = first or opened(seen), pages or opened(seen)
        assert len(pages) >= (LEAST_SEEN if reader else 3)
        found |= differing(first, opened(seen))
    return found


@pytest.mark.parametrize("name", READERS)
async def test_nobody_learns_who_declined_voted_no_or_was_given_relief(stage, name):
    assert await told_apart(stage, name, silent, declined) == set()


@pytest.mark.parametrize("name", ["djurdjica", "zorka", "nobody"])
async def test_nobody_learns_who_is_on_leave(stage, name):
    """A shift she is away from looks as if nobody had it; and no kind of leave differs from another."""
    assert await told_apart(stage, name, present, away(LeaveKind.SICK), away(LeaveKind.ANNUAL)) == set()


@pytest.mark.parametrize("name", EXPECTED)
async def test_who_leads_or_oversees_reads_of_a_leave_where_people_are_kept(stage, name):
    """And nowhere else: no calendar, session, poll, count or feed tells her."""
    found = await told_apart(stage, name, on_duty, away(LeaveKind.SICK))
    assert {room(address) for address in found} == EXPECTED[name]


def room(address: str) -> str:
    """The part of the house it belongs to: `people` of `GET /people/{person_code}`."""
    path = address.removeprefix("GET /").partition("?")[0]
    rooms = path.split("/")
    return "/".join(rooms[:2]) if rooms[0] == "intervision" else rooms[0].partition(".")[0]
