"""The register: who sees what, found in any script, paged and sorted by the database, taken away as a sheet."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest

from staffdev.training.vocabulary import RecordState, TrainingKind
from tests.cast import create_person
from tests.training.ledger.ledgering import of, written

pytestmark = pytest.mark.anyio
REGISTER = "/training-records"


async def test_it_lists_everybodys_training_latest_first(client, cast):
    early = await written(cast.ilona, held_on=date(2026, 1, 10), title="Ranija")
    late = await written(cast.djurdjica, held_on=date(2026, 4, 10), title="Kasnija")
    theirs = await written(cast.tijana, title="Tuđa")
    await client.sign_in(cast.jelena)
    text = (await client.get(REGISTER)).text
    assert text.index(late.title) < text.index(early.title)
    assert theirs.title not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=djurdjica", {"Đurđicina"}),
        ("search=Ђурђица", {"Đurđicina"}),
        ("search=PEIĆ", {"Đurđicina"}),
        ("search=%25", {"Đurđicina", "Ilonina", "Prošlogodišnja"}),
        ("search=niko", set()),
        ("state=verified", {"Ilonina"}),
        ("year=2025", {"Prošlogodišnja"}),
        ("kind=seminar", {"Đurđicina"}),
        ("state=verified&year=2025", set()),
    ],
)
async def test_it_finds(client, cast, query, found):
    await written(cast.djurdjica, title="Đurđicina", kind=TrainingKind.SEMINAR)
    await written(cast.ilona, title="Ilonina", state=RecordState.VERIFIED)
    await written(cast.ilona, title="Prošlogodišnja", held_on=date(2025, 12, 31))
    await client.sign_in(cast.jelena)
    page = await client.get(f"{REGISTER}?{query}")
    assert page.status_code == 200
    assert {title for title in ("Đurđicina", "Ilonina", "Prošlogodišnja") if title in page.text} == found


@pytest.mark.parametrize("query", ["year=abc", "state=lost", "kind=party", "year=99999"])
async def test_a_filter_that_makes_no_sense_is_said(client, cast, query):
    await client.sign_in(cast.jelena)
    assert (await client.get(f"{REGISTER}?{query}")).status_code == 422


async def test_pages_and_sizes_stand_in_the_address(client, cast):
    for number in range(120):
        await written(cast.ilona, held_on=date(2025, 1, 1) + timedelta(days=number), title=f"Obuka {number:03}")
    await client.sign_in(cast.jelena)
    first = (await client.get(f"{REGISTER}?sort=held_on")).text
    assert "1–50 of 120" in first
    assert "Obuka 000" in first
    assert "Obuka 050" not in first
    assert "sort=held_on&amp;page_number=2" in first
    last = (await client.get(f"{REGISTER}?sort=held_on&size=100&page_number=2")).text
    assert "101–120 of 120" in last
    assert "Obuka 119" in last
    for far in (99, 10**30):
        assert (await client.get(f"{REGISTER}?page_number={far}")).status_code == 200
    assert "1–50 of 120" in (await client.get(f"{REGISTER}?size=7&sort=nonsense")).text


@pytest.mark.parametrize(("sort", "names"), [("person", "PS"), ("-person", "SP")])
async def test_people_stand_in_the_order_of_the_alphabet(client, cast, sort, names):
    await written(cast.ilona)
    await written(cast.djurdjica)
    await client.sign_in(cast.jelena)
    text = (await client.get(f"{REGISTER}?sort={sort}")).text
    order = sorted({"P": text.index("Peić Đurđica"), "S": text.index("Sabo Ilona")}.items(), key=lambda one: one[1])
    assert "".join(name for name, _ in order) == names


@pytest.mark.parametrize(
    ("who", "status"), [("jelena", 200), ("snezana", 200), ("mira", 200), ("olga", 200), ("ilona", 403)]
)
async def test_who_opens_it(client, cast, who, status):
    await client.sign_in(getattr(cast, who))
    assert (await client.get(REGISTER)).status_code == status
    assert (await client.get(f"{REGISTER}.csv")).status_code == status


async def test_the_auditor_reads_and_decides_nothing(client, cast):
    row = await written(cast.ilona)
    await client.sign_in(cast.olga)
    page = await client.get(REGISTER)
    assert row.title in page.text
    assert 'name="row"' not in page.text
    show = await client.get(of(row))
    assert show.status_code == 200
    assert "/verification" not in show.text


async def test_it_asks_as_much_for_many_as_for_few(client, cast, statements):
    await written(cast.ilona)
    await client.sign_in(cast.jelena)
    await client.get(REGISTER)
    with statements() as few:
        await client.get(f"{REGISTER}?size=100")
    for number in range(60):
        person = await create_person(cast.ravnica, f"Ime{number} Prezime{number}")
        await written(type(cast.ilona)(cast.ilona.account, cast.ravnica, frozenset(), person), title=f"Obuka {number}")
    with statements() as many:
        assert "Obuka 59" in (await client.get(f"{REGISTER}?size=100")).text
    assert len(many) == len(few) <= 12


async def test_the_sheets_hold_what_the_filters_find(client, cast):
    await written(cast.ilona, title="=HYPERLINK(1)", minutes=150, comment="@zlo")
    await written(cast.ilona, title="Druge godine", held_on=date(2025, 3, 3))
    await client.sign_in(cast.jelena)
    csv = await client.get(f"{REGISTER}.csv?year=2026")
    assert csv.headers["content-disposition"].startswith("attachment")
    lines = csv.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert ";10.5.2026.;'=HYPERLINK(1);" in lines[1]
    assert ";2:30;" in lines[1]
    assert ";'@zlo;" in lines[1]
    book = openpyxl.load_workbook(BytesIO((await client.get(f"{REGISTER}.xlsx?year=2026")).content))
    title = book.worksheets[0]["D2"]
    assert (title.value.lstrip("'"), title.data_type) == ("=HYPERLINK(1)", "s")


async def test_a_sheet_of_nonsense_is_refused(client, cast):
    await client.sign_in(cast.jelena)
    assert (await client.get(f"{REGISTER}.csv?year=abc")).status_code == 422
