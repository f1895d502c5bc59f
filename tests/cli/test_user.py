import json

import pytest


@pytest.fixture
def listed(staffdev):
    return lambda: json.loads(staffdev("user", "list", "--json")[1])


def test_who_may_sign_in(staffdev, set_up, listed):
    (account,) = listed()
    assert (account["username"], account["name"]) == ("snezana", "Snežana Lazić")
    assert (account["roles"], account["disabled_at"]) == (["responsible_person"], None)
    assert "Snežana Lazić" in staffdev("user", "list", "--organisation", "ravnica")[1]


def test_somebody_is_asked_in_with_a_link(staffdev, set_up):
    code, out, err = staffdev("user", "add", "Mira Kostić", "--role", "board-member", "--role", "auditor")
    assert (code, err) == (0, "")
    assert "http://127.0.0.1:8000/invitation/" in out


def test_a_new_password_is_chosen_with_a_link(staffdev, set_up):
    code, out, _ = staffdev("user", "reset-password", "SNEŽANA")
    assert code == 0
    assert "http://127.0.0.1:8000/invitation/" in out


def test_the_last_responsible_person_stays(staffdev, set_up, listed):
    code, _, err = staffdev("user", "end-role", "snezana", "responsible-person")
    assert code == 1
    assert "nobody would be responsible" in err
    assert listed()[0]["roles"] == ["responsible_person"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["reset-password", "mira"], "Nobody has the user name mira."),
        (["end-role", "snezana", "auditor"], "Snežana Lazić does not have that role there."),
        (["list", "--organisation", "korak"], "Name one organisation with --organisation: ravnica."),
    ],
)
def test_what_is_not_there_is_named(staffdev, set_up, arguments, reason):
    assert staffdev("user", *arguments) == (1, "", f"staffdev: {reason}\n")
