"""What a handler about the offer is handed: the programme, course, session or certificate in the address, or 404."""

from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.errors import NotFound
from staffdev.training.offer.kinds import KINDS, ProgrammeFactKind
from staffdev.training.offer.queries import certificates, courses, enrolments, programmes
from staffdev.training.tables import Certificate, Course, CourseSession, Enrolment, Programme

TheProgramme: TypeAlias = NamedDependency[Programme]
TheKind: TypeAlias = NamedDependency[ProgrammeFactKind]
TheFact: TypeAlias = NamedDependency[Any]
TheCourse: TypeAlias = NamedDependency[Course]
TheSession: TypeAlias = NamedDependency[CourseSession]
TheEnrolment: TypeAlias = NamedDependency[Enrolment]
TheCertificate: TypeAlias = NamedDependency[Certificate]


async def visible_programme(programme_code: FromPath[UUID], actor: NamedDependency[Actor]) -> Programme:
    """The programme in the address."""
    return await programmes.programme_visible_to(actor, programme_code)


async def known_kind(kind_slug: FromPath[str]) -> ProgrammeFactKind:
    """The kind of fact in the address."""
    if kind_slug not in KINDS:
        raise NotFound
    return KINDS[kind_slug]


async def visible_fact(
    fact_code: FromPath[UUID], kind: NamedDependency[ProgrammeFactKind], programme: NamedDependency[Programme]
) -> Any:
    """The programme's fact in the address, as it holds now."""
    return await programmes.fact_of(kind.table, fact_code, programme)


async def visible_course(
    course_code: FromPath[UUID], actor: NamedDependency[Actor], today: NamedDependency[date]
) -> Course:
    """The course in the address."""
    return await courses.course_visible_to(actor, course_code, today)


async def visible_session(session_code: FromPath[UUID], course: NamedDependency[Course]) -> CourseSession:
    """The session in the address."""
    return await courses.session_of(course, session_code)


async def visible_enrolment(
    enrolment_code: FromPath[UUID], course: NamedDependency[Course], actor: NamedDependency[Actor]
) -> Enrolment:
    """The entry in the address."""
    return await enrolments.enrolment_visible_to(actor, course, enrolment_code)


async def visible_certificate(certificate_code: FromPath[UUID], actor: NamedDependency[Actor]) -> Certificate:
    """The certificate in the address."""
    return await certificates.certificate_visible_to(actor, certificate_code)
