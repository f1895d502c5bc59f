"""Personal goals: hers and the coordinator's, nobody else's."""

from datetime import date

import pytest

from staffdev.db.facts import current
from staffdev.plans.tables import PersonalGoal
from tests.plans.planning import adopted, goal_of, on, planned, the
from tests.training.ledger.ledgering import written

pytestmark = pytest.mark.anyio
GOAL = {"wording": "Da mirnije vodim teške pozive", "due_on": "30.11.2026.", "topics": "T7a"}


@pytest.fixture(autouse=True)
async def today():
    with on(2026, 6, 10):
        yield


def goals(member, tail="", year=2026):
    return f"/people/{member.person.code}/plans/{year}/goals{tail}"


def page_of(member):
    return f"/people/{member.person.code}/development"


@pytest.mark.parametrize("who", ["ilona", "jelena"])
async def test_she_or_the_coordinator_sets_a_goal(client, cast, who):
    await planned(cast)
    await client.sign_in(getattr(cast, who))
    page = await client.follow(await client.post(goals(cast.ilona), GOAL))
    assert GOAL["wording"] in page.text
    goal = await the(PersonalGoal)
    assert (goal.person, goal.topics, goal.due_on) == (cast.ilona.person.id, "T7a", date(2026, 11, 30))
    await client.sign_in(cast.ilona)
    assert GOAL["wording"] in (await client.get("/my-development")).text


@pytest.mark.parametrize(("who", "said"), [("ilona", "What you want to reach"), ("jelena", "What she wants to reach")])
async def test_she_herself_is_spoken_to(client, cast, who, said):
    await planned(cast)
    await client.sign_in(getattr(cast, who))
    assert said in (await client.get(goals(cast.ilona, "/new"))).text


async def test_what_is_foreseen_is_asked_for_its_topics_without_lengths(client, cast):
    await planned(cast)
    await client.sign_in(cast.jelena)
    for path in (goals(cast.ilona, "/new"), "/plans/2026/items/new"):
        page = (await client.get(path)).text
        assert "Topics it is about (Article 17)" in page
        assert 'value="T7a"' in page
        assert "minutes-T7a" not in page
        assert "Topics covered" not in page


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"wording": " "}, "Write what she wants to reach."),
        ({"wording": "x" * 501}, "Shorten this to 500 characters: it has 501."),
        ({"due_on": "1.1.2027."}, "Enter a day of 2026"),
        ({"done_on": "11.6.2026."}, "This day is in the future."),
        ({"done_on": "31.12.2025."}, "This is before 2026"),
    ],
)
async def test_it_says_what_to_correct_and_sets_nothing(client, cast, change, advice):
    await planned(cast)
    await client.sign_in(cast.ilona)
    answer = await client.post(goals(cast.ilona), GOAL | change)
    assert answer.status_code == 422
    assert advice in answer.text
    assert await PersonalGoal.count() == 0


@pytest.mark.parametrize("who", ["snezana", "mira", "olga"])
async def test_it_is_nobody_elses_business(client, cast, who):
    goal = await goal_of(await adopted(cast), cast.ilona)
    await client.sign_in(getattr(cast, who))
    for path in (page_of(cast.ilona), goals(cast.ilona, "/new"), goals(cast.ilona, f"/{goal.code}/edit")):
        assert (await client.get(path)).status_code == 403
    for tail in ("", f"/{goal.code}", f"/{goal.code}/withdrawal"):
        assert (await client.post(goals(cast.ilona, tail), GOAL)).status_code == 403


async def test_a_colleague_and_another_organisation_find_nothing(client, cast):
    goal = await goal_of(await adopted(cast), cast.ilona)
    for who in (cast.djurdjica, cast.nada):
        await client.sign_in(who)
        assert (await client.get(page_of(cast.ilona))).status_code == 404
        assert (await client.post(goals(cast.ilona, f"/{goal.code}"), GOAL)).status_code == 404


async def test_a_coordinators_own_goals_are_between_her_and_the_responsible_person(client, cast):
    await adopted(cast)
    await client.sign_in(cast.snezana)
    assert (await client.post(goals(cast.jelena), GOAL)).status_code == 303
    await client.sign_in(cast.jelena)
    assert GOAL["wording"] in (await client.get("/my-development")).text


async def test_a_goal_under_anothers_name_does_not_exist(client, cast):
    goal = await goal_of(await adopted(cast), cast.ilona)
    await client.sign_in(cast.jelena)
    assert (await client.get(goals(cast.djurdjica, f"/{goal.code}/edit"))).status_code == 404
    assert (await client.get(goals(cast.ilona, "/new", year=2024))).status_code == 404


async def test_it_is_reached_on_a_day_or_by_trainings_with_its_topics(client, cast):
    plan = await adopted(cast)
    goal = await goal_of(plan, cast.ilona, topics="T7a T7b")
    await client.sign_in(cast.ilona)
    assert "not yet" in (await client.get("/my-development")).text
    await written(cast.ilona, held_on=date(2026, 3, 1), topics="T7a")
    assert "in part" in (await client.get("/my-development")).text
    await written(cast.djurdjica, held_on=date(2026, 3, 2), topics="T7b")
    assert "in part" in (await client.get("/my-development")).text
    form = GOAL | {"done_on": "10.6.2026."}
    page = await client.follow(await client.post(goals(cast.ilona, f"/{goal.code}"), form))
    assert "done" in page.text.partition("<main")[2]
    assert await PersonalGoal.count() == 2


async def test_it_is_taken_back_with_a_reason(client, cast):
    goal = await goal_of(await adopted(cast), cast.ilona)
    await client.sign_in(cast.ilona)
    assert (await client.post(goals(cast.ilona, f"/{goal.code}/withdrawal"), {"because": ""})).status_code == 422
    assert (await client.post(goals(cast.ilona, f"/{goal.code}/withdrawal"), {"because": "Greška"})).status_code == 303
    assert await PersonalGoal.count().where(current(PersonalGoal)) == 0


async def test_the_log_never_says_what_a_goal_is(client, cast):
    await adopted(cast)
    await client.sign_in(cast.ilona)
    await client.post(goals(cast.ilona), GOAL)
    goal = await the(PersonalGoal)
    await client.post(goals(cast.ilona, f"/{goal.code}"), GOAL | {"wording": "Nešto sasvim drugo"})
    for who in (cast.snezana, cast.olga):
        await client.sign_in(who)
        text = (await client.get("/audit-entries")).text
        assert "Personal goal" in text
        assert "teške pozive" not in text
        assert "Nešto sasvim drugo" not in text


@pytest.mark.parametrize("tail", ["", "/{code}", "/{code}/withdrawal"])
async def test_without_an_audit_entry_nothing_is_written(client, cast, broken_audit, tail):
    goal = await goal_of(await planned(cast), cast.ilona)
    await client.sign_in(cast.ilona)
    form = {**GOAL, "because": "Greška", "csrf_token": client.csrf}
    form = {"because": "Greška", "csrf_token": client.csrf} if "withdrawal" in tail else form
    path = goals(cast.ilona, tail.format(code=goal.code))
    assert (await client.http.post(path, data=form)).status_code == 500
    assert ((await the(PersonalGoal)).wording, await PersonalGoal.count()) == ("Mirnije voditi teške pozive", 1)


@pytest.mark.parametrize(
    ("who", "whose", "offered"),
    [
        ("snezana", "jelena", True),  # a coordinator's own are between her and the responsible person
        ("snezana", "ilona", False),
        ("jelena", "ilona", True),
        ("jelena", "jelena", True),
        ("mira", "jelena", False),
        ("olga", "jelena", False),
    ],
)
async def test_the_way_to_goals_is_offered_to_those_who_may_go_it(client, cast, who, whose, offered):
    await client.sign_in(getattr(cast, who))
    hers = getattr(cast, whose)
    there = (await client.get(f"/people/{hers.person.code}")).text
    assert (page_of(hers) in there) == offered
    assert ((await client.get(page_of(hers))).status_code == 200) == offered
