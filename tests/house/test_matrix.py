"""Who gets which answer where: matrix.toml says it for every route, verb and role, and the application agrees.

After a change that is meant: STAFFDEV_TEST_MATRIX=write pytest tests/house/test_matrix.py, then read the difference.
"""

import os
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import httpx
import pytest

from staffdev.web.csrf import FIELD
from tests.cast import Cast, Member
from tests.house.addresses import SAFE, Address, addresses_of
from tests.house.conftest import House

FILE = Path(__file__).with_name("matrix.toml")
CHANGED = {200, 201, 303}
HEAD = """\
# What each route answers, by who asks. The records are Ilona's, of Ravnica; a form is sent empty, with her token.
#
#   visitor       nobody has signed in                    responsible   Snežana, responsible person of Ravnica
#   colleague     Đurđica, consultant of Ravnica          board         Mira, board member of Ravnica
#   herself       Ilona, whose records they are           auditor       Olga, auditor of Ravnica
#   coordinator   Jelena, coordinator of Ravnica          stranger      Nada, coordinator of Korak
#
# 200 the page · 303 done, or sign in first · 403 refused with the reason · 404 not for her · 409 too late
# 422 she may, once she fills it in
#
"""
COLUMNS = ("visitor", "colleague", "herself", "coordinator", "responsible", "board", "auditor", "stranger")


def who(cast: Cast) -> dict[str, Member | None]:
    members = (None, cast.djurdjica, cast.ilona, cast.jelena, cast.snezana, cast.mira, cast.olga, cast.nada)
    return dict(zip(COLUMNS, members, strict=True))


async def answers_of(house: House, address: Address) -> list[int]:
    """What the address answers to each, the database fresh after each change."""
    path, answers = address.filled(house.estate, house.cast.ravnica), []
    for member in who(house.cast).values():
        async with house.browser(member) as browser:
            answer = await ask(browser, address.method, path)
        if address.method not in SAFE and answer.status_code in CHANGED:
            await house.fresh()
        answers.append(answer.status_code)
    return answers


async def ask(browser, method: str, path: str) -> httpx.Response:
    """Past the checks of pages, which other tests make: this one asks more than a thousand times."""
    data = None if method in SAFE else {FIELD: browser.csrf}
    answer: httpx.Response = await browser.http.request(method, path, data=data)
    assert not answer.is_server_error, f"{method} {path} failed; the log below says why"
    return answer


async def found(house: House) -> dict[str, list[int]]:
    return {address.name: await answers_of(house, address) for address in addresses_of(house.app)}


def expected() -> dict[str, list[int]]:
    tables = tomllib.loads(FILE.read_text("utf-8")) if FILE.is_file() else {}
    return {name: [int(each) for each in row.split()] for table in tables.values() for name, row in table.items()}


def written(answers: dict[str, list[int]]) -> str:
    """The whole file: one table for every first part of an address."""
    lines = [HEAD.rstrip()]
    width = max(len(name) for name in answers) + 2
    for part, names in groupby(sorted(answers, key=by_path), key=lambda name: by_path(name)[0]):
        heading = " ".join(f"{column:<11}" for column in COLUMNS).rstrip()
        lines += ["", f"[{part or 'home'}]".ljust(width + 1) + f"#  {heading}"]
        lines += [f'{f"{chr(34)}{name}{chr(34)}":<{width}} = "{row(answers[name])}"' for name in names]
    return "\n".join(lines) + "\n"


def row(answers: list[int]) -> str:
    return " ".join(f"{answer:<11}" for answer in answers).rstrip()


def by_path(name: str) -> tuple[str, str, str]:
    method, path = name.split(" ", 1)
    return path.split("/")[1].partition(".")[0], path, method


def differences(answers: dict[str, list[int]], agreed: dict[str, list[int]]) -> Iterator[str]:
    for name in sorted(answers.keys() | agreed.keys(), key=by_path):
        if name not in agreed:
            yield f"{name} is missing in matrix.toml; it answers {row(answers[name])}"
        elif name not in answers:
            yield f"{name} is in matrix.toml, but there is no such route"
        else:
            for column, now, then in zip(COLUMNS, answers[name], agreed[name], strict=True):
                if now != then:
                    yield f"{name} answers {now} to the {column}; matrix.toml says {then}"


async def test_everybody_gets_the_agreed_answer(house):
    answers = await found(house)
    if os.environ.get("STAFFDEV_TEST_MATRIX") == "write":
        FILE.write_text(written(answers), "utf-8")
    found_different = list(differences(answers, expected()))
    assert not found_different, "\n".join(found_different)


# What no line of the file may say, whoever wrote it.


@pytest.mark.parametrize("name", [name for name in expected() if "_code}" in name or "{code}" in name])
def test_a_stranger_finds_nothing(name):
    """A foreign organisation's coordinator gets the answer of a page that does not exist, or her role's refusal."""
    answers = dict(zip(COLUMNS, expected()[name], strict=True))
    assert answers["stranger"] in {403, 404}
    assert answers["stranger"] == 404 or answers["coordinator"] == 403, "the refusal tells her that it exists"


@pytest.mark.parametrize("name", [name for name in expected() if not name.startswith("GET")])
def test_the_auditor_changes_nothing_of_the_organisations(name):
    answers = dict(zip(COLUMNS, expected()[name], strict=True))
    assert answers["auditor"] in {403, 404} or name.split(" ")[1].split("/")[1] in OWN


OWN = {  # her own session and account, and what is open to everybody
    *("account", "acting-organisation", "language", "sign-in", "sign-out", "second-factor", "set-up", "invitation"),
    "certificates",  # verification only: the others answer 403, which the agreed answers say
}


def test_a_difference_is_told():
    agreed = {"GET /people": [303, 403, 403, 200, 200, 200, 200, 200], "GET /gone": [404] * 8}
    now = {"GET /people": [200, 403, 403, 200, 200, 200, 200, 200], "GET /came": [200] * 8}
    told = list(differences(now, agreed))
    assert len(told) == 3
    assert "GET /people answers 200 to the visitor" in told[-1]
