from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.vault.keys import Keyring, hold
from staffdev.vault.seal import seal, unseal

CODE = UUID(int=1)
CELL: dict[str, Any] = {"table": "account", "column": "totp_secret", "code": CODE}


@given(st.text())
def test_what_is_sealed_can_be_opened_again(text):
    assert unseal(seal(text, **CELL), **CELL) == text


def test_the_same_text_is_sealed_otherwise_each_time():
    assert len({seal("JBSWY3DPEHPK3PXP", **CELL) for _ in range(100)}) == 100


def test_it_says_nothing_of_what_is_in_it():
    assert "JBSWY3DPEHPK3PXP" not in seal("JBSWY3DPEHPK3PXP", **CELL)
    assert len(seal("x" * 32, **CELL)) <= 90


@pytest.mark.parametrize(
    "elsewhere",
    [{"table": "invitation"}, {"column": "name"}, {"code": uuid4()}, {"table": "account/totp_secret", "column": ""}],
)
def test_moved_to_another_cell_it_does_not_open(elsewhere):
    with pytest.raises(ValueError, match="does not open"):
        unseal(seal("tajna", **CELL), **CELL | elsewhere)


def test_changed_anywhere_it_does_not_open():
    sealed = seal("tajna", **CELL)
    for place in range(len(sealed) - 1):  # of the last character two bits say nothing
        changed = "A" if sealed[place] != "A" else "B"
        with pytest.raises(ValueError, match=r"sealed field|Incorrect padding|invalid"):
            unseal(sealed[:place] + changed + sealed[place + 1 :], **CELL)


@pytest.mark.parametrize("sealed", ["", "s1.", "s1.AAAA", "JBSWY3DPEHPK3PXP", "s2.AAAA", "s1.č"])
def test_what_was_never_sealed_does_not_open(sealed):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the reason
        unseal(sealed, **CELL)


def test_with_another_key_it_does_not_open():
    sealed = seal("tajna", **CELL)
    hold(Keyring.new())
    with pytest.raises(ValueError, match="does not open"):
        unseal(sealed, **CELL)
