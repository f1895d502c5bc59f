"""The decision by which a responsible person relieves a coordinator of duty (Article 16(2))."""

from dataclasses import dataclass
from datetime import date

from staffdev.i18n import N_
from staffdev.pdf import styles
from staffdev.pdf.days import on_day
from staffdev.pdf.decision import Act, Office, clause, laid_out
from staffdev.pdf.paper import Imprint, pdf
from staffdev.pdf.parts import text
from staffdev.translations import gettext, speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefDecision:
    """Who is relieved of which office and when; which decision had appointed her; the reason as typed."""

    imprint: Imprint
    act: Act
    person: str
    office: Office
    last_day: date
    appointed_by_number: str
    appointed_by_day: date
    reason: str = ""


TITLES = {
    Office.COORDINATOR: N_("Decision on relieving the coordinator of duty"),
    Office.ACTING_COORDINATOR: N_("Decision on relieving the acting coordinator of duty"),
}
SUBJECTS = {
    Office.COORDINATOR: N_("on relieving the coordinator of the helpline service of duty"),
    Office.ACTING_COORDINATOR: N_("on relieving the acting coordinator of the helpline service of duty"),
}
RELIEFS = {
    Office.COORDINATOR: N_(
        "%(person)s is relieved of the duty of coordinator of the helpline service, "
        "to which she was appointed by decision number %(number)s of %(day)s."
    ),
    Office.ACTING_COORDINATOR: N_(
        "%(person)s is relieved of the duty of acting coordinator of the helpline service, "
        "to which she was appointed by decision number %(number)s of %(day)s."
    ),
}
HANDOVER = N_(
    "By the day her duty ends she shall hand over records, documentation, keys and means of access to the person "
    "whom the responsible person names; a record of the handover shall be made."
)
LASTING_CONFIDENTIALITY = N_(
    "The duty to keep data on users and staff confidential continues after her duty has ended."
)
RELIEF_REASONS = N_(
    "Under Article 16(2) of the Rulebook the coordinator is appointed by the responsible person of the service "
    "provider, who also relieves her of duty. It has therefore been decided as stated above."
)


def relief_decision(decision: ReliefDecision) -> bytes:
    """Write the decision on relief of duty, ready to be signed and stamped."""
    with speaking(decision.imprint.language):
        relief = clause(
            gettext(RELIEFS[decision.office]),
            person=decision.person,
            number=decision.appointed_by_number,
            day=on_day(decision.appointed_by_day),
        )
        articles = [
            [relief],
            [clause(gettext("Her duty ends at the end of %(day)s."), day=on_day(decision.last_day))],
            [text(gettext(HANDOVER), styles.LEGAL), text(gettext(LASTING_CONFIDENTIALITY), styles.LEGAL)],
            [text(gettext("This decision enters into force on the day it is made."), styles.LEGAL)],
        ]
        reasons = [clause(gettext("Reason for the relief of duty: %(reason)s"), reason=decision.reason)]
        story = laid_out(
            decision.imprint,
            decision.act,
            gettext(SUBJECTS[decision.office]),
            articles,
            [text(gettext(RELIEF_REASONS), styles.LEGAL), *(reasons if decision.reason else [])],
        )
        return pdf(story, title=gettext(TITLES[decision.office]), imprint=decision.imprint)
