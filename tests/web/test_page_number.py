"""Which page of a list an address asks for, the same for every list."""

import pytest

pytestmark = pytest.mark.anyio
LISTS = (
    "/",
    "/audit-entries",
    "/basic-trainings",
    "/certificates",
    "/compliance",
    "/compliance/obligations/RS-SOS-18.2",
    "/courses",
    "/people",
    "/programmes",
    "/training-records",
)
ODD = ("0", "-7", "x", "2.5", "", "²", "٣", "1e3", "9" * 19, "9" * 5000, "1&page_number=2")


@pytest.mark.parametrize("address", LISTS)
async def test_an_odd_number_is_a_page_too(client, cast, address):
    await client.sign_in(cast.snezana)
    for number in ODD:
        answer = await client.get(f"{address}?page_number={number}")
        assert answer.status_code == 200, number
