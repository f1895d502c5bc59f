"""The log of changes, for those who answer for it and those who inspect it."""

from typing import Any
from urllib.parse import urlencode

from litestar import Controller, get

from staffdev.access import Actor
from staffdev.audit import policies, queries
from staffdev.audit.events import Event
from staffdev.audit.forms import FilterForm
from staffdev.audit.reading import note_reading
from staffdev.audit.sentences import fault
from staffdev.audit.sentences.events import PACKAGES
from staffdev.audit.verification import verify_newest
from staffdev.audit.view import told
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.web.inject import CurrentActor, PageNumber, PageRequest, Today
from staffdev.web.pages import Page, page


class AuditEntryController(Controller):
    path = "/audit-entries"

    @get("/", policy=policies.can_read)
    async def index(self, request: PageRequest, actor: CurrentActor, today: Today, number: PageNumber) -> Page:
        posted = request.query_params
        frame = {"posted": posted, **await _frame(actor)}
        try:
            chosen = parse(FilterForm, posted)
        except Invalid as invalid:
            return page("audit/index.html", status=422, lines=[], total=0, number=1, invalid=invalid, **frame)
        lines, total = await queries.entries_visible_to(actor, chosen, page=number)
        await note_reading(Event.AUDIT_ENTRIES_READ, actor, today=today)
        others = urlencode([(name, value) for name, value in posted.multi_items() if name != "page_number"])
        frame |= {"number": number, "size": queries.PAGE, "others": others}
        return page("audit/index.html", lines=told(lines), total=total, **frame)


async def _frame(actor: Actor) -> dict[str, Any]:
    """What the page says whatever was looked for."""
    faults = [fault(found) for found in (await verify_newest()).found]
    return {"people": await queries.people_in_the_log(actor), "kinds": PACKAGES, "faults": faults}


ROUTES = (AuditEntryController,)
