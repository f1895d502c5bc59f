"""What the decisions on appointment and on relief of duty share: their ground, their layout, their signature."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from staffdev.i18n import N_
from staffdev.pdf import styles
from staffdev.pdf.days import on_day
from staffdev.pdf.letters import markup
from staffdev.pdf.paper import PORTRAIT, Imprint
from staffdev.pdf.parts import letterhead_lines, rule, signature_lines, text
from staffdev.translations import day, gettext


class Office(StrEnum):
    """What she is appointed to."""

    COORDINATOR = "coordinator"
    ACTING_COORDINATOR = "acting_coordinator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a decision says of itself: number, day, place, and who signs it in which function.

    `further_ground` follows "Article 16(2) of the Rulebook … and", as she typed it: „члана 22. Статута”.
    """

    number: str
    decided_on: date
    place: str
    signatory: str
    signatory_function: str
    further_ground: str = ""


GROUND = N_(
    "Pursuant to Article 16(2) of the Rulebook on detailed conditions and standards for the provision of the helpline "
    "service for women with experience of violence (Official Gazette of the Republic of Serbia, No. 93/2015), "
    "%(signatory)s, %(function)s, as the responsible person of the service provider %(organisation)s, "
    "on %(day)s makes the following"
)
WIDER_GROUND = N_(
    "Pursuant to Article 16(2) of the Rulebook on detailed conditions and standards for the provision of the helpline "
    "service for women with experience of violence (Official Gazette of the Republic of Serbia, No. 93/2015) "
    "and %(ground)s, %(signatory)s, %(function)s, as the responsible person of the service provider %(organisation)s, "
    "on %(day)s makes the following"
)


def laid_out(
    imprint: Imprint, act: Act, subject: str, articles: Sequence[Sequence[Flowable]], reasons: Sequence[Flowable]
) -> list[Flowable]:
    """Lay out a decision: ground, subject, numbered articles, reasons, place of the stamp, signature."""
    story = [*letterhead_lines(imprint.letterhead), rule(), _registry(act), _ground(imprint, act)]
    story += [text(gettext("DECISION"), styles.LEGAL_TITLE), text(subject, styles.LEGAL_SUBTITLE)]
    for number, article in enumerate(articles, start=1):
        story += [text(gettext("Article %(number)s.") % {"number": number}, styles.LEGAL_ARTICLE), *article]
    return [*story, KeepTogether([*_end(act, reasons)])]


def _end(act: Act, reasons: Sequence[Flowable]) -> Iterator[Flowable]:
    """Set the reasons and the signature, which never stands on a page of its own."""
    yield text(gettext("Statement of reasons"), styles.LEGAL_ARTICLE)
    yield from reasons
    yield from signature_lines([(act.signatory_function, act.signatory)], PORTRAIT.width, stamp=True)
    yield Spacer(0, 3 * mm)
    yield text(gettext("Delivered to: the person concerned, the archive."), styles.MUTED_SMALL)


def clause(sentence: str, **values: str) -> Paragraph:
    """Set one sentence of a decision, already translated, with its values."""
    return text(sentence % values, styles.LEGAL)


def items(tasks: Iterable[str]) -> Iterator[Paragraph]:
    """Set a numbered list inside an article."""
    for number, task in enumerate(tasks, start=1):
        yield Paragraph(markup(task), styles.LEGAL_ITEM, bulletText=f"{number})")


def _registry(act: Act) -> Flowable:
    pairs = (
        (gettext("Number"), act.number),
        (gettext("Day"), day(act.decided_on)),
        (gettext("Place"), act.place),
    )
    return text(" · ".join(f"{label}: {value}" for label, value in pairs if value), styles.BODY)


def _ground(imprint: Imprint, act: Act) -> Paragraph:
    provider = ", ".join(part for part in (imprint.letterhead.name, imprint.letterhead.seat) if part)
    return clause(
        gettext(WIDER_GROUND if act.further_ground else GROUND),
        signatory=act.signatory,
        function=act.signatory_function,
        organisation=provider,
        ground=act.further_ground,
        day=on_day(act.decided_on),
    )
