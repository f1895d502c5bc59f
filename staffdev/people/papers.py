"""What the papers about people say: the stored facts as the view models that the pdf room draws."""

from datetime import date
from typing import TYPE_CHECKING

from staffdev import translations
from staffdev.i18n import N_, Language
from staffdev.organisations.tables import Organisation
from staffdev.people import queries
from staffdev.people.tables import Appointment

if TYPE_CHECKING:
    from staffdev.pdf.paper import Letterhead


async def letterhead_of(organisation_id: int) -> "Letterhead":
    """The head of every paper an organisation issues."""
    from staffdev.pdf.paper import Letterhead  # ReportLab is slow to import and rarely needed

    organisation = await Organisation.objects().get(Organisation.id == organisation_id)
    if organisation is None:
        raise LookupError(organisation_id)
    return Letterhead(name=organisation.name, seat=organisation.seat or "")


async def appointment_paper(appointment: Appointment, *, language: Language, printed_on: date) -> bytes:
    """The decision on an appointment as a PDF in `language`; names stay as they were typed."""
    from staffdev.pdf.appointment import AppointmentDecision, appointment_decision  # as above
    from staffdev.pdf.decision import Act, Office
    from staffdev.pdf.paper import Imprint

    head = await letterhead_of(appointment.organisation)
    names = await queries.names_of([appointment.person])
    with translations.speaking(language):
        function = translations.gettext(N_("responsible person"))
    decision = AppointmentDecision(
        imprint=Imprint(letterhead=head, language=language, printed_on=printed_on),
        act=Act(
            number=appointment.decision_number,
            decided_on=appointment.decided_on,
            place=head.seat,
            signatory=appointment.signatory_name,
            signatory_function=function,
            further_ground=appointment.board_decision or "",
        ),
        person=names[appointment.person],
        office=Office.ACTING_COORDINATOR if appointment.is_acting else Office.COORDINATOR,
        since=appointment.from_on,
        until=appointment.until_on,
    )
    return appointment_decision(decision)
