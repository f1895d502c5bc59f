"""Everybody says when she can come, and one poll waits for some of them, whatever day it is."""

from datetime import date

import pytest

from staffdev import clock
from staffdev.db.facts import current
from staffdev.intervision.availability.queries import gathered
from staffdev.intervision.polls.queries import options_of, silent_in, votes_on
from staffdev.intervision.tables import Availability, BusyInterval, Poll
from staffdev.people.tables import Person


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 11, 22), date(2026, 12, 31), date(2028, 2, 29)])
async def test_a_poll_is_open_answered_by_some_and_silent_in_others(told, day):
    async with told(day):
        [poll] = await Poll.objects()
        options = await options_of([poll.id])
        assert poll.closed_at is None
        assert len(options) == 3
        assert poll.answer_by >= clock.today()
        assert all(one.held_on > poll.answer_by for one in options)
        assert await silent_in(poll, clock.today())
        assert any(await votes_on(options))


async def test_everybody_of_the_line_but_the_one_on_leave_has_a_week(told):
    async with told(date(2026, 11, 22)):
        people = await Person.select(Person.id, Person.first_name, Person.organisation).order_by(Person.id)
        here = people[0]["organisation"]
        theirs = await gathered([one["id"] for one in people], clock.today(), clock.today(), here)
        named = {one["first_name"] for one in people if theirs[one["id"]].weeks}
        assert named == {"Ljiljana", "Đurđa", "Jasna", "Žaklina", "Teodora"}
        assert await Availability.count().where(current(Availability)) == 5
        assert await BusyInterval.count() == 12
