"""Answers that came as files: looked at first, then recorded."""

from typing import Any

import msgspec
from litestar import Controller, get, post

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.i18n import N_, P_, Sentence
from staffdev.ics.replies import MOST_BYTES, Reply, read_replies
from staffdev.intervision.invitations import actions
from staffdev.intervision.invitations.policies import can_read_answers
from staffdev.intervision.invitations.replying import judge
from staffdev.intervision.invitations.reviewing import reviewed
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other

HOME = "/intervision/replies"
MOST_FILES = 50
MOST_TEXT = 200_000
STALE = N_("What was looked at got lost on the way. Choose the files once more.")


class RepliesController(Controller):
    path = HOME

    @get("/new", policy=can_read_answers)
    async def new(self) -> Page:
        return _form(None)

    @post("/preview", policy=can_read_answers)
    async def preview(self, request: PageRequest, actor: CurrentActor) -> Page:
        try:
            replies, notes = await _read((await request.form()).getall("files", []))
        except Invalid as invalid:
            return _form(invalid)
        return await _review(replies, notes, actor)

    @post("/", policy=can_read_answers)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            many = await actions.apply_replies(await judge(_carried(posted.get("replies")), actor=actor), actor=actor)
        except Invalid as invalid:
            return _form(invalid)
        return see_other(request, f"{HOME}/new", P_("%(n)s answer is recorded.", "%(n)s answers are recorded.", many))


async def _read(files: list[Any]) -> tuple[list[Reply], list[tuple[str, Sentence]]]:
    """The answers of all files, and a sentence for each file or part that holds none."""
    chosen = [one for one in files if getattr(one, "filename", "")]
    if not chosen or len(chosen) > MOST_FILES:
        raise Invalid({"files": N_("Choose the .ics files of the answers, up to fifty at once.")})
    replies: list[Reply] = []
    notes: list[tuple[str, Sentence]] = []
    for one in chosen:
        try:
            found = read_replies(await one.read(MOST_BYTES + 1))
        except Invalid as unreadable:
            notes.append((one.filename, unreadable.problems["file"]))
        else:
            replies += found.replies
            notes += [(one.filename, note) for note in found.notes]
    if not replies:
        raise Invalid({"files": notes[0][1]})
    return replies, notes


def _carried(text: Any) -> list[Reply]:
    """What the preview carried along; it is judged once more, so nothing in it is trusted."""
    try:
        if isinstance(text, str) and len(text) <= MOST_TEXT:
            return msgspec.json.decode(text, type=list[Reply])
    except msgspec.MsgspecError:
        pass
    raise Invalid({"files": STALE})


async def _review(replies: list[Reply], notes: list[tuple[str, Sentence]], actor: Actor) -> Page:
    judged = await judge(replies, actor=actor)
    rows = await reviewed(judged)
    carried = msgspec.json.encode(replies).decode()
    applies = sum(one.applies for one in judged)
    return page("intervision/invitations/review.html", rows=rows, notes=notes, carried=carried, applies=applies)


def _form(invalid: Invalid | None) -> Page:
    return page("intervision/invitations/replies.html", status=422 if invalid else 200, invalid=invalid)
