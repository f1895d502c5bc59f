from uuid import UUID

import pytest

from staffdev.access import Actor
from staffdev.vault.keys import Keyring, held, hold


@pytest.fixture(autouse=True)
def keyring():
    """Each test has keys of its own."""
    before = held()
    keyring = Keyring.new()
    hold(keyring)
    yield keyring
    hold(before)


@pytest.fixture
def mira():
    return Actor(account_id=1, account_code=UUID(int=7), name="Mira", person_id=1, organisation_id=1)
