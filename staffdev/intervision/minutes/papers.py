"""The follow-up list on paper."""

from datetime import date
from typing import TYPE_CHECKING

from staffdev.access import Actor
from staffdev.i18n import Language
from staffdev.intervision.minutes.queries import Agreed
from staffdev.intervision.minutes.view import Owned
from staffdev.organisations.tables import Organisation

if TYPE_CHECKING:
    from staffdev.pdf.follow_up_list import FollowUpList


async def list_of(owned: list[Owned], actor: Actor, *, language: Language, today: date) -> "FollowUpList":
    """Everything the paper says: everybody with what she took on."""
    from staffdev.pdf.follow_up_list import FollowUp, FollowUpList  # ReportLab is slow to import and rarely needed
    from staffdev.pdf.paper import Imprint, Letterhead

    own = Organisation.id == actor.organisation_id
    row = await Organisation.select(Organisation.name, Organisation.seat).where(own)
    return FollowUpList(
        imprint=Imprint(
            letterhead=Letterhead(name=row[0]["name"], seat=row[0]["seat"] or ""), language=language, printed_on=today
        ),
        rows=tuple(
            FollowUp(one.owner_name, one.wording, one.group_title, one.agreed_on, one.due_on, is_late=_late(one, today))
            for person in owned
            for one in person.actions
        ),
    )


def _late(one: Agreed, today: date) -> bool:
    return one.due_on is not None and one.due_on < today
