from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from staffdev.accounts import rules
from staffdev.accounts.browsers import name_of
from staffdev.accounts.forms import EndRoleForm, GrantForm, PasswordForm, SetUpForm, SignInForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.sheets.words import folded

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("begun", "seen", "alive"),
    [
        (0, 0, True),
        (29 * 60 + 59, 29 * 60 + 59, True),
        (30 * 60, 30 * 60, False),
        (12 * 3600 - 1, 60, True),
        (12 * 3600, 60, False),
    ],
)
def test_a_session_ends_after_half_an_hour_of_silence_and_after_twelve_hours(begun, seen, alive):
    created_at, seen_at = AT - timedelta(seconds=begun), AT - timedelta(seconds=seen)
    assert rules.session_is_alive(created_at=created_at, seen_at=seen_at, at=AT) is alive


@pytest.mark.parametrize(
    ("from_on", "until_on", "revoked", "counts"),
    [
        (TODAY, None, False, True),
        (TODAY + timedelta(days=1), None, False, False),
        (TODAY, TODAY, False, True),
        (date(2026, 1, 1), TODAY - timedelta(days=1), False, False),
        (date(2026, 1, 1), None, True, False),
    ],
)
def test_a_role_counts_from_its_first_day_to_its_last(from_on, until_on, revoked, counts):
    grant = SimpleNamespace(from_on=from_on, until_on=until_on, revoked_at=AT if revoked else None)
    assert rules.is_in_force(grant, today=TODAY) is counts


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (2, 0), (3, 1), (4, 2), (5, 4), (8, 32), (9, 60), (50, 60), (10_000, 60)]
)
def test_the_wait_doubles_up_to_a_minute(failures, seconds):
    assert rules.wait_after(failures, free=3) == seconds


@pytest.mark.parametrize(
    ("failures", "passed", "seconds"),
    [(2, 0, 0), (2, -1, 0), (9, 0, 60), (9, 1, 59), (9, 59.9, 1), (9, 60, 0), (9, 10_000, 0), (9, -5, 60)],
)
def test_what_has_passed_of_the_wait_counts(failures, passed, seconds):
    last_at = AT - timedelta(seconds=passed)
    assert rules.seconds_to_wait(failures, free=3, last_at=last_at, at=AT) == seconds


@pytest.mark.parametrize(
    ("minutes", "left"), [(0, 8), (14, 8), (15, 4), (30, 2), (45, 1), (60, 0), (100_000, 0), (-5, 8)]
)
def test_failures_are_forgotten_by_halves(minutes, left):
    assert rules.failures_left(8, last_at=AT - timedelta(minutes=minutes), at=AT) == left


@pytest.mark.parametrize("typed", ["Đurđica", "ĐURĐICA ", "Ђурђица", "djurdjica", "  đurđica"])
def test_a_user_name_is_the_same_in_either_script(typed):
    assert rules.fold_username(typed) == "djurdjica"


@pytest.mark.parametrize(
    "password",
    [
        "kratka",
        "elevenchars",
        "123456789012",
        "password1234",
        "Лозинка123456",
        "aaaaaaaaaaaaaaaa",
        "qwertyuiopasdf",
        "Jelena Tomin 1",
        "SOSRavnicaSOSRavnica",
        "ravnica2026!",
        "x" * 201,
    ],
)
def test_a_password_anybody_would_try_is_refused(password):
    assert rules.password_problem(password, about=["Jelena Tomin", "jelena", "SOS Ravnica", "ravnica"])


@pytest.mark.parametrize(
    "password",
    [
        "tri vedra kiše na Fruškoj",
        "konj baterija spajalica",
        "k2-Vx9!pQz7m",
        "мачка пије чај ноћу",
        "u" * 3 + "plavi zid 77",
    ],
)
def test_any_other_is_accepted_whatever_its_letters(password):
    assert rules.password_problem(password, about=["Jelena Tomin", "SOS Ravnica"]) is None


@pytest.mark.parametrize(
    ("form", "values"),
    [
        (SignInForm, {"username": "jelena", "password": "p" * 10_000}),
        (SignInForm, {"username": "j" * 10_000, "password": "p"}),
        (PasswordForm, {"current": "p" * 10_000, "password": "a", "password_again": "a"}),
        (PasswordForm, {"current": "p", "password": "one thing and", "password_again": "another thing"}),
        (GrantForm, {"role": "owner", "from_on": "1.1.2026."}),
        (GrantForm, {"role": "auditor", "from_on": "2.1.2026.", "until_on": "1.1.2026."}),
        (EndRoleForm, {"until_on": "tomorrow"}),
        (SetUpForm, {}),
    ],
)
def test_forms_refuse_what_makes_no_sense(form, values):
    with pytest.raises(Invalid):
        parse(form, values)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/128.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/128.0 Safari/537.36 Edg/128.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15", "Safari, Mac"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_what_its_owner_would_call_it(user_agent, name):
    assert name_of(user_agent) == name


def test_a_password_that_is_judged_is_not_kept_in_memory():
    folded.cache_clear()
    assert rules.password_problem("ljubičasti kišobran na tavanu", about=()) is None
    assert folded.cache_info().currsize == 0
