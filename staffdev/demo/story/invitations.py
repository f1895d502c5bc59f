"""Answers to the next session of the group: one comes, one may, one has a reason that only the coordinator reads."""

from datetime import timedelta
from functools import partial

from staffdev import clock
from staffdev.demo.story.cast import Helpline
from staffdev.intervision.invitations.actions import answer_session, record_told
from staffdev.intervision.invitations.forms import AnswerForm, ToldForm
from staffdev.intervision.invitations.queries import members_asked
from staffdev.intervision.queries import sessions_visible_to
from staffdev.intervision.vocabulary import Answer

SAID = (
    ("djurdja", Answer.COMING, None),
    ("jasna", Answer.MAYBE, None),
    ("milica", Answer.NOT_COMING, "Tada sam na putu."),
)


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    line.chronicle.on(line.chronicle.ago(2), partial(_answer, line), hour=19)


async def _answer(line: Helpline) -> None:
    """The first session ahead that is not called off; whoever has no account yet has told the coordinator."""
    first = clock.today() + timedelta(days=1)
    coordinator = line.actors["ljiljana"]
    (session, *_) = await sessions_visible_to(coordinator, first, first + timedelta(days=90), cancelled=False)
    asked = {str(one.person_code) for one in await members_asked(session)}
    for name, answer, reason in SAID:
        if line.code(name) not in asked:
            continue
        if name in line.actors:
            await answer_session(session, AnswerForm(answer=answer, reason=reason), actor=line.actors[name])
        else:
            told = ToldForm(person=line.code(name), said=answer)
            await record_told(session, told, actor=coordinator)
