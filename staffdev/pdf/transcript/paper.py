"""The personal transcript: first the verdicts, then what they rest on."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether

from staffdev.pdf import styles
from staffdev.pdf.cells import Cell
from staffdev.pdf.grids import facts
from staffdev.pdf.paper import PORTRAIT, pdf
from staffdev.pdf.parts import heading, opening, signature_lines, text
from staffdev.pdf.transcript import sections
from staffdev.pdf.transcript.model import Transcript
from staffdev.translations import day, gettext, instant, speaking


def transcript(paper: Transcript) -> bytes:
    """Write the transcript of one person."""
    with speaking(paper.imprint.language):
        title = gettext("Personal transcript")
        story = [
            *opening(paper.imprint.letterhead, title, paper.person),
            facts(_facts(paper), PORTRAIT.width),
            *_section(gettext("Engagements"), sections.engagements(paper.engagements)),
            *_section(gettext("Duties and verdicts"), sections.verdicts(paper.verdicts)),
            KeepTogether(_section(gettext("Hours by year"), sections.years(paper.years))),
            *_section(gettext("Professional support"), sections.support(paper.support, paper.consultations)),
            *_section(gettext("Topics covered"), sections.topics(paper.topics)),
            *_section(gettext("Certificates"), sections.certificates(paper.certificates)),
            *_section(gettext("Training records"), sections.records(paper.records)),
            *_signatures(paper),
        ]
        return pdf(story, title=f"{title}: {paper.person}", imprint=paper.imprint)


def _facts(paper: Transcript) -> Iterator[tuple[str, Cell]]:
    yield gettext("State of affairs on"), day(paper.as_of)
    yield gettext("As recorded on"), instant(paper.as_recorded_on)
    yield gettext("Rulebook"), gettext("Official Gazette of the Republic of Serbia, No. 93/2015")


def _section(title: str, parts: list[Flowable]) -> list[Flowable]:
    empty = text(gettext("There is nothing to list."), styles.MUTED_SMALL)
    return [*heading(title), *(parts or [empty])]


def _signatures(paper: Transcript) -> list[Flowable]:
    lines = [
        (gettext("The person whose transcript this is"), paper.person),
        (gettext("Coordinator"), paper.coordinator),
    ]
    return signature_lines(lines, PORTRAIT.width)
