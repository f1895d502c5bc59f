"""A list of intervision becomes sessions of a group, with a mark for everybody it names; and goes again as a whole."""

from datetime import date, time

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.exchange.planning.themes import theme_of
from staffdev.intervision.tables import Group, Session, SessionMinutes
from staffdev.training.tables import TrainingRecord
from tests.exchange.office import (
    DATA,
    INTERVISION,
    batch_at,
    book,
    brought_in,
    confirm_people,
    new_office,
    newest_batch,
    outcomes,
    record_workbook,
    run,
)
from tests.intervision.meeting import a_group, a_session

HEADER = ("Datum", "Početak", "Kraj", "Voditeljka", "Prisutne", "Opravdano odsutne", "Tema")
ROW = ("14.1.2025.", "18:00", "19:30", "Jelena Tomin", "Ilona Sabo", "Đurđica Peić", "Granice")
NIGHT = ("30.3.2025.", "01:30", "03:30", "Jelena Tomin", "Ilona Sabo", "", "Noćno dežurstvo")


def listed(*rows):
    return book(HEADER, *rows, title="Intervizija")


async def recorded(client, *rows, **people):
    home = await brought_in(client, "a.xlsx", listed(*rows))
    await confirm_people(client, home, **people)
    await client.post(f"{home}/rows/agreement")
    return home, await client.post(f"{home}/application")


async def held():
    return await Session.objects().where(Session.cancelled_at.is_null()).order_by(Session.held_on)


async def marks():
    rows = await TrainingRecord.objects().where(current(TrainingRecord)).order_by(TrainingRecord.id)
    return {row.person: (row.mark, row.minutes, row.occasion) for row in rows}


async def counted():
    tables = (Group, Session, SessionMinutes, TrainingRecord)
    return [await table.count() for table in tables]


async def test_the_list_of_the_office_becomes_five_sessions(client, db):
    await client.sign_in(await new_office())
    await record_workbook(client)
    home = await brought_in(client, INTERVISION)
    await confirm_people(client, home)
    await client.post(f"{home}/rows/agreement")
    assert (await client.post(f"{home}/application")).status_code == 303
    sessions = await held()
    assert [(one.held_on, one.starts_at, one.minutes) for one in sessions] == [
        (date(2025, 1, 14), time(18), 90),
        (date(2025, 2, 11), time(18), 90),
        (date(2025, 3, 11), time(18), 60),
        (date(2025, 3, 30), time(1, 30), 60),
        (date(2025, 12, 9), time(18), 90),
    ]
    assert [group.title for group in await Group.objects()] == ["Интервизија"]
    themes = {one.session: one.theme for one in await SessionMinutes.objects().where(current(SessionMinutes))}
    assert [themes.get(one.id) for one in sessions] == [
        "boundaries",
        "silent_calls",
        "repeated_calls",
        None,
        "year_review",
    ]
    records = await TrainingRecord.objects().where(TrainingRecord.kind == "intervision", current(TrainingRecord))
    assert {one.occasion for one in records} == {one.code for one in sessions}
    assert sorted(one.mark for one in records) == ["excused"] * 3 + ["present"] * 17
    assert {(one.title, one.source, one.state) for one in records} == {("Интервизија", "import", "logged")}


async def test_the_same_list_again_changes_nothing(client, db):
    await client.sign_in(await new_office())
    await record_workbook(client)
    before: list[int] = []
    for expected in (303, 409):
        before = await counted()
        home = await brought_in(client, INTERVISION)
        await confirm_people(client, home)
        await client.post(f"{home}/rows/agreement")
        answer = await client.post(f"{home}/application")
        assert answer.status_code == expected
    assert await counted() == before
    assert set((await outcomes(await batch_at(home))).values()) == {"already", "not_counted"}


async def test_everybody_it_names_is_marked(client, cast):
    await client.sign_in(cast.jelena)
    assert (await recorded(client, ROW))[1].status_code == 303
    [session] = await held()
    assert session.facilitator == cast.jelena.person.id
    assert await marks() == {
        cast.jelena.person.id: ("present", 90, session.code),
        cast.ilona.person.id: ("present", 90, session.code),
        cast.djurdjica.person.id: ("excused", 0, session.code),
    }


async def test_the_night_of_the_clock_change_waits_for_her(client, cast):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, "a.xlsx", listed(ROW, NIGHT))
    await confirm_people(client, home)
    found = await outcomes(await batch_at(home))
    assert (found[0, 2], found[0, 3]) == ("ready", "needs_you")
    assert "60 minutes passed, not 120" in (await client.get(f"{home}/rows")).text
    await client.post(f"{home}/rows/agreement")
    await client.post(f"{home}/application")
    assert [one.minutes for one in await held()] == [90, 60]


@pytest.mark.parametrize("column", [3, 4, 5])
async def test_somebody_unknown_waits_for_her_decision(client, cast, column):
    await client.sign_in(cast.jelena)
    row = [*ROW]
    row[column] = "Ana Petrov"
    home, answer = await recorded(client, tuple(row))
    assert (answer.status_code, await held()) == (409, [])
    assert "Say who" in (await client.get(f"{home}/rows")).text
    await confirm_people(client, home, **{"Ana Petrov": "skip"})
    assert (await client.post(f"{home}/application")).status_code == 303


async def test_a_session_that_is_there_gets_the_marks_it_lacks(client, cast):
    group = await a_group(cast, cast.ilona)
    session = await a_session(group, held_on=date(2025, 1, 14), starts_at=time(18))
    await client.sign_in(cast.jelena)
    await recorded(client, ROW)
    assert await Session.count() == 1
    assert {occasion for _, _, occasion in (await marks()).values()} == {session.code}
    assert {record.title for record in await TrainingRecord.objects()} == {"Prva grupa"}


async def test_with_several_groups_she_says_which(client, cast):
    await a_group(cast)
    second = await a_group(cast, title="Druga grupa")
    await client.sign_in(cast.jelena)
    home, answer = await recorded(client, ROW)
    assert answer.status_code == 409
    assert "Say which group" in (await client.get(f"{home}/rows")).text
    page = await client.get(f"{home}/sheets/0")
    assert "Druga grupa" in page.text
    columns = {
        f"column-{place}": name
        for place, name in enumerate(("days", "starts_at", "ends_at", "facilitator", "present", "excused", "title"))
    }
    given = {"kind": "intervision", "header_row": "1", "group": str(second.code)} | columns
    assert (await client.post(f"{home}/sheets/0", given)).status_code == 303
    assert (await client.post(f"{home}/application")).status_code == 303
    assert [one.group for one in await held()] == [second.id]


async def test_a_new_group_gets_a_name_no_group_has(client, cast):
    await a_group(cast, title="Intervizija")
    await client.sign_in(cast.jelena)
    home = await brought_in(client, "a.xlsx", listed(ROW))
    page = await client.get(f"{home}/sheets/0")
    assert "a new group: Интервизија 2" in page.text


async def test_undoing_takes_all_of_it_back_and_it_can_be_brought_in_again(client, cast):
    await client.sign_in(cast.jelena)
    home, _ = await recorded(client, ROW, NIGHT)
    assert (await client.post(f"{home}/undoing")).status_code == 303
    assert (await held(), await marks()) == ([], {})
    assert await SessionMinutes.count().where(current(SessionMinutes)) == 0
    assert [group.closed_on for group in await Group.objects()] == [clock.today()]
    events = {entry.event for entry in await AuditEntry.objects()}
    assert {"intervision:session:cancel", "intervision:minutes:withdraw", "intervision:group:close"} <= events
    assert (await recorded(client, ROW, NIGHT))[1].status_code == 303
    assert len(await held()) == 2
    assert [(one.title, bool(one.closed_on)) for one in await Group.objects().order_by(Group.id)] == [
        ("Интервизија", True),
        ("Интервизија", False),
    ]


async def test_a_group_that_met_keeps_its_name_after_it_closed(client, cast):
    group = await a_group(cast, title="Intervizija")
    await a_session(group, days=-9)
    group.closed_on = clock.today()
    await group.save()
    await client.sign_in(cast.jelena)
    home = await brought_in(client, "a.xlsx", listed(ROW))
    assert "a new group: Интервизија 2" in (await client.get(f"{home}/sheets/0")).text


async def test_a_session_somebody_built_on_stays(client, cast):
    await client.sign_in(cast.jelena)
    home, _ = await recorded(client, ROW, NIGHT)
    first, second = await held()
    given = {f"mark-{one.person.code}": "present" for one in (cast.jelena, cast.ilona, cast.djurdjica, cast.snezana)}
    walk_in = {"walk_ins": str(cast.snezana.person.code), "because": "došla je"}
    answer = await client.post(f"/intervision/sessions/{first.code}/attendance", given | walk_in)
    assert answer.status_code == 303
    await client.post(f"{home}/undoing")
    assert [one.code for one in await held()] == [first.code]
    assert second.code not in {occasion for _, _, occasion in (await marks()).values()}


async def test_a_list_without_times_records_hours_alone(client, cast):
    await client.sign_in(cast.jelena)
    rows = (
        ("Datum", "Trajanje", "Voditeljka", "Prisutne", "Tema"),
        ("14.1.2025.", "1,5", "Jelena Tomin", "Ilona Sabo", ""),
    )
    for expected in (303, 409):
        home = await brought_in(client, "a.xlsx", book(*rows, title="Intervizija"))
        await confirm_people(client, home)
        await client.post(f"{home}/rows/agreement")
        assert (await client.post(f"{home}/application")).status_code == expected
    assert (await held(), {occasion for _, _, occasion in (await marks()).values()}) == ([], {None})


async def test_the_command_line_does_the_same(db, db_settings, cast, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(listed(ROW, NIGHT))
    await run(db_settings, "import", path, "--yes", "--organisation", "ravnica")
    assert (await newest_batch()).state == "applied"
    assert [one.minutes for one in await held()] == [90, 60]


async def test_the_file_of_the_office_is_recognised_as_windows_cyrillic(client, cast):
    await client.sign_in(cast.jelena)
    assert (DATA / INTERVISION).read_bytes().decode("cp1251").startswith("Датум")
    home = await brought_in(client, INTERVISION)
    assert "Ђурђица Ђурић" in (await client.get(f"{home}/people")).text


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, db):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, "a.xlsx", listed(ROW))
    await confirm_people(client, home)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    answer = await client.http.post(f"{home}/application", data={"csrf_token": client.csrf})
    assert (answer.status_code, await counted()) == (500, [0, 0, 0, 0])


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Границе у разговору", "boundaries"),
        ("Tišina na liniji", "silent_calls"),
        ("Понављани позиви", "repeated_calls"),
        ("Godišnji osvrt", "year_review"),
        ("Saradnja sa centrom za socijalni rad, policija", "institutions"),
        ("Sagorevanje", "own_feelings"),
        ("Ноћно дежурство (промена сата)", None),
        ("", None),
        (None, None),
    ],
)
def test_a_theme_is_told_from_its_words(text, theme):
    assert theme_of(text) == theme
