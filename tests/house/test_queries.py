"""A page asks the database the same number of questions for ten people and for sixty."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from staffdev.db.database import database
from tests.cast import create_cast
from tests.client import Client
from tests.conftest import SECRET, copy_of
from tests.house.addresses import addresses_of
from tests.house.estate import furnish

FEW, MANY = 10, 60  # a page shows fifty rows, so more change nothing
MOST = 60  # questions of one page; more than that is a page that does too much
WHOLE = {  # files that hold everything, and are written piece by piece: so many questions per so many rows
    "GET /interchange",
}


@contextmanager
def listened(engine):
    ran, send = [], engine.run_querystring

    async def listen(querystring, *args, **kwargs):
        ran.append(str(querystring))
        return await send(querystring, *args, **kwargs)

    engine.run_querystring = listen
    try:
        yield ran
    finally:
        del engine.run_querystring


async def counted(app, settings, people: int) -> dict[str, int]:
    """How many questions each page asks, by who looks at it and its address."""
    app.state.settings = replace(settings, secret=SECRET)
    found = {}
    async with database(settings) as engine:
        estate = await furnish(await create_cast(), people=people)
        for member in (estate.cast.snezana, estate.cast.jelena, estate.cast.ilona):
            browser = Client(app)
            browser.token = estate.sessions[member.username]
            for address in addresses_of(app):
                if address.method == "GET" and address.name not in WHOLE:
                    with listened(engine) as ran:
                        answer = await browser.http.get(address.filled(estate, estate.cast.ravnica))
                    assert not answer.is_server_error, address.name
                    if answer.is_success:
                        found[f"{address.name} for {member.username}"] = len(ran)
    return found


@pytest.fixture
async def settings_twice(sqlite_template, tmp_path):
    folders = tmp_path / "few", tmp_path / "many"
    for folder in folders:
        folder.mkdir()
    return [copy_of(sqlite_template, folder) for folder in folders]


async def test_more_people_are_no_more_questions(app, settings_twice):
    few = await counted(app, settings_twice[0], FEW)
    many = await counted(app, settings_twice[1], MANY)
    grown = [
        f"{name}: {few[name]} questions for {FEW} people, {n} for {MANY}" for name, n in many.items() if n > few[name]
    ]
    assert few.keys() == many.keys()
    assert not grown, "\n".join(grown)
    heavy = [f"{name}: {n} questions" for name, n in few.items() if n > MOST]
    assert not heavy, "\n".join(heavy)


async def test_every_question_is_counted(house):
    with listened(house.engine) as ran:
        for member in house.cast.of_ravnica:
            await house.browser(member).http.get("/account")
    assert len(ran) >= 2 * len(house.cast.of_ravnica), "each asks at least who she is and for her account"
    asked = len(ran)
    await house.browser(house.cast.ilona).http.get("/account")
    assert len(ran) == asked, "outside the block nothing is counted"
