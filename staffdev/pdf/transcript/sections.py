"""The sections of a personal transcript, each a list of parts; nothing to show gives an empty list."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from staffdev.citing import article
from staffdev.i18n import N_, P_, S_, Sentence
from staffdev.pdf import styles
from staffdev.pdf.cells import Cell, Minutes, cell_markup, status_markup
from staffdev.pdf.grids import Column, grid
from staffdev.pdf.letters import markup
from staffdev.pdf.paper import PORTRAIT
from staffdev.pdf.parts import heading, text
from staffdev.pdf.transcript.model import (
    CertificateLine,
    ConsultationLine,
    EngagementLine,
    RecordLine,
    RecordState,
    SupportLine,
    TopicLine,
    VerdictLine,
    YearLine,
)
from staffdev.translations import day, gettext, hours, say, wording

STATES = {
    RecordState.VERIFIED: N_("Verified"),
    RecordState.RETURNED: N_("Returned"),
    RecordState.UNVERIFIED: N_("Waiting to be verified"),
}


def engagements(lines: Sequence[EngagementLine]) -> list[Flowable]:
    columns = (Column(S_("Role"), 5), Column(S_("Contract"), 5), Column(S_("From"), 3), Column(S_("To"), 3))
    return _table(columns, [(line.role, line.contract, line.since, line.until or S_("still")) for line in lines])


def verdicts(lines: Sequence[VerdictLine]) -> list[Flowable]:
    return [KeepTogether(list(_verdict(line))) for line in lines]


def years(lines: Sequence[YearLine]) -> list[Flowable]:
    columns = (
        Column(S_("Year"), 3),
        Column(S_("Required"), 4, numeric=True),
        Column(S_("Verified"), 4, numeric=True),
        Column(S_("Waiting to be verified"), 5, numeric=True),
        Column(S_("Missing"), 4, numeric=True),
        Column(S_("Verdict"), 6),
    )
    return _table(columns, [_year(line) for line in lines])


def support(lines: Sequence[SupportLine], held: Sequence[ConsultationLine]) -> list[Flowable]:
    """Set what there was of each year, then each consultation, which stands in no other register."""
    columns = (
        Column(S_("Year"), 3),
        Column(S_("Consultations"), 5, numeric=True),
        Column(S_("Intervisions attended"), 5, numeric=True),
        Column(S_("Stress relief offered"), 5, numeric=True),
        Column(S_("Verdict"), 6),
    )
    rows = [(line.year, line.consultations, line.intervisions, line.relief_offers, line.status) for line in lines]
    parts = _table(columns, rows)
    if held:
        parts += [*heading(gettext("Consultations"), styles.SUBHEADING), *_consultations(held)]
    return parts


def _consultations(held: Sequence[ConsultationLine]) -> list[Flowable]:
    columns = (Column(S_("Day"), 3), Column(S_("Length"), 3, numeric=True), Column(S_("Counted"), 10))
    rows = [
        (
            line.held_on,
            Minutes(line.minutes),
            _two_lines(gettext("no") if line.why_not else gettext("yes"), line.why_not or ""),
        )
        for line in held
    ]
    return _table(columns, rows)


def topics(lines: Sequence[TopicLine]) -> list[Flowable]:
    columns = (
        Column(S_("Topic"), 2),
        Column(S_("Title"), 11),
        Column(S_("Hours"), 3, numeric=True),
        Column(S_("Covered"), 5),
    )
    rows = [(line.code, line.title, Minutes(line.minutes), line.covered_on or S_("not covered yet")) for line in lines]
    return _table(columns, rows)


def certificates(lines: Sequence[CertificateLine]) -> list[Flowable]:
    columns = (
        Column(S_("Number"), 4),
        Column(S_("Training"), 8),
        Column(S_("Issued by"), 6),
        Column(S_("Issued on"), 3),
    )
    return _table(columns, [(line.number, line.title, line.issued_by, line.issued_on) for line in lines])


def records(lines: Sequence[RecordLine]) -> list[Flowable]:
    """Set one table a year, the latest year first, each year in the order of its days."""
    parts: list[Flowable] = []
    for year, held in groupby(sorted(lines, key=_latest_year_first), key=lambda line: line.held_on.year):
        in_year = list(held)
        parts += heading(f"{year} · {_sum(in_year)}", styles.SUBHEADING)
        parts += _table(RECORD_COLUMNS, [_record(line) for line in in_year])
    return parts


RECORD_COLUMNS = (
    Column(S_("Day"), 24),
    Column(S_("Training"), 43),
    Column(S_("Hours"), 23, numeric=True),
    Column(S_("Verification"), 45),
    Column(S_("Counted"), 39),
)


def _latest_year_first(line: RecordLine) -> tuple[int, str, str]:
    return -line.held_on.year, line.held_on.isoformat(), line.title


def _sum(lines: Sequence[RecordLine]) -> str:
    counted = sum(line.minutes for line in lines if line.why_not is None)
    told = say(P_("%(n)s record", "%(n)s records", len(lines)))
    return f"{told} · " + gettext("counted: %(hours)s") % {"hours": hours(counted)}


def _record(line: RecordLine) -> list[Cell | Flowable]:
    return [
        line.held_on,
        _two_lines(line.title, line.kind),
        Minutes(line.minutes),
        _two_lines(f"{gettext(STATES[line.state])} {day(line.checked_on)}".rstrip(), line.checked_by),
        _two_lines(gettext("no") if line.why_not else gettext("yes"), line.why_not or ""),
    ]


def _two_lines(first: str, second: Sentence | str) -> Paragraph:
    """Set the second line smaller and greyer than the first."""
    under = cell_markup(second)
    colour = styles.MUTED.hexval().replace("0x", "#")
    more = f'<br/><font size="7" color="{colour}">{under}</font>' if under else ""
    return Paragraph(markup(first) + more, styles.CELL)


def _year(line: YearLine) -> list[Cell]:
    required = None if line.required is None else Minutes(line.required)
    missing = None if line.required is None else Minutes(max(0, line.required - line.verified))
    return [line.year, required, Minutes(line.verified), Minutes(line.unverified), missing, line.status]


def _verdict(line: VerdictLine) -> Iterator[Flowable]:
    """Set the verdict with the duty's name, then figures and reasons, then the article's own words."""
    period = f" · {markup(line.period)}" if line.period else ""
    head = f"{status_markup(line.status)} · <b>{markup(wording(line.title))}</b>{period}"
    yield Paragraph(head, styles.VERDICT)
    figures = "; ".join(f"{markup(say(name))}: {cell_markup(value)}" for name, value in line.figures)
    explained = " ".join([*([f"{figures}."] if figures else []), *(cell_markup(reason) for reason in line.reasons)])
    if explained:
        yield Paragraph(explained, styles.VERDICT_NOTE)
    if line.next_step:
        yield text(gettext("Next step: %(step)s") % {"step": say(line.next_step)}, styles.VERDICT_NOTE)
    yield text(f"{article(line.article)} ({line.obligation}): {wording(line.text)}", styles.ARTICLE)
    yield Spacer(0, 2 * mm)


def _table(columns: Sequence[Column], rows: Sequence[Sequence[Cell | Flowable]]) -> list[Flowable]:
    return [grid(columns, rows, PORTRAIT.width)] if rows else []
