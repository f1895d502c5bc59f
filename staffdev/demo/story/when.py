"""When everybody can come to intervision, and a poll that waits for the answers of some."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial

from staffdev import clock
from staffdev.demo.story.cast import Helpline
from staffdev.intervision.availability.actions.calendars import import_calendar
from staffdev.intervision.availability.actions.exceptions import record_exception
from staffdev.intervision.availability.actions.weeks import record_week
from staffdev.intervision.availability.forms import ExceptionForm, WeekForm
from staffdev.intervision.availability.rules.willing import Busy
from staffdev.intervision.groups.actions import add_members, create_group
from staffdev.intervision.groups.forms import GroupForm, NewMembersForm
from staffdev.intervision.polls.actions import answer_poll, create_poll
from staffdev.intervision.polls.entry import Option
from staffdev.intervision.polls.forms import PollForm
from staffdev.intervision.polls.queries import members_asked, options_of
from staffdev.intervision.queries import groups_visible_to
from staffdev.intervision.tables import Group, Poll
from staffdev.intervision.vocabulary import Grade, Need
from staffdev.weekly import read

GLAD, NEED, NO = Grade.GLAD, Grade.IF_NEED_BE, Grade.NO
WEEKS = {  # Milica is away for long and has recorded nothing
    "ljiljana": "1 08:00-19:30 glad 2 08:00-16:00 glad 2 16:00-20:00 if_need_be 3 08:00-20:00 glad "
    "4 08:00-20:00 glad 5 08:00-15:00 if_need_be",
    "djurdja": "1 16:00-20:00 glad 2 16:00-19:00 if_need_be 3 17:00-20:00 glad 4 16:30-20:00 if_need_be",
    "jasna": "1 16:00-19:00 if_need_be 2 16:00-21:00 if_need_be 3 17:00-21:00 glad 4 16:30-21:00 glad "
    "6 09:00-12:00 if_need_be",
    "zaklina": "1 16:30-20:00 glad 2 13:00-18:00 glad 3 17:00-20:30 glad 5 13:00-19:00 if_need_be",
}
FREE_AFTERNOONS = "1 14:00-20:00 glad 2 14:00-20:00 glad 3 16:00-20:00 glad 4 14:00-20:00 if_need_be"
ANSWERS: Mapping[str, tuple[Grade, ...]] = {
    "ljiljana": (GLAD, GLAD, NEED),
    "djurdja": (GLAD, NEED, GLAD),
    "teodora": (GLAD, NEED, NO),
}
ASKED = 3  # days ago
WEDNESDAY = 3


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    on, ago = line.chronicle.on, line.chronicle.ago
    for day, (name, week) in enumerate(WEEKS.items()):
        on(ago(90 - day), partial(_tell_week, line, name, week))
    on(ago(40), partial(_tell_week, line, "teodora", FREE_AFTERNOONS))
    on(ago(12), partial(_is_away, line, "djurdja", 33, 40))
    on(ago(10), partial(_is_away, line, "zaklina", 6, 6))
    on(ago(9), partial(_read_in_calendar, line))
    on(ago(ASKED), partial(_ask, line), hour=17)
    on(ago(ASKED - 1), partial(_answer, line), hour=18)


async def _tell_week(line: Helpline, name: str, week: str) -> None:
    await record_week(WeekForm(from_on=clock.today()), read(week), actor=line.actors[name])


async def _is_away(line: Helpline, name: str, first: int, last: int) -> None:
    form = ExceptionForm(from_on=line.chronicle.ago(-first), until_on=line.chronicle.ago(-last), grade=NO)
    await record_exception(form, actor=line.actors[name])


async def _read_in_calendar(line: Helpline) -> None:
    """Jasna teaches; in the calendar of her school two evenings a month are taken."""
    today = clock.today()
    days = [today + timedelta(days=11 + 14 * n + (WEDNESDAY - today.isoweekday()) % 7) for n in range(12)]
    times = [Busy(_instant(day, 18), _instant(day, 20), is_soft=n % 3 == 2) for n, day in enumerate(days)]  # noqa: PLR2004 - every third
    year = today, today + timedelta(days=365)
    await import_calendar(1, times, year, whole_days=False, actor=line.actors["jasna"])


def _instant(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), clock.BELGRADE).astimezone(clock.now().tzinfo)


async def _ask(line: Helpline) -> None:
    actor, today = line.actors["ljiljana"], clock.today()
    group = await _group(line)
    first = today + timedelta(days=12 + (WEDNESDAY - today.isoweekday()) % 7)
    options = [Option(first + timedelta(days=days), None, time(18)) for days in (0, 1, 5)]
    form = PollForm(group=str(group.code), minutes=90, answer_by=today + timedelta(days=8))
    await create_poll(form, group, options, actor=actor)


async def _answer(line: Helpline) -> None:
    poll = await Poll.objects().where(Poll.organisation == line.organisation.id).order_by(Poll.id).first()
    if poll is None:
        return
    asked = {one.person for one in await members_asked(poll, clock.today())}
    options = await options_of([poll.id])
    for name, grades in ANSWERS.items():
        if line.people[name].id in asked:
            chosen = {one.id: grade for one, grade in zip(options, grades, strict=True)}
            await answer_poll(poll, chosen, actor=line.actors[name])


async def _group(line: Helpline) -> Group:
    """The group of the helpline; one is made where none is there yet."""
    actor = line.actors["ljiljana"]
    groups = await groups_visible_to(actor)
    if groups:
        return groups[0]
    made = await create_group(GroupForm(title="Sreda uveče", least=3, most=8, rhythm_days=31), actor=actor)
    people = [line.code(name) for name in (*WEEKS, "teodora")]
    form = NewMembersForm(people=people, need=Need.REQUIRED, may_facilitate=True, from_on=clock.today())
    await add_members(made, form, actor=actor)
    return made
