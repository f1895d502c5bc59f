"""The decision by which a responsible person appoints a coordinator, or an acting one (Article 16(2))."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from staffdev.i18n import N_
from staffdev.pdf import styles
from staffdev.pdf.days import on_day
from staffdev.pdf.decision import Act, Office, clause, items, laid_out
from staffdev.pdf.paper import Imprint, pdf
from staffdev.pdf.parts import text
from staffdev.translations import gettext, speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentDecision:
    """Who is appointed to which office, from when until when; no `tasks` means the usual ones.

    `stands_in_for` names the coordinator whom an acting coordinator replaces while she is absent.
    """

    imprint: Imprint
    act: Act
    person: str
    office: Office
    since: date
    until: date | None = None
    tasks: tuple[str, ...] = ()
    stands_in_for: str = ""


TITLES = {
    Office.COORDINATOR: N_("Decision on the appointment of the coordinator"),
    Office.ACTING_COORDINATOR: N_("Decision on the appointment of the acting coordinator"),
}
SUBJECTS = {
    Office.COORDINATOR: N_("on the appointment of the coordinator of the helpline service"),
    Office.ACTING_COORDINATOR: N_("on the appointment of the acting coordinator of the helpline service"),
}
APPOINTMENTS = {
    Office.COORDINATOR: N_(
        "%(person)s is appointed coordinator of the helpline service for women with experience of violence, "
        "as the person directly in charge of managing the service."
    ),
    Office.ACTING_COORDINATOR: N_(
        "%(person)s is appointed acting coordinator of the helpline service for women with experience of violence, "
        "as the person directly in charge of managing the service."
    ),
}
TASKS = (
    N_("organises and directly manages the provision of the helpline service;"),
    N_("draws up the roster and sees to it that the service is available in the published working hours;"),
    N_("sees to the training of new staff and to continuing training, and verifies the hours of training recorded;"),
    N_("provides the consultants with professional support, intervision and the possibility of stress relief;"),
    N_("sees to the prescribed records and documentation, to their anonymity and to the protection of data;"),
    N_("reports on the provision of the service to the responsible person."),
)
ACTING = N_(
    "The person appointed takes up her duty on %(since)s and performs it "
    "until a coordinator is appointed or returns to duty."
)
ACTING_UNTIL = N_(
    "The person appointed takes up her duty on %(since)s and performs it "
    "until a coordinator is appointed or returns to duty, but no longer than until %(until)s."
)
ACCOUNTABILITY = N_(
    "For her work the person appointed answers directly to the responsible person of the service provider."
)
CONFIDENTIALITY = N_(
    "The person appointed shall keep confidential all data on users and staff that she learns in the course of her "
    "duty, and shall do so after her duty has ended."
)
APPOINTMENT_REASONS = N_(
    "Article 16 of the Rulebook lays down that the service provider has a coordinator, the person directly in charge "
    "of managing the service, who is appointed by the responsible person of the service provider. In order that the "
    "service is managed without interruption, it has been decided as stated above."
)


def appointment_decision(decision: AppointmentDecision) -> bytes:
    """Write the decision on appointment, ready to be signed and stamped."""
    with speaking(decision.imprint.language):
        articles = [
            [clause(gettext(APPOINTMENTS[decision.office]), person=decision.person)],
            [text(line, styles.LEGAL) for line in _term(decision)],
            [
                text(gettext("The person appointed shall in particular perform the following tasks:"), styles.LEGAL),
                *items(decision.tasks or [gettext(task) for task in TASKS]),
            ],
            [text(gettext(ACCOUNTABILITY), styles.LEGAL), text(gettext(CONFIDENTIALITY), styles.LEGAL)],
            [text(gettext("This decision enters into force on the day it is made."), styles.LEGAL)],
        ]
        reasons = [text(gettext(APPOINTMENT_REASONS), styles.LEGAL)]
        story = laid_out(decision.imprint, decision.act, gettext(SUBJECTS[decision.office]), articles, reasons)
        return pdf(story, title=gettext(TITLES[decision.office]), imprint=decision.imprint)


def _term(decision: AppointmentDecision) -> Iterator[str]:
    """Say from when until when, and for whom she stands in."""
    days = {"since": on_day(decision.since), "until": on_day(decision.until) if decision.until else ""}
    if decision.office is Office.COORDINATOR and decision.until:
        yield gettext("The person appointed takes up her duty on %(since)s and performs it until %(until)s.") % days
    elif decision.office is Office.COORDINATOR:
        yield (
            gettext("The person appointed takes up her duty on %(since)s and performs it until relieved of it.") % days
        )
    elif decision.until:
        yield gettext(ACTING_UNTIL) % days
    else:
        yield gettext(ACTING) % days
    if decision.stands_in_for:
        yield gettext("She stands in for the coordinator during her absence (%(name)s).") % {
            "name": decision.stands_in_for
        }
