"""Logging a training held elsewhere."""

from datetime import date

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.evidence.tables import Attachment
from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import RecordSource, RecordState
from tests.training.ledger.ledgering import PAPER, WORKSHOP, current_rows, first, on, written

pytestmark = pytest.mark.anyio
NEW = "/my-training"


async def test_it_records_a_training_with_its_paper_in_one_go(client, cast):
    await client.sign_in(cast.ilona)
    answer = await client.post(NEW, WORKSHOP | {"topics": ["T1", "T3"], "minutes-T3": "1"}, files=PAPER)
    page = await client.follow(answer)
    assert "Radionica o traumi" in page.text
    assert "potvrda.pdf" in page.text
    (row,) = await current_rows()
    assert (row.held_on, row.minutes, row.topics) == (date(2026, 5, 10), 270, "T1 T3:60")
    assert (row.state, row.source, row.person) == (RecordState.LOGGED, RecordSource.WEB, cast.ilona.person.id)
    paper = await first(Attachment.objects())
    assert paper.about == row.entry
    events = await AuditEntry.select(AuditEntry.event).order_by(AuditEntry.seq)
    assert [one["event"] for one in events][-2:] == ["training:record:log", "evidence:attachment:add"]


async def test_several_days_are_offered_divided_evenly_and_then_saved(client, cast):
    await client.sign_in(cast.ilona)
    offer = await client.post(NEW, WORKSHOP | {"day-0": "10-11.5.2026", "hours-0": "9"})
    assert offer.status_code == 422
    assert 'value="11.5.2026."' in offer.text
    assert offer.text.count('value="270 min"') == 2
    days = {"day-0": "10.5.2026.", "hours-0": "270 min", "day-1": "11.5.2026.", "hours-1": "270 min"}
    assert (await client.post(NEW, WORKSHOP | days)).status_code == 303
    rows = await current_rows()
    assert [(row.held_on.day, row.minutes) for row in rows] == [(10, 270), (11, 270)]
    assert len({row.entry for row in rows}) == 1


async def test_another_day_is_asked_for_without_losing_anything(client, cast):
    await client.sign_in(cast.ilona)
    page = await client.post(NEW, WORKSHOP | {"step": "add"})
    assert page.status_code == 200
    assert 'name="day-1"' in page.text
    assert 'value="Radionica o traumi"' in page.text
    assert await TrainingRecord.count() == 0


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "party"}, "kind"),
        ({"day-0": "31.2.2026."}, "day-0"),
        ({"day-0": "1.1.2100."}, "day-0"),
        ({"hours-0": "25"}, "hours-0"),
        ({"title": "x" * 301}, "title"),
        ({"evidence": "x" * 201}, "evidence"),
        ({"minutes-T1": "soon"}, "minutes-T1"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, typed, field):
    await client.sign_in(cast.ilona)
    answer = await client.post(NEW, WORKSHOP | typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert await TrainingRecord.count() == 0


@pytest.mark.parametrize(
    ("title", "hours", "day", "is_same"),
    [
        ("Sasvim drugi naslov", "2", "10.5.2026.", True),
        ("Радионица о трауми", "3", "10.5.2026.", True),
        ("Sasvim drugi naslov", "3", "10.5.2026.", False),
        ("Radionica o traumi", "2", "11.5.2026.", False),
    ],
)
async def test_the_same_training_needs_a_tick(client, cast, title, hours, day, is_same):
    await written(cast.ilona)
    await client.sign_in(cast.ilona)
    typed = WORKSHOP | {"title": title, "hours-0": hours, "day-0": day}
    answer = await client.post(NEW, typed)
    assert answer.status_code == (422 if is_same else 303)
    if is_same:
        assert 'name="is_another"' in answer.text
        assert (await client.post(NEW, typed | {"is_another": "yes"})).status_code == 303
    assert await TrainingRecord.count() == 2


async def test_anothers_training_of_the_day_is_no_repetition(client, cast):
    await written(cast.djurdjica)
    await client.sign_in(cast.ilona)
    assert (await client.post(NEW, WORKSHOP | {"hours-0": "2"})).status_code == 303


async def test_a_closed_year_refuses_with_the_reason(client, cast):
    with on(2026, 2, 2):
        await client.sign_in(cast.snezana)
        assert (await client.post("/years/2025/closure", {})).status_code == 303
        await client.sign_in(cast.ilona)
        answer = await client.post(NEW, WORKSHOP | {"day-0": "10.5.2025."})
        assert answer.status_code == 422
        assert "2025 is closed" in answer.text
        assert await TrainingRecord.count() == 0
        assert (await client.post(NEW, WORKSHOP | {"day-0": "10.1.2026."})).status_code == 303


@pytest.mark.parametrize("who", ["snezana", "mira", "olga"])
async def test_only_those_who_work_on_the_line_log_their_own(client, cast, who):
    await client.sign_in(getattr(cast, who))
    assert (await client.get(f"{NEW}/new")).status_code == 403
    assert (await client.post(NEW, WORKSHOP)).status_code == 403


async def test_whoever_leads_logs_for_a_person_and_nobody_else_does(client, cast):
    hers = f"/people/{cast.djurdjica.person.code}/training"
    await client.sign_in(cast.jelena)
    assert (await client.post(hers, WORKSHOP)).status_code == 303
    (row,) = await current_rows()
    assert (row.person, row.state) == (cast.djurdjica.person.id, RecordState.LOGGED)
    await client.sign_in(cast.olga)
    assert (await client.post(hers, WORKSHOP)).status_code == 403
    await client.sign_in(cast.ilona)
    assert (await client.post(hers, WORKSHOP)).status_code == 404


async def test_a_person_of_another_organisation_does_not_exist(client, cast):
    await client.sign_in(cast.jelena)
    theirs = f"/people/{cast.tijana.person.code}/training"
    assert (await client.get(theirs)).status_code == 404
    assert (await client.post(theirs, WORKSHOP)).status_code == 404


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, broken_audit):
    await client.sign_in(cast.ilona)
    answer = await client.http.post(NEW, data={**WORKSHOP, "csrf_token": client.csrf}, files=PAPER)
    assert answer.status_code == 500
    assert await TrainingRecord.count() == 0
    assert await Attachment.count() == 0


async def test_a_script_in_a_title_is_text(client, cast):
    await client.sign_in(cast.ilona)
    answer = await client.post(NEW, WORKSHOP | {"title": "<script>alert(1)</script>"})
    page = await client.follow(answer)
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
