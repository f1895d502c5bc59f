"""Certificates: issued for a course, the register, one certificate with its paper, its replacement, its withdrawal."""

from datetime import date
from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.access import Actor
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import Posted, parse
from staffdev.i18n import N_, P_, S_
from staffdev.training.offer import policies
from staffdev.training.offer.actions import certificates as actions
from staffdev.training.offer.deps import TheCertificate, TheCourse, visible_certificate, visible_course
from staffdev.training.offer.earned import earned_by, finished_course
from staffdev.training.offer.forms import IssueForm, ReplacementForm
from staffdev.training.offer.frozen import signatories, signatory_named
from staffdev.training.offer.papers import certificate_paper
from staffdev.training.offer.queries import certificates as queries
from staffdev.training.offer.verification import payload_of
from staffdev.training.signatures import verification_code
from staffdev.training.tables import Certificate, Course
from staffdev.training.words import word
from staffdev.web.inject import CurrentActor, PageNumber, PageRequest, Today
from staffdev.web.pages import Page, file, page, see_other

PAGES = "training/offer/certificates"


class CourseCertificatesController(Controller):
    path = "/courses/{course_code:uuid}/certificates"
    dependencies = {"course": Provide(visible_course)}

    @get("/", policy=policies.can_read_attendance)
    async def index(self, course: TheCourse, actor: CurrentActor, today: Today) -> Page:
        return await _of_course(course, actor, today)

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, course: TheCourse, actor: CurrentActor, today: Today) -> Page:
        posted = await request.form()
        try:
            form = parse(IssueForm, posted)
            signatory = signatory_named(form.signatory, await signatories(actor.organisation_id, today))
            made = await actions.issue_certificates(course, form, signatory, actor=actor)
        except Invalid as invalid:
            return await _of_course(course, actor, today, posted=posted, invalid=invalid)
        said = P_("%(n)s certificate is issued.", "%(n)s certificates are issued.", len(made))
        return see_other(request, f"/courses/{course.code}/certificates", said)


class CertificatesController(Controller):
    path = "/certificates"

    @get("/", policy=policies.can_look)
    async def index(self, actor: CurrentActor, number: PageNumber, search: FromQuery[str] = "") -> Page:
        rows, total = await queries.certificates_visible_to(actor, search=search, page=number)
        shown: dict[str, Any] = {"rows": rows, "total": total, "search": search, "number": number, "size": queries.PAGE}
        return page(f"{PAGES}/index.html", may_read=bool(policies.can_read_attendance(actor)), **shown)


class CertificateController(Controller):
    path = "/certificates/{certificate_code:uuid}"
    dependencies = {"certificate": Provide(visible_certificate)}

    @get("/", policy=policies.can_look)
    async def show(self, certificate: TheCertificate, actor: CurrentActor) -> Page:
        return page(
            f"{PAGES}/show.html",
            certificate=certificate,
            payload=payload_of(certificate),
            code=verification_code(certificate.signed),
            course=await queries.course_of(certificate),
            replacement=await queries.replacement_of(certificate),
            may_manage=bool(policies.can_manage(actor)),
        )

    @get("/paper", policy=policies.can_look)
    async def print_paper(self, certificate: TheCertificate, actor: CurrentActor) -> Page:
        name = f"{certificate.number.replace('/', '-')}.pdf"
        return file(
            await certificate_paper(certificate, actor=actor), name=name, media_type="application/pdf", inline=True
        )

    @get("/replacement", policy=policies.can_manage)
    async def ask_to_replace(self, certificate: TheCertificate, actor: CurrentActor, today: Today) -> Page:
        return await _form("replacement", certificate, actor, today)

    @post("/replacement", policy=policies.can_manage)
    async def replace(
        self, request: PageRequest, certificate: TheCertificate, actor: CurrentActor, today: Today
    ) -> Page:
        posted = await request.form()
        try:
            form = parse(ReplacementForm, posted)
            signatory = signatory_named(form.signatory, await signatories(actor.organisation_id, today))
            made = await actions.replace_certificate(certificate, form, signatory, actor=actor)
        except Invalid as invalid:
            return await _form("replacement", certificate, actor, today, posted=posted, invalid=invalid)
        return see_other(
            request, f"/certificates/{made.code}", S_("Issued anew under number %(number)s.", number=made.number)
        )

    @get("/withdrawal", policy=policies.can_manage)
    async def ask_to_withdraw(self, certificate: TheCertificate, actor: CurrentActor, today: Today) -> Page:
        return await _form("withdrawal", certificate, actor, today)

    @post("/withdrawal", policy=policies.can_manage)
    async def withdraw(
        self, request: PageRequest, certificate: TheCertificate, actor: CurrentActor, today: Today
    ) -> Page:
        posted = await request.form()
        try:
            await actions.withdraw_certificate(certificate, parse(ReasonForm, posted).because, actor=actor)
        except Invalid as invalid:
            return await _form("withdrawal", certificate, actor, today, posted=posted, invalid=invalid)
        return see_other(request, f"/certificates/{certificate.code}", N_("The certificate is withdrawn."))


async def _of_course(
    course: Course, actor: Actor, today: date, *, posted: Posted | None = None, invalid: Invalid | None = None
) -> Page:
    """Who has earned a certificate of the course and who has not, with the figures."""
    finished = await finished_course(course, today)
    return page(
        f"{PAGES}/of_course.html",
        status=422 if invalid else 200,
        course=course,
        finished=finished,
        earned=await earned_by(finished),
        issued=await queries.certificates_of_course(course),
        signatories=await _signatory_choices(actor, today),
        may_manage=bool(policies.can_manage(actor)),
        posted=posted or {},
        invalid=invalid,
    )


async def _form(
    name: str,
    certificate: Certificate,
    actor: Actor,
    today: date,
    *,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    """The page that asks why, before a certificate is replaced or withdrawn."""
    return page(
        f"{PAGES}/{name}.html",
        status=422 if invalid else 200,
        certificate=certificate,
        payload=payload_of(certificate),
        signatories=await _signatory_choices(actor, today),
        posted=posted or {},
        invalid=invalid,
    )


async def _signatory_choices(actor: Actor, today: date) -> list[tuple[str, str]]:
    """Who may sign, with her office."""
    return [(one.code, f"{one.name}, {word(one.office)}") for one in await signatories(actor.organisation_id, today)]
