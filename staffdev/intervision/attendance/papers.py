"""The sheet that everybody signs who comes to a session."""

from datetime import date
from typing import TYPE_CHECKING

from staffdev.i18n import Language
from staffdev.intervision.attendance import queries
from staffdev.intervision.rules.instants import ends_at
from staffdev.intervision.tables import Session
from staffdev.organisations.tables import Organisation
from staffdev.people.queries import appointments_of, names_of
from staffdev.training.offer.entry import holds

if TYPE_CHECKING:
    from staffdev.pdf.sign_in_sheet import SignInSheet


async def sheet_of(session: Session, *, language: Language, today: date) -> "SignInSheet":
    """Everything the sheet of one session says; who facilitates is a line to write on while nobody is named."""
    from staffdev.pdf.paper import Imprint, Letterhead  # ReportLab is slow to import and rarely needed
    from staffdev.pdf.sign_in_sheet import Participant, SignInSheet

    group = await queries.group_of(session)
    row = await Organisation.select(Organisation.name, Organisation.seat).where(Organisation.id == group.organisation)
    held = [one.person for one in await appointments_of(group.organisation) if holds(one, session.held_on)][:1]
    names = await names_of([*held, *([session.facilitator] if session.facilitator else [])])
    people = await queries.expected_people(session)
    return SignInSheet(
        imprint=Imprint(
            letterhead=Letterhead(name=row[0]["name"], seat=row[0]["seat"] or ""), language=language, printed_on=today
        ),
        course=group.title,
        held_on=session.held_on,
        starts_at=session.starts_at,
        ends_at=ends_at(session),
        place=session.place or "",
        trainers=(names[session.facilitator],) if session.facilitator else (),
        participants=tuple(Participant(name=f"{one.first_name} {one.last_name}") for one in people),
        coordinator=names[held[0]] if held else "",
        is_intervision=True,
    )
