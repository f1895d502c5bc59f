"""The papers of the offer: what a sign-in sheet lists, and a certificate as it was frozen."""

from datetime import date
from typing import TYPE_CHECKING, Any

from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.i18n import Language
from staffdev.organisations.tables import Organisation
from staffdev.people import queries as people
from staffdev.training.offer.entry import holds
from staffdev.training.offer.queries import courses, programmes
from staffdev.training.offer.verification import payload_of
from staffdev.training.offer.view import expected_people
from staffdev.training.signatures import verification_code
from staffdev.training.tables import Certificate, Course, CourseSession

if TYPE_CHECKING:
    from staffdev.pdf.sign_in_sheet import SignInSheet


async def sheet_of(
    course: Course, session: CourseSession, actor: Actor, *, language: Language, today: date
) -> "SignInSheet":
    """Everything the sheet of one session says; times that are not known are left to be written by hand."""
    from staffdev.pdf.paper import Imprint, Letterhead  # ReportLab is slow to import and rarely needed
    from staffdev.pdf.sign_in_sheet import Participant, SignInSheet

    name, seat = await _letterhead(course)
    people_expected = await expected_people(course, session)
    sessions = [one.id for one in await courses.sessions_of([course.id])]
    accreditation = await programmes.accreditation_on(course.programme, session.held_on)
    return SignInSheet(
        imprint=Imprint(letterhead=Letterhead(name=name, seat=seat), language=language, printed_on=today),
        course=course.title,
        held_on=session.held_on,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place or course.place or "",
        trainers=tuple(name.strip() for name in (course.trainers or "").split(",") if name.strip()),
        participants=tuple(Participant(name=f"{one.first_name} {one.last_name}") for one in people_expected),
        coordinator=await _coordinator(actor.organisation_id, session.held_on),
        programme_number=accreditation.number if accreditation else "",
        session=sessions.index(session.id) + 1,
        sessions=len(sessions),
    )


async def certificate_paper(certificate: Certificate, *, actor: Actor) -> bytes:
    """The printed certificate, from what was frozen; the log keeps who printed it."""
    from staffdev.pdf.certificate import certificate as paper  # as above

    async with transaction():
        about: dict[str, Any] = {"number": certificate.number}
        await audit.record(Event.TRAINING_CERTIFICATE_PRINT, about=certificate.code, actor=actor, **about)
    code = verification_code(certificate.signed)
    return paper(payload_of(certificate), signed_text=certificate.signed, code=code)


async def _letterhead(course: Course) -> tuple[str, str]:
    """Name and seat of the organisation whose course it is."""
    row = await Organisation.select(Organisation.name, Organisation.seat).where(Organisation.id == course.organisation)
    return row[0]["name"], row[0]["seat"] or ""


async def _coordinator(organisation_id: int, day: date) -> str:
    held = [one.person for one in await people.appointments_of(organisation_id) if holds(one, day)]
    names = await people.names_of(held[:1])
    return next(iter(names.values()), "")
