"""Certificates issued here: the register, one by its code, and what a number on paper leads to."""

from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or

from staffdev.access import READERS_OF_ALL, Actor
from staffdev.db.facts import current
from staffdev.db.srpski import search_key
from staffdev.errors import NotFound
from staffdev.people.tables import Person
from staffdev.training.tables import BasicTraining, Certificate, Course

PAGE = 50


def visible_to(actor: Actor) -> Any:
    """Where-clause for the certificates she may know of: the organisation's, or only her own."""
    mine = And(Certificate.organisation == actor.organisation_id, Certificate.version_of.is_null())
    return mine if actor.is_any(*READERS_OF_ALL) else And(mine, Certificate.person == actor.person_id)


async def certificate_visible_to(actor: Actor, code: UUID) -> Certificate:
    """The certificate with that code, withdrawn or not; NotFound where it does not exist for the one who asks."""
    certificate = await Certificate.objects().get(And(Certificate.code == code, visible_to(actor)))
    if certificate is None:
        raise NotFound
    return certificate


async def certificates_visible_to(actor: Actor, *, search: str = "", page: int = 1) -> tuple[list[dict[str, Any]], int]:
    """One page of the register, latest first, and how many there are in all."""
    where = visible_to(actor)
    if search:
        named = Certificate.person.search_key.like(f"%{search_key(search)}%")
        where = And(where, Or(named, Certificate.number.like(f"{search.strip().replace('%', '')}%")))
    total = await Certificate.count().where(where)
    rows = await (
        Certificate.select(
            Certificate.code,
            Certificate.number,
            Certificate.issued_on,
            Certificate.withdrawn_because,
            Certificate.person.first_name,
            Certificate.person.last_name,
            Certificate.course.title,
        )
        .where(where)
        .order_by(Certificate.id, ascending=False)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
        .output(nested=True)
    )
    return rows, total


async def certificates_of_course(course: Course) -> dict[int, Certificate]:
    """The certificates of the course that hold, by the row id of the person."""
    rows = await Certificate.objects().where(Certificate.course == course.id, current(Certificate))
    return {row.person: row for row in rows}


async def numbers_of_year(organisation_id: int, year: int) -> list[str]:
    """Every number given in that year, withdrawn ones too: none is given twice."""
    mine = And(Certificate.organisation == organisation_id, Certificate.version_of.is_null())
    rows = await Certificate.select(Certificate.number).where(mine, Certificate.number.like(f"%/{year}"))
    return [row["number"] for row in rows]


async def certificates_numbered(number: str) -> list[Certificate]:
    """Every certificate of this installation with that number, whoever issued it, withdrawn or not."""
    numbered = And(Certificate.number == number, Certificate.version_of.is_null())
    return await Certificate.objects().where(numbered)


async def certificate_coded(code: str) -> Certificate | None:
    """The certificate with that code, withdrawn or not."""
    try:
        coded = And(Certificate.code == UUID(code), Certificate.version_of.is_null())
    except ValueError:
        return None
    return await Certificate.objects().get(coded)


async def replacement_of(certificate: Certificate) -> Certificate | None:
    """The certificate issued in its place."""
    return await Certificate.objects().get(
        And(Certificate.replaces == certificate.id, Certificate.version_of.is_null())
    )


async def basic_training_of(certificate: Certificate) -> BasicTraining | None:
    """The fact that the certificate of a basic programme recorded."""
    hers = And(BasicTraining.person == certificate.person, BasicTraining.organisation == certificate.organisation)
    numbered = And(hers, BasicTraining.certificate_number == certificate.number)
    return await BasicTraining.objects().where(numbered, current(BasicTraining)).first()


async def person_of(certificate: Certificate) -> Person:
    """Whose certificate it is."""
    person: Person | None = await Person.objects().get(Person.id == certificate.person)
    if person is None:
        raise NotFound
    return person


async def course_of(certificate: Certificate) -> Course:
    """The course it was issued for."""
    course: Course | None = await Course.objects().get(Course.id == certificate.course)
    if course is None:
        raise NotFound
    return course
