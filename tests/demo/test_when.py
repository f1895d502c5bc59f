"""Everybody says when she can come, and one poll waits for some of them, whatever day it is."""

from datetime import date, timedelta

import pytest

from staffdev import clock
from staffdev.db.facts import current
from staffdev.forms import parse
from staffdev.intervision.availability.queries import gathered
from staffdev.intervision.polls.queries import options_of, silent_in, votes_on
from staffdev.intervision.slots.asking import find_for
from staffdev.intervision.slots.forms import FORMS, Asked, GroupSlotForm, usual
from staffdev.intervision.tables import Availability, BusyInterval, Group, Poll
from staffdev.people.tables import Person
from staffdev.translations import day_typed


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


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 5, 17), date(2026, 11, 22), date(2026, 12, 31)])
@pytest.mark.parametrize("question", [Asked.SERIES, Asked.ONE])
async def test_the_first_search_finds_five_times(told, day, question):
    """As the page asks when nothing is changed in it."""
    async with told(day):
        [group] = await Group.objects().where(Group.title == "Sreda uveče")
        tomorrow = {"first_on": day_typed(day + timedelta(days=1)), "group": str(group.code)}
        fields = FORMS[question].__struct_fields__
        typed = {name: value for name, value in (usual(question) | tomorrow).items() if name in fields}
        form = parse(FORMS[question], typed)
        assert isinstance(form, GroupSlotForm)
        found = (await find_for(group, form, day)).found
        assert len({(one.weekday, one.start, one.occurrences[0].on) for one in found.proposals}) == 5
        if question is Asked.SERIES:
            assert len({one.weekday for one in found.proposals}) >= 3


async def test_everybody_of_the_line_but_the_one_on_leave_has_a_week(told):
    async with told(date(2026, 11, 22)):
        people = await Person.select(Person.id, Person.first_name, Person.organisation).order_by(Person.id)
        here = people[0]["organisation"]
        theirs = await gathered([one["id"] for one in people], clock.today(), clock.today(), here)
        named = {one["first_name"] for one in people if theirs[one["id"]].weeks}
        assert named == {"Ljiljana", "Đurđa", "Jasna", "Žaklina", "Teodora"}
        assert await Availability.count().where(current(Availability)) == 5
        assert await BusyInterval.count() == 12
