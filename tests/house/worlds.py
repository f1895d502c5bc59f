"""Worlds that differ in one thing alone, and everything that somebody is handed in each of them.

A reader who is handed the same, to the byte, in two worlds cannot tell which of them she lives in.
"""

from collections.abc import Collection
from io import BytesIO
from zipfile import ZipFile

import httpx

from tests.cast import Member
from tests.house.addresses import addresses_of
from tests.house.conftest import House

VISITOR = "a-visitor-who-comes-again"  # what her browser holds, so that tokens against forged forms are the same
Answers = dict[str, tuple[int, bytes]]


def without_times(content: bytes) -> bytes:
    """A sheet is an archive that notes when it was made; what is in it counts."""
    if not content.startswith(b"PK"):
        return content
    with ZipFile(BytesIO(content)) as archive:
        inside = [(name, archive.read(name)) for name in sorted(archive.namelist()) if "core.xml" not in name]
    return repr(inside).encode()


async def seen_by(
    house: House, reader: Member | None, among: Collection[str] = (), more: Collection[str] = ()
) -> Answers:
    """Every answer she gets, by the name of the address, and of `more` addresses; or of some of them alone."""
    browser, answers = house.browser(reader), {}
    if reader is None:
        browser.token = VISITOR
    addresses = {
        one.name: one.filled(house.estate, house.cast.ravnica) for one in addresses_of(house.app) if one.method == "GET"
    }
    for name, address in (addresses | {f"GET {one}": one for one in more}).items():
        if not among or name in among:
            answer = await browser.http.get(address)
            answers[name] = answer.status_code, without_times(answer.content)
    return answers


def opened(answers: Answers) -> dict[str, tuple[int, bytes]]:
    """Those pages that she may open."""
    return {name: answer for name, answer in answers.items() if answer[0] == httpx.codes.OK}


def differing(one: Answers, other: Answers) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
