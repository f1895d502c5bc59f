"""Her own reminders, week by week; for those who lead, that they were made."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.errors import NotFound
from staffdev.i18n import N_
from staffdev.reminders import actions, policies, queries
from staffdev.reminders.sayings import line
from staffdev.reminders.tables import Digest
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other

HOME = "/reminders"


class RemindersController(Controller):
    path = HOME

    @get("/", policy=policies.can_read_own)
    async def index(self, actor: CurrentActor) -> Page:
        digests, own = await queries.digests_of(actor), await queries.own_code(actor)
        rows = await queries.reminders_in(digests)
        shown = [(digest, [line(row, own) for row in rows[digest.id]]) for digest in digests]
        weeks = await queries.weeks_of(actor.organisation_id) if policies.can_see_weeks(actor) else []
        return page("reminders/index.html", digests=shown, weeks=weeks)

    @post("/{digest_code:uuid}/reading", policy=policies.can_read_own)
    async def read(self, request: PageRequest, digest_code: FromPath[UUID], actor: CurrentActor) -> Page:
        await actions.mark_read(await _hers(digest_code, actor))
        return see_other(request, HOME, N_("Read."))


async def _hers(code: UUID, actor: Actor) -> Digest:
    found = await queries.digest_of(code, actor)
    if found is None:
        raise NotFound
    return found


ROUTES = (RemindersController,)
