"""No order of answer files gives another result, with answers in the app, to series, and files read in twice."""

import random
from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.errors import NotFound
from staffdev.ics.replies import read_replies
from staffdev.intervision.invitations.actions import answer_series, answer_session, apply_replies
from staffdev.intervision.invitations.forms import AnswerForm
from staffdev.intervision.invitations.on_session import on_session
from staffdev.intervision.invitations.replying import judge
from staffdev.intervision.rules.instants import begins
from staffdev.intervision.tables import InvitationAnswer
from tests.intervision.invitations.test_files import a_series, reply, with_address
from tests.intervision.meeting import a_group

SAID = ("ACCEPTED", "DECLINED")  # few, so that many are of the same moment
HOURS = timedelta(hours=1)


def files_of(choose, series, sessions, emails, now):
    """Answers to the series and to dates of it, some of the same moment, one that nobody asked for."""
    found = []
    for number in range(choose.randrange(6, 10)):
        one = choose.choice(sessions[:2])
        identifier = choose.choice(["", f"RECURRENCE-ID:{begins(one):%Y%m%dT%H%M%SZ}\r\n"])
        more = choose.choice(["", f"COMMENT:{number}\r\n"])
        stamp = now - choose.choice([1, 3]) * HOURS
        email = choose.choice([*emails, "mailto:nobody@example.org"])
        found.append(reply(series.code, email, choose.choice(SAID), at=stamp, identifier=identifier, more=more))
    return found


async def imported(files, cast):
    for content in files:
        await apply_replies(
            await judge(read_replies(content).replies, actor=cast.jelena.actor), actor=cast.jelena.actor
        )


async def in_the_app(choose, series, sessions, members):
    for _ in range(choose.randrange(3)):
        member, form = choose.choice(members), AnswerForm(answer=choose.choice(["coming", "not_coming"]), reason="app")
        one = choose.choice([None, *sessions])
        try:
            await (
                answer_session(one, form, actor=member.actor)
                if one
                else answer_series(series, form, actor=member.actor)
            )
        except NotFound:
            continue


async def result(sessions, cast):
    return [
        [(one.person, held) for one, held in (await on_session(each, cast.jelena.actor))["named"]] for each in sessions
    ]


@pytest.mark.parametrize("seed", range(8))
async def test_no_order_of_files_gives_another_result(cast, seed):
    choose = random.Random(seed)  # noqa: S311 - a test that can be repeated
    members = [cast.ilona, cast.djurdjica]
    series, sessions = await a_series(await a_group(cast, *members))
    emails = [await with_address(member) for member in members]
    now = clock.now()
    files = files_of(choose, series, sessions, emails, now)
    told, results = choose.getstate(), []
    for _ in range(4):
        await InvitationAnswer.delete(force=True)
        order = choose.sample(files, len(files))
        cut = choose.randrange(len(order) + 1)
        again = random.Random()  # noqa: S311 - the same answers in the app each time
        again.setstate(told)
        with clock.stopped_at(now):
            await imported(order[:cut], cast)
        with clock.stopped_at(now - HOURS * 2):  # she answered in between; the files of then come later
            await in_the_app(again, series, sessions, members)
        with clock.stopped_at(now):
            await imported([*order[cut:], *order], cast)
        results.append(await result(sessions, cast))
    assert all(one == results[0] for one in results)
    assert any(held for one in results[0] for _, held in one)
