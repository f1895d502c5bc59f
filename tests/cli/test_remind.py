"""`staffdev remind`: once, twice, two at once, as JSON and as lines."""

import json
import subprocess
import sys

import pytest


def test_it_makes_them_once_and_says_so(staffdev, set_up):
    code, out, _ = staffdev("remind", "--json")
    [first] = json.loads(out)
    assert (code, first["organisation"], first["digests"]) == (0, "ravnica", 1)
    code, out, _ = staffdev("remind", "--json")
    assert (code, json.loads(out)) == (0, [{"organisation": "ravnica", "digests": 0, "reminders": 0, "mailed": 0}])


def test_it_speaks_in_lines(staffdev, set_up):
    code, out, _ = staffdev("remind")
    assert code == 0
    assert "ravnica" in out


def test_an_organisation_that_is_none_is_one_clear_line(staffdev, set_up):
    code, out, err = staffdev("remind", "--organisation", "nema")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize("processes", [3])
def test_two_processes_at_once_make_them_once(office, set_up, processes):
    command = [sys.executable, "-m", "staffdev", "remind", "--json"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(processes)]  # noqa: S603 - our own command
    made = [json.loads(one.communicate(timeout=60)[0])[0]["digests"] for one in running]
    assert sorted(made) == [0] * (processes - 1) + [1]
