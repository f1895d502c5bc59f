"""People × duties: who is where, on one page; the provider's own duties above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from staffdev.access import Actor
from staffdev.compliance.queries import Judged
from staffdev.compliance.view.duties import Duty, duties, worst
from staffdev.compliance.view.evidence import Naming
from staffdev.compliance.view.filters import Filter
from staffdev.compliance.view.sentences import summary
from staffdev.db.srpski import search_key
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Finding, Level, Obligation, Reason, Status
from staffdev.web.paging import PAGE, Paged


@dataclass(frozen=True, slots=True)
class Cell:
    """One person and one duty; None in the row where the duty was not asked."""

    status: Status
    text: str
    is_out_of_scope: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One person with a cell for each column."""

    code: str
    name: str
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class Matrix(Paged):
    """The whole page. `total` counts the people that the filter leaves; `left_out` those without any duty."""

    columns: Sequence[Obligation]
    rows: Sequence[Row]
    total: int
    left_out: int
    number: int
    provider: Sequence[Duty]


def matrix(judged: Judged, names: Mapping[str, str], actor: Actor, wanted: Filter, *, number: int | None) -> Matrix:
    """One page of people (all of them without a number), filtered, in the order of the Serbian alphabet."""
    of_people, of_provider = _parted(judged.findings)
    columns = [one for one in load().judged if Level.PERSON in one.levels and _is_wanted(one, wanted)]
    rows = [_row(code, name, of_people[code], columns) for code, name in names.items() if code in of_people]
    with_duties = [row for row in rows if wanted.everybody or not all(_is_out(cell) for cell in row.cells)]
    found = [row for row in with_duties if _fits(row, wanted)]
    last_page = max(1, -(-len(found) // PAGE))
    page = min(max(1, number), last_page) if number is not None else 1
    shown = found if number is None else found[(page - 1) * PAGE : page * PAGE]
    provider = [one for one in of_provider if _is_wanted(load().obligations[one.obligation], wanted)]
    cards = duties(Judged(judged.asked, judged.facts, provider), actor, Naming(names))
    return Matrix(columns, shown, len(found), len(rows) - len(with_duties), page, cards)


def _parted(findings: Iterable[Finding]) -> tuple[dict[str, list[Finding]], list[Finding]]:
    """The findings of each person, and those that are the provider's to answer for."""
    of_people: dict[str, list[Finding]] = {}
    of_provider: list[Finding] = []
    for one in findings:
        if one.level is Level.PERSON and one.person:
            of_people.setdefault(one.person, []).append(one)
        else:
            of_provider.append(one)
    return of_people, of_provider


def _row(code: str, name: str, findings: Iterable[Finding], columns: Iterable[Obligation]) -> Row:
    hers: dict[str, list[Finding]] = {}
    for one in findings:
        hers.setdefault(one.obligation, []).append(one)
    return Row(code, name, [_cell(hers.get(column.id, [])) for column in columns])


def _cell(findings: Sequence[Finding]) -> Cell | None:
    """Several findings on one duty (engagements, target groups) as one cell; the sentence is the worst one's."""
    if not findings:
        return None
    status = worst(one.verdict.status for one in findings)
    leading = next(one for one in findings if one.verdict.status is status)
    out = all(Reason.OUT_OF_SCOPE in one.verdict.reasons for one in findings)
    return Cell(status, summary(leading), out)


def _is_out(cell: Cell | None) -> bool:
    return cell is None or cell.is_out_of_scope


def _is_wanted(obligation: Obligation, wanted: Filter) -> bool:
    return wanted.obligation in {"", obligation.id}


def _fits(row: Row, wanted: Filter) -> bool:
    if wanted.search and search_key(wanted.search) not in search_key(row.name):
        return False
    return wanted.status is None or any(cell and cell.status is wanted.status for cell in row.cells)
