"""The page of one consultation: what its main button is."""

import pytest

from tests.support.asking import agreed, trained

HOME = "/consultations"
pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("days", "kind"), [(0, "btn-primary"), (1, "btn-outline-secondary")])
async def test_recording_it_is_the_main_button_from_the_agreed_day_on(client, cast, days, kind):
    await trained(cast.ilona)
    one = await agreed(cast.djurdjica, cast.ilona, days=days)
    await client.sign_in(cast.ilona)
    page = (await client.get(f"{HOME}/{one.code}")).text
    link = next(part for part in page.split("<a ") if f'href="{HOME}/{one.code}/minutes"' in part.partition(">")[0])
    assert kind in link.partition(">")[0]
