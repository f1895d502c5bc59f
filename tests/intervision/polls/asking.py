"""What the tests of polls start from: a group that is asked, and what its members answered."""

from datetime import time, timedelta

from staffdev import clock
from staffdev.intervision.polls.actions import answer_poll, create_poll
from staffdev.intervision.polls.entry import Option
from staffdev.intervision.polls.forms import PollForm
from staffdev.intervision.polls.queries import options_of
from staffdev.intervision.vocabulary import Grade
from tests.intervision.meeting import a_group

GLAD, NEED, NO = Grade.GLAD, Grade.IF_NEED_BE, Grade.NO


async def a_poll(cast, *members, group=None, weekly=False, days=(10, 12), answer_by=5):
    """Jelena asks these members for a day so many days from today, or for Monday or Wednesday, at six."""
    group = group or await a_group(cast, *members)
    form = PollForm(
        group=str(group.code),
        is_weekly=weekly,
        minutes=90,
        answer_by=clock.today() + timedelta(days=answer_by),
    )
    if weekly:
        options = [Option(None, weekday, time(18)) for weekday in (1, 3)]
    else:
        options = [Option(clock.today() + timedelta(days=day), None, time(18)) for day in days]
    return await create_poll(form, group, options, actor=cast.jelena.actor)


async def answers(member, poll, *grades):
    """Her answers to the options in their order."""
    options = await options_of([poll.id])
    await answer_poll(poll, {one.id: grade for one, grade in zip(options, grades, strict=True)}, actor=member.actor)


async def posted_answers(poll, *grades):
    """What a browser posts for these answers."""
    options = await options_of([poll.id])
    return {f"grade-{one.code}": grade for one, grade in zip(options, grades, strict=True)}


async def scene(cast, group):
    """For looking at the pages."""
    poll = await a_poll(cast, group=group, days=(8, 9, 15))
    await answers(cast.djurdjica, poll, GLAD, NEED, NO)
    await answers(cast.jelena, poll, GLAD, NO, NO)
    weekly = await a_poll(cast, group=group, weekly=True)
    return {"POLL": poll.code, "REGULAR": weekly.code}
