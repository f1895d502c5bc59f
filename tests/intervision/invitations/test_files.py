"""Invitations as files: one person each, with the times as they stand, and the way back by answers in files."""

import html
import re
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.intervision.tables import InvitationAnswer, Series, Session
from tests.intervision.meeting import a_group, a_session

NEW, PREVIEW, APPLY = "/intervision/replies/new", "/intervision/replies/preview", "/intervision/replies"


async def a_series(group, *, many=4, **values):
    """Weekly from next week on, with its sessions."""
    first = clock.today() + timedelta(days=7)
    usual = {"code": uuid4(), "organisation": group.organisation, "group": group.id, "pattern": "weekly", "every": 1}
    usual |= {"weekday": first.isoweekday(), "starts_at": time(18), "minutes": 90, "first_on": first, "sequence": 0}
    usual |= {"last_on": first + timedelta(weeks=many - 1), "created_at": clock.now(), "changed_at": clock.now()}
    series = Series(**usual | values)
    await series.save()
    planned = {"series": series.id, "planned_at": time(18)}
    days = [first + timedelta(weeks=n) for n in range(many)]
    return series, [await a_session(group, held_on=day, planned_on=day, days=0, **planned) for day in days]


def reply(uid, email, answer="ACCEPTED", *, sequence=0, at=None, identifier="", method="REPLY", more="", who=""):
    at = at or datetime(2026, 11, 20, 10, tzinfo=UTC)
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n"
        f"SEQUENCE:{sequence}\r\nDTSTAMP:{at:%Y%m%dT%H%M%SZ}\r\n{identifier}{more}"
        f"ATTENDEE;PARTSTAT={answer}{who}:{email}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


async def looked_at(client, *contents):
    files = [("files", (f"{n}.ics", content, "text/calendar")) for n, content in enumerate(contents)]
    return await client.post(PREVIEW, files=files)


async def applied(client, *contents):
    """Look at the files and record what the page offers; how many rows there are then."""
    page = await looked_at(client, *contents)
    found = re.search(r'name="replies" value="([^"]*)"', page.text)
    if found:
        done = await client.post(APPLY, {"replies": html.unescape(found.group(1))})
        assert done.status_code == 303
    return await InvitationAnswer.count()


async def with_address(member, email="Ilona@Example.org"):
    member.person.email = email
    await member.person.save()
    return f"mailto:{email}"


async def test_her_own_invitation_to_a_session(client, cast):
    session = await a_session(await a_group(cast, cast.ilona, cast.djurdjica), days=3)
    await client.sign_in(cast.ilona)
    answer = await client.get(f"/intervision/sessions/{session.code}/invitation.ics")
    assert answer.headers["content-type"] == "text/calendar; method=REQUEST; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).events
    assert (event["UID"], event.start.date(), len(event.attendees)) == (str(session.code), session.held_on, 1)
    assert cast.djurdjica.person.last_name not in answer.text
    assert await AuditEntry.count().where(AuditEntry.event == "intervision:invitation:print") == 1


async def test_what_is_called_off_comes_as_a_cancellation(client, cast):
    off = {"cancelled_at": clock.now(), "cancelled_because": "Praznik", "sequence": 1}
    session = await a_session(await a_group(cast, cast.ilona), days=3, **off)
    await client.sign_in(cast.ilona)
    calendar = Calendar.from_ical((await client.get(f"/intervision/sessions/{session.code}/invitation.ics")).content)
    assert (calendar["METHOD"], calendar.events[0]["STATUS"], calendar.events[0]["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        1,
    )


async def test_the_coordinator_takes_a_message_for_each_member(client, cast):
    series, sessions = await a_series(await a_group(cast, cast.ilona))
    await client.sign_in(cast.jelena)
    home = f"/intervision/series/{series.code}"
    assert f"invitation.eml?person={cast.ilona.person.code}" in (await client.get(f"{home}/answer")).text
    answer = await client.get(f"{home}/invitation.eml", params={"person": str(cast.ilona.person.code)})
    assert answer.headers["content-type"].startswith("message/rfc822")
    assert answer.headers["content-disposition"].endswith(".eml")
    assert b'method="REQUEST"' in answer.content
    calendar = await client.get(f"{home}/invitation.ics", params={"person": str(cast.ilona.person.code)})
    (event,) = Calendar.from_ical(calendar.content).events
    assert event["RRULE"]["UNTIL"][0].date() == sessions[-1].held_on


async def test_nobody_takes_the_invitation_of_somebody_else(client, cast):
    session = await a_session(await a_group(cast, cast.ilona, cast.djurdjica), days=3)
    path = f"/intervision/sessions/{session.code}/invitation.ics"
    await client.sign_in(cast.ilona)
    assert (await client.get(path, params={"person": str(cast.djurdjica.person.code)})).status_code == 403
    await client.sign_in(cast.jelena)
    assert (await client.get(path)).status_code == 404
    assert (await client.get(path, params={"person": "nobody"})).status_code == 404
    await client.sign_in(cast.tijana)
    assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("said", "answer"), [("ACCEPTED", "coming"), ("TENTATIVE", "maybe"), ("DECLINED", "not_coming")]
)
async def test_an_answer_in_a_file_is_looked_at_then_recorded(client, cast, said, answer):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    email = (await with_address(cast.ilona)).replace("mailto", "MAILTO")
    await client.sign_in(cast.jelena)
    content = reply(session.code, email, said, more="COMMENT:ako stignem\r\n")
    page = await looked_at(client, content)
    assert (page.status_code, await InvitationAnswer.count()) == (200, 0)
    assert "is recorded" in page.text
    assert await applied(client, content) == 1
    row = await InvitationAnswer.objects().first()
    assert (row.answer, row.source, row.reason, row.person) == (answer, "file", "ako stignem", cast.ilona.person.id)


async def test_the_same_file_once_more_records_nothing(client, cast):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    content = reply(session.code, await with_address(cast.ilona))
    await client.sign_in(cast.jelena)
    assert await applied(client, content) == 1
    assert await applied(client, content) == 1
    assert "It is recorded already" in (await looked_at(client, content)).text


async def test_an_answer_to_one_date_is_found_in_every_zone(client, cast):
    series, sessions = await a_series(await a_group(cast, cast.ilona))
    email, day = await with_address(cast.ilona), sessions[1].held_on
    start = datetime.combine(day, time(18), clock.BELGRADE).astimezone(UTC)
    forms = (
        f"RECURRENCE-ID;TZID=Europe/Belgrade:{day:%Y%m%d}T180000\r\n",
        f"RECURRENCE-ID:{start:%Y%m%dT%H%M%SZ}\r\n",
        f"RECURRENCE-ID;VALUE=DATE:{day:%Y%m%d}\r\n",
    )
    await client.sign_in(cast.jelena)
    for n, identifier in enumerate(forms):
        at = datetime(2026, 11, 20, 10 + n, tzinfo=UTC)
        assert await applied(client, reply(series.code, email, identifier=identifier, at=at)) == n + 1
    assert {row.session for row in await InvitationAnswer.objects()} == {sessions[1].id}


async def refused(client, content, sentence):
    page = await looked_at(client, content)
    assert sentence in page.text, page.text
    assert await applied(client, content) == 0


async def test_answers_that_do_not_hold_are_shown_and_not_recorded(client, cast):
    group = await a_group(cast, cast.ilona)
    session = await a_session(group, days=3, sequence=2)
    off = await a_session(group, days=4, cancelled_at=clock.now(), cancelled_because="Praznik")
    series, _ = await a_series(group)
    hers, others = await with_address(cast.ilona), await with_address(cast.djurdjica, "dj@example.org")
    await client.sign_in(cast.jelena)
    await refused(client, reply("unknown", hers), "It answers something that is not of this service.")
    await refused(client, reply(uuid4(), hers), "It answers something that is not of this service.")
    await refused(client, reply(session.code, "mailto:x@y.org", sequence=2), "Nobody with this address is asked to it.")
    await refused(client, reply(session.code, others, sequence=2), "Nobody with this address is asked to it.")
    await refused(client, reply(session.code, hers, sequence=1), "It answers an earlier invitation;")
    await refused(client, reply(session.code, hers, sequence=3), "It answers an invitation that has not been sent.")
    await refused(client, reply(off.code, hers), "The session is called off.")
    nowhere = "RECURRENCE-ID:20200101T100000Z\r\n"
    await refused(
        client, reply(series.code, hers, identifier=nowhere), "It answers a date on which no session is planned."
    )


async def test_an_old_answer_after_a_new_one_changes_nothing(client, cast):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    email = await with_address(cast.ilona)
    new = reply(session.code, email, "DECLINED", at=datetime(2026, 11, 20, 12, tzinfo=UTC))
    old = reply(session.code, email, "ACCEPTED", at=datetime(2026, 11, 20, 11, tzinfo=UTC))
    await client.sign_in(cast.jelena)
    assert await applied(client, new) == 1
    assert await applied(client, old) == 1
    assert "1 is not coming" in (await client.get(f"/intervision/sessions/{session.code}")).text


async def test_another_time_is_a_comment_and_moves_nothing(client, cast):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    email, before = await with_address(cast.ilona), session.held_on
    content = reply(
        session.code, email, "TENTATIVE", method="COUNTER", more="DTSTART;TZID=Europe/Belgrade:20261201T190000\r\n"
    )
    await client.sign_in(cast.jelena)
    assert "She proposes" in (await looked_at(client, content)).text
    assert await applied(client, content) == 1
    row, stored = await InvitationAnswer.objects().first(), await Session.objects().get(Session.id == session.id)
    assert (row.answer, stored.held_on, stored.sequence) == ("maybe", before, 0)
    assert row.reason == "She proposes 1 Dec 2026 19:00."


async def test_apple_names_her_beside_the_address(client, cast):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    await with_address(cast.ilona)
    content = reply(session.code, "mailto:2_abc@imip.me.com", who=";EMAIL=ilona@example.org")
    await client.sign_in(cast.jelena)
    assert await applied(client, content) == 1


@pytest.mark.parametrize("order", [1, -1])
async def test_who_passed_it_on_does_not_come_in_either_order(client, cast, order):
    session = await a_session(await a_group(cast, cast.ilona, cast.djurdjica), days=3)
    email, other = await with_address(cast.ilona), await with_address(cast.djurdjica, "dj@example.org")
    people = [f"ATTENDEE;PARTSTAT=DELEGATED:{email}", f"ATTENDEE;PARTSTAT=ACCEPTED:{other}"][::order]
    content = reply(session.code, "X").replace(b"ATTENDEE;PARTSTAT=ACCEPTED:X", "\r\n".join(people).encode())
    await client.sign_in(cast.jelena)
    assert await applied(client, content) == 2
    found = {row.person: row.answer for row in await InvitationAnswer.objects()}
    assert found == {cast.ilona.person.id: "not_coming", cast.djurdjica.person.id: "coming"}


ZONE = b"""BEGIN:VCALENDAR
METHOD:REPLY
BEGIN:VTIMEZONE
TZID:Q
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=SECONDLY
END:STANDARD
END:VTIMEZONE
END:VCALENDAR
"""
BAD = {
    "nothing": (b"", "The file is empty."),
    "no calendar": (b"hello", "This is not a calendar."),
    "cut off": (reply("x", "mailto:a@b.org")[:-20], "The file is damaged or cut off."),
    "an invitation": (
        reply("x", "mailto:a@b.org", method="REQUEST"),
        "A part of the file is no answer to an invitation.",
    ),
    "too large": (b"a" * 600_000, "This is too large for an answer to an invitation."),
    "a hostile zone": (ZONE, "There is no answer in this file."),
}


@pytest.mark.parametrize(("content", "sentence"), BAD.values(), ids=BAD)
async def test_a_file_that_is_no_answer_is_refused_in_one_sentence(client, cast, content, sentence):
    await client.sign_in(cast.jelena)
    page = await looked_at(client, content)
    assert page.status_code == 422
    assert sentence in page.text


async def test_no_file_at_all(client, cast):
    await client.sign_in(cast.jelena)
    page = await client.post(PREVIEW)
    assert page.status_code == 422
    for broken in ("", "x", "[]x", "[{}]"):
        assert (await client.post(APPLY, {"replies": broken})).status_code == 422


async def test_only_who_plans_the_sessions_reads_in_files(client, cast):
    for member in (cast.ilona, cast.djurdjica):
        await client.sign_in(member)
        assert (await client.get(NEW)).status_code == 403
        assert (await client.post(PREVIEW)).status_code == 403
        assert (await client.post(APPLY)).status_code == 403


async def test_a_file_of_another_service_is_a_strangers(client, cast):
    session = await a_session(await a_group(cast, cast.tijana, organisation=cast.korak), days=3)
    await client.sign_in(cast.jelena)
    await refused(client, reply(session.code, await with_address(cast.tijana, "t@x.org")), "is not of this service.")


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, broken_audit):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    content = reply(session.code, await with_address(cast.ilona))
    await client.sign_in(cast.jelena)
    page = await looked_at(client, content)
    carried = html.unescape(re.search(r'name="replies" value="([^"]*)"', page.text).group(1))
    await client.http.post(APPLY, data={"replies": carried, "csrf_token": client.csrf})
    assert await InvitationAnswer.count() == 0
