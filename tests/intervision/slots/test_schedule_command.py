"""`staffdev schedule` gives the answers of the page, and says in one line what was wrong with a question."""

import json
from datetime import timedelta

import pytest

from tests.intervision.slots import scene
from tests.intervision.slots.scene import monday
from tests.processes import command

ASKED = ("--group", "Prva grupa", "--weeks", "8", "--earliest", "17:00", "--latest", "21:00", "--on-holidays")


@pytest.fixture
def schedule(db_settings):
    """Runs the command as a program of its own: `code, out, err = schedule("series", "--json")`."""
    return command(db_settings, "schedule")


async def test_it_prints_five_proposals_as_json(cast, schedule):
    group = await scene.the_group(cast)
    await scene.on_leave(cast, cast.ilona, monday(2), monday(2) + timedelta(days=90))
    first = ("--first-on", f"{monday():%Y-%m-%d}", "--organisation", "ravnica")
    code, out, err = schedule("series", *ASKED, *first, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert (found["group"], found["minutes"], found["obstacle"]) == (str(group.code), 90, None)
    best = found["proposals"][0]
    assert len(best["dates"]) == 4
    assert set(best["objective"]) == {
        *("fallen_out", "smallest_attendance", "rarest_presence", "weighted_presence"),
        *("if_need_be", "soft_clashes", "stays"),
    }
    assert best["dates"][0]["cannot_come"] == [{"person": str(cast.ilona.person.code), "why": ["not_available"]}]
    assert "leave" not in out


async def test_people_read_sentences(cast, schedule):
    await scene.the_group(cast)
    code, out, err = schedule("series", *ASKED, "--organisation", "ravnica", "--weekday", "1")
    assert (code, err) == (0, "")
    assert out.startswith("1. Monday, 17:00, ")
    assert "at least 3 of 3 can come each time" in out
    code, out, _ = schedule("series", *ASKED, "--organisation", "ravnica", "--weekday", "7")
    assert (code, out.split(".")[0]) == (0, "There is no possible time")


async def test_one_session_and_groups_to_form(cast, schedule):
    for member in (cast.jelena, cast.ilona, cast.djurdjica):
        await scene.tells(member, scene.EVENINGS)
    hours = ("--organisation", "ravnica", "--earliest", "17:00", "--latest", "21:00", "--json", "--on-holidays")
    code, out, _ = schedule("groups", *hours, "--groups", "1", "--least", "2", "--most", "4")
    assert code == 0
    [group] = json.loads(out)["groups"]
    assert {one["person"] for one in group["members"]} >= {str(cast.ilona.person.code)}
    await scene.the_group(cast)
    code, out, _ = schedule("one", "--group", "Prva grupa", *hours, "--weeks", "1")
    assert code == 0
    assert [len(one["dates"]) for one in json.loads(out)["proposals"]][:1] == [1]
    _, out, _ = schedule("one", "--group", "Prva grupa", *(one for one in hours if one != "--json"), "--weeks", "1")
    assert out.splitlines()[0].startswith("1. ")
    assert " – " not in out.splitlines()[0], "one day is no span"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("series", *ASKED, "--weeks", "99"), 2, "--weeks: Enter how many weeks ahead to look, from 1 to 52."),
        (("series", *ASKED, "--minutes", "0:20"), 2, "--minutes: Enter the length in quarter hours"),
        (("series", *ASKED, "--groups", "3"), 2, "--groups says nothing about this question."),
        (("one", "--weeks", "3"), 2, "--group: say for which group."),
        (("series", "--group", "Nema je"), 1, "There is no group Nema je."),
        (("sometime",), 2, "sometime"),
    ],
)
async def test_a_question_that_cannot_be_asked_is_answered_in_one_line(cast, schedule, arguments, status, said):
    await scene.the_group(cast)
    code, out, err = schedule(*arguments, "--organisation", "ravnica")
    assert (code, out) == (status, "")
    assert said in err.splitlines()[-1]


async def test_its_help_says_what_it_does(schedule):
    code, out, _ = schedule("--help")
    assert code == 0
    assert "Find times at which a group can meet." in out
    for option in ("--group", "--rhythm", "--weekday", "--may-fall-out", "--json"):
        assert option in out
