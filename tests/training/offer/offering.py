"""What the tests of the offer start from: programmes, courses with sessions, places, marks."""

from datetime import timedelta

from staffdev import clock
from staffdev.db.facts import record
from staffdev.db.transactions import transaction
from staffdev.training.attending import Marking
from staffdev.training.offer.actions.attendance import mark_attendance
from staffdev.training.offer.actions.courses import create_course
from staffdev.training.offer.actions.enrolments import enrol
from staffdev.training.offer.actions.programmes import create_programme
from staffdev.training.offer.actions.sessions import add_session
from staffdev.training.offer.forms import CourseForm, ProgrammeForm, SessionForm
from staffdev.training.tables import Course, CourseSession, Programme, YearClosure
from staffdev.training.vocabulary import TrainingKind


async def a_programme(cast, *, title="Osnovna obuka", topics="T1:60 T2 T7a", **values) -> Programme:
    return await create_programme(ProgrammeForm(title=title, **values), topics, actor=cast.jelena.actor)


async def a_course(cast, *, topics="T1:60 T2", **values) -> Course:
    """A workshop with no session yet."""
    form = CourseForm(**{"title": "Radionica", "kind": TrainingKind.WORKSHOP} | values)
    return await create_course(form, topics, actor=cast.jelena.actor)


async def a_session(cast, course, *, days=0, minutes=240, **values) -> CourseSession:
    """A session so many days from today."""
    form = SessionForm(held_on=clock.today() + timedelta(days=days), minutes=minutes, **values)
    return await add_session(course, form, None, actor=cast.jelena.actor)


async def a_course_in(cast, days=7, **values) -> Course:
    """A course with one session so many days from today."""
    course = await a_course(cast, **values)
    await a_session(cast, course, days=days)
    return course


async def enrolled(cast, course, *members):
    return [await enrol(course, member.person, actor=cast.jelena.actor) for member in members]


async def marked(cast, course, session, *marks, by=None, because=""):
    """`marks` are (member, Mark) or (member, Mark.PARTIAL, minutes)."""
    markings = [Marking(member.person, *mark) for member, *mark in marks]
    return await mark_attendance(course, session, markings, because=because, actor=(by or cast.jelena).actor)


async def closed_year(cast, year):
    """The organisation has closed that training year."""
    values = {"organisation": cast.ravnica.id, "year": year, "closed_on": clock.today()}
    async with transaction():
        return await record(YearClosure, by=cast.snezana.code, at=clock.now(), **values)


async def a_finished_course(cast, *marks, is_basic=False) -> Course:
    """A programme's course of one session of four hours yesterday, marked; it asks for 85 percent."""
    programme = await a_programme(cast, topics="T1:60 T2", is_basic=is_basic, min_attendance_percent=85)
    course = await a_course(cast, programme=str(programme.code))
    session = await a_session(cast, course, days=-1)
    await enrolled(cast, course, *(member for member, *_ in marks))
    await marked(cast, course, session, *marks)
    return course
