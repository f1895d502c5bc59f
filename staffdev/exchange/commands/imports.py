"""`staffdev import` of office files: the same steps as in the browser, with lines instead of pages."""

import argparse
import hashlib
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from staffdev.access import Actor
from staffdev.cli.office import acting_for, organisation_named
from staffdev.cli.printing import tell, tell_json
from staffdev.db.transactions import transaction
from staffdev.errors import StaffdevError
from staffdev.exchange.imports import queries
from staffdev.exchange.imports.applying import stage_and_apply
from staffdev.exchange.imports.changing import discard
from staffdev.exchange.imports.mapping import Said, given_by, read_mapping
from staffdev.exchange.imports.staging import stage
from staffdev.exchange.imports.undoing import undo_import
from staffdev.exchange.imports.view import row_view
from staffdev.exchange.tables import ImportBatch
from staffdev.exchange.vocabulary import BatchState, RowOutcome
from staffdev.exchange.words import outcome_word
from staffdev.i18n import N_, P_, S_
from staffdev.people.queries import everybody_in
from staffdev.sheets.reading import open_workbook
from staffdev.translations import say

SHA_BYTES = 1024**2
PROGRESS_EVERY = 10_000
MOST_LINES = 200
TOLD = (RowOutcome.NEEDS_YOU, RowOutcome.SKIPPED, RowOutcome.NOT_COUNTED)
TOLD_WITH_ASSUMPTIONS = (*TOLD, RowOutcome.WRITTEN)


class _RehearsedError(Exception):
    """Ends a rehearsal, so that nothing of it stays."""


async def bring_in(args: argparse.Namespace) -> None:
    """Stage the file, show every row, and record it where that was asked for."""
    actor = acting_for(await organisation_named(args.organisation))
    if args.dry_run:
        with suppress(_RehearsedError):
            await _rehearse(args, actor)
        return
    batch = await _brought_in(args, actor)
    await _show(batch, args)
    if not args.yes and not args.json:
        advice = N_("Nothing is recorded yet. Go on in the browser (%(url)s), or run this again with --yes.")
        tell(S_(advice, url=f"{args.settings.url}/imports/{batch.code}"))


async def _rehearse(args: argparse.Namespace, actor: Actor) -> None:
    """Everything as with --yes, and then nothing of it."""
    async with transaction():
        await _show(await _brought_in(args, actor), args)
        if not args.json:
            tell(N_("This was a rehearsal: nothing was kept."))
        raise _RehearsedError


async def _show(batch: ImportBatch, args: argparse.Namespace) -> None:
    await (_tell_json(batch) if args.json else _tell(batch))


async def take_back(args: argparse.Namespace) -> None:
    """Undo the import with that code."""
    actor = acting_for(await organisation_named(args.organisation))
    try:
        batch = await queries.batch_visible_to(actor, UUID(args.undo))
    except (ValueError, StaffdevError):
        raise StaffdevError(S_("There is no import %(code)s.", code=args.undo)) from None
    undone = await undo_import(batch, actor=actor)
    if args.json:
        tell_json({"import": str(batch.code), "rows": undone.rows, "stay": undone.stay})
        return
    tell(P_("%(n)s row is taken back.", "%(n)s rows are taken back.", undone.rows))
    if undone.stay:
        tell(S_("%(rows)s rows stay, because somebody has built on them since.", rows=undone.stay))


async def _brought_in(args: argparse.Namespace, actor: Actor) -> ImportBatch:
    sheets = open_workbook(args.file, args.file.name)
    sha256 = _sha256(args.file)
    known = await queries.same_file(actor, sha256)
    if known is not None and known.state == BatchState.DRAFT:
        await discard(known, actor=actor)
    elif known is not None and not args.json:
        tell(
            S_(
                "This very file was recorded on %(at)s. What was recorded then is not recorded twice.",
                at=known.applied_at,
            )
        )
    people = await everybody_in(actor.organisation_id)
    codes = {str(person["code"]): person["id"] for person in people}
    said = read_mapping(args.mapping) if args.mapping else Said()
    confirm = args.yes or args.dry_run
    given = given_by(said, sheets, codes, confirm=confirm)
    bring = stage_and_apply if confirm else stage
    return await bring(sheets, args.file.name, sha256, actor=actor, given=given, progress=_progress(args))


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(SHA_BYTES):
            found.update(block)
    return found.hexdigest()


def _progress(args: argparse.Namespace) -> Any:
    told = {"last": 0}

    def progress(name: str, count: int) -> None:
        if args.json or count // PROGRESS_EVERY == told["last"] // PROGRESS_EVERY:
            return
        told["last"] = count
        words = S_("%(name)s: %(count)s rows", name=name, count=count)
        sys.stderr.write(f"{say(words)}\n")

    return progress


async def _rows(batch: ImportBatch, outcomes: Any = RowOutcome) -> AsyncIterator[Any]:
    sheets = queries.sheets_of(batch)
    for sheet in sheets:
        async for chunk in queries.each_chunk(batch, sheet.index, outcomes=outcomes):
            for row in chunk:
                yield row_view(row, sheets, batch)


async def _tell(batch: ImportBatch) -> None:
    """Counts, and every row that is not recorded or was assumed, with why; the first where there are very many."""
    counts = (await queries.counts_of([batch.id]))[batch.id]
    lines = 0
    async for view in _rows(batch, TOLD_WITH_ASSUMPTIONS):
        if view.outcome is RowOutcome.WRITTEN and not view.reading.assumptions:
            continue
        lines += 1
        if lines > MOST_LINES:
            tell(N_("… and more. See all of them in the browser, or with --json."))
            break
        why = [problem.advice for problem in view.problems]
        words = " ".join(say(one) for one in (*why, *view.says, *view.reading.assumptions, *view.reading.notes))
        said = S_("%(sheet)s, row %(row)s, %(outcome)s: %(why)s", sheet=view.sheet.name, row=view.number,
                  outcome=outcome_word(view.outcome), why=words)  # fmt: skip
        tell(said)
    for outcome, count in counts.items():
        sys.stdout.write(f"{outcome_word(outcome)}: {count}\n")


async def _tell_json(batch: ImportBatch) -> None:
    """One object, its rows one in each line, printed as they come."""
    import msgspec

    encode = msgspec.json.Encoder().encode
    counts = (await queries.counts_of([batch.id]))[batch.id]
    head = {"import": str(batch.code), "state": str(batch.state), "counts": counts}
    sys.stdout.write(f'{encode(head).decode()[:-1]},"rows":[')
    before = "\n"
    async for view in _rows(batch):
        row = {
            "sheet": view.sheet.name,
            "row": view.number,
            "kind": view.kind,
            "outcome": view.outcome,
            "says": [say(one) for one in (*view.says, *view.reading.assumptions, *view.reading.notes)],
            "problems": [
                {"field": one.field, "advice": say(one.advice), "offered": one.offered} for one in view.problems
            ],
        }
        sys.stdout.write(before + encode(row).decode())
        before = ",\n"
    sys.stdout.write("\n]}\n")
