"""The page to breathe at: the same for everybody, kept by the browser, so that it opens with the cable out."""

import pytest

pytestmark = pytest.mark.anyio
HOME = "/breathing"


@pytest.mark.parametrize("who", ["visitor", "ilona"])
async def test_a_browser_may_keep_it_and_is_given_nothing_that_would_make_it_ask_again(client, cast, who):
    if who != "visitor":
        await client.sign_in(getattr(cast, who))
    answer = await client.get(HOME)
    assert answer.status_code == 200
    assert "max-age=604800" in answer.headers["cache-control"]
    assert "set-cookie" not in answer.headers  # it varies by cookie: with a new one it would not be found again
    for hers in ("Ilona", "<form", "csrf"):
        assert hers not in answer.text
