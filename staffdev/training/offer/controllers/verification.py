"""Is this certificate genuine? Anybody may ask, signed in or not."""

from litestar import Controller, get, post

from staffdev.access import anyone
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.training.offer.forms import VerificationForm
from staffdev.training.offer.verification import verified
from staffdev.web.inject import PageRequest
from staffdev.web.pages import Page, page

TEMPLATE = "training/offer/certificates/verification.html"


class VerificationController(Controller):
    path = "/certificates/verification"

    @get("/", policy=anyone)
    async def ask(self) -> Page:
        return page(TEMPLATE, found=None)

    @post("/", policy=anyone, status_code=200)
    async def answer(self, request: PageRequest) -> Page:
        posted = await request.form()
        try:
            found = await verified(parse(VerificationForm, posted))
        except Invalid as invalid:
            return page(TEMPLATE, status=422, found=None, posted=posted, invalid=invalid)
        return page(TEMPLATE, found=found, posted=posted)
