"""The watch for what is missing, for those who lead."""

from litestar import get

from staffdev.intervision.missing import queries
from staffdev.intervision.policies import can_manage
from staffdev.intervision.rules.missing import quarter_of
from staffdev.web.inject import CurrentActor, Today
from staffdev.web.pages import Page, page


@get("/intervision/missing", policy=can_manage)
async def show_missing(actor: CurrentActor, today: Today) -> Page:
    """Sessions without attendance or minutes, groups past their rhythm, and who was at none this quarter."""
    return page(
        "intervision/missing/missing.html",
        missing=await queries.missing_in(actor.organisation_id, today),
        people=await queries.without_intervision(actor.organisation_id, today),
        quarter=quarter_of(today),
    )


ROUTES = (show_missing,)
