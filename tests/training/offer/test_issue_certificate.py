"""Certificates: earned, issued, replaced, withdrawn."""

import json
from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.people.tables import Person
from staffdev.training.offer.actions.certificates import next_number
from staffdev.training.tables import BasicTraining, Certificate
from staffdev.training.vocabulary import Mark
from tests.training.offer.offering import a_course, a_finished_course, a_session, enrolled


def issue(cast, *members, **change):
    people = [str(member.person.code) for member in members]
    return {"people": people, "signatory": str(cast.snezana.person.code), "language": "sr-Latn"} | change


async def test_it_is_issued_to_whoever_has_earned_it(client, cast):
    course = await a_finished_course(cast, (cast.ilona, Mark.PRESENT), (cast.djurdjica, Mark.PARTIAL, 60))
    await client.sign_in(cast.jelena)
    page = (await client.get(f"/courses/{course.code}/certificates")).text
    assert "earned" in page
    assert "2 h 24 min too little" in page
    shown = await client.follow(await client.post(f"/courses/{course.code}/certificates", issue(cast, cast.ilona)))
    assert "1 certificate is issued." in shown.text
    [made] = await Certificate.objects()
    said = json.loads(made.payload)
    assert (made.number, made.person) == (f"1/{clock.today().year}", cast.ilona.person.id)
    assert (said["person"], said["minutes"], said["signatory"]) == ("Ilona Sabo", 240, "Snežana Lazić")
    assert said["topics"][0] == "rodno zasnovano nasilje"
    assert await AuditEntry.exists().where(AuditEntry.event == "training:certificate:issue")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"people": []}, "people"),
        ({"signatory": ""}, "signatory"),
        ({"signatory": "x"}, "signatory"),
        ({"language": "de"}, "language"),
    ],
)
async def test_it_says_what_to_correct_and_issues_nothing(client, cast, change, field):
    course = await a_finished_course(cast, (cast.ilona, Mark.PRESENT))
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/courses/{course.code}/certificates", issue(cast, cast.ilona) | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await Certificate.count()


async def test_nobody_gets_one_unearned_twice_or_from_outside(client, cast):
    course = await a_finished_course(cast, (cast.ilona, Mark.PRESENT), (cast.djurdjica, Mark.ABSENT))
    await client.sign_in(cast.jelena)
    address = f"/courses/{course.code}/certificates"
    assert (await client.post(address, issue(cast, cast.djurdjica))).status_code == 422
    assert (await client.post(address, issue(cast, cast.tijana))).status_code == 422
    assert (await client.post(address, issue(cast, cast.ilona))).status_code == 303
    assert (await client.post(address, issue(cast, cast.ilona))).status_code == 422
    assert await Certificate.count() == 1


async def test_the_coordinators_own_waits_for_verification(client, cast):
    course = await a_finished_course(cast, (cast.jelena, Mark.PRESENT))
    await client.sign_in(cast.jelena)
    address = f"/courses/{course.code}/certificates"
    assert "her hours wait for verification" in (await client.get(address)).text
    assert (await client.post(address, issue(cast, cast.jelena))).status_code == 422


async def test_a_course_that_goes_on_or_is_not_marked_is_too_early(client, cast):
    course = await a_course(cast)
    address = f"/courses/{course.code}/certificates"
    await client.sign_in(cast.jelena)
    assert "No session was held" in (await client.get(address)).text
    await a_session(cast, course, days=-1)
    await enrolled(cast, course, cast.ilona)
    assert "The attendance of these sessions is missing:" in (await client.get(address)).text
    await a_session(cast, course, days=1)
    assert "The course goes on until" in (await client.get(address)).text
    assert (await client.post(address, issue(cast, cast.ilona))).status_code == 422


async def test_the_certificate_of_a_basic_programme_is_basic_training(client, cast):
    course = await a_finished_course(cast, (cast.djurdjica, Mark.PRESENT), is_basic=True)
    await client.sign_in(cast.jelena)
    await client.post(f"/courses/{course.code}/certificates", issue(cast, cast.djurdjica))
    [fact] = await BasicTraining.objects()
    [made] = await Certificate.objects()
    assert (fact.person, fact.certificate_number) == (cast.djurdjica.person.id, made.number)
    assert fact.started_on == fact.completed_on == clock.today() - timedelta(days=1)
    assert (fact.minutes, fact.attended_minutes, fact.topics) == (240, 240, "T1:60 T2")
    assert (fact.state, fact.verified_as, fact.programme) == ("verified", "coordinator", course.programme)


async def test_what_is_corrected_later_changes_nothing_until_it_is_issued_anew(client, cast):
    course = await a_finished_course(cast, (cast.djurdjica, Mark.PRESENT), is_basic=True)
    await client.sign_in(cast.jelena)
    await client.post(f"/courses/{course.code}/certificates", issue(cast, cast.djurdjica))
    [old] = await Certificate.objects()
    paper = (await client.get(f"/certificates/{old.code}/paper")).content
    await Person.update({Person.last_name: "Peić Kiš"}).where(Person.id == cast.djurdjica.person.id)
    assert (await client.get(f"/certificates/{old.code}/paper")).content == paper
    assert (await client.get(f"/certificates/{old.code}/replacement")).status_code == 200
    why = {"because": "udala se", "signatory": str(cast.snezana.person.code), "language": "sr-Cyrl"}
    assert (await client.post(f"/certificates/{old.code}/replacement", why | {"because": ""})).status_code == 422
    shown = await client.follow(await client.post(f"/certificates/{old.code}/replacement", why))
    assert "Đurđica Peić Kiš" in shown.text
    kept = await client.get(f"/certificates/{old.code}")
    assert "This certificate is withdrawn" in kept.text
    assert "Replaced by number 2/" in kept.text
    assert (await client.get(f"/certificates/{old.code}/paper")).content == paper
    [fact] = await BasicTraining.objects().where(current(BasicTraining))
    assert fact.certificate_number.startswith("2/")
    assert (await client.post(f"/certificates/{old.code}/replacement", why)).status_code == 409


async def test_a_withdrawal_takes_the_basic_training_with_it(client, cast):
    course = await a_finished_course(cast, (cast.djurdjica, Mark.PRESENT), is_basic=True)
    await client.sign_in(cast.jelena)
    await client.post(f"/courses/{course.code}/certificates", issue(cast, cast.djurdjica))
    [made] = await Certificate.objects()
    assert (await client.get(f"/certificates/{made.code}/withdrawal")).status_code == 200
    assert (await client.post(f"/certificates/{made.code}/withdrawal", {"because": ""})).status_code == 422
    await client.post(f"/certificates/{made.code}/withdrawal", {"because": "zamenjene osobe"})
    assert not await BasicTraining.count().where(current(BasicTraining))
    assert (await client.post(f"/certificates/{made.code}/withdrawal", {"because": "opet"})).status_code == 409
    answer = await client.post(f"/courses/{course.code}/certificates", issue(cast, cast.djurdjica))
    assert answer.status_code == 303
    assert {row.number.split("/")[0] for row in await Certificate.objects()} == {"1", "2"}


@pytest.mark.parametrize("member", ["ilona", "olga", "mira"])
async def test_who_does_not_lead_may_not_issue_replace_or_withdraw(client, cast, member):
    course = await a_finished_course(cast, (cast.ilona, Mark.PRESENT))
    await client.sign_in(cast.jelena)
    await client.post(f"/courses/{course.code}/certificates", issue(cast, cast.ilona))
    [made] = await Certificate.objects()
    await client.sign_in(getattr(cast, member))
    assert (await client.post(f"/courses/{course.code}/certificates", issue(cast, cast.ilona))).status_code == 403
    assert (await client.post(f"/certificates/{made.code}/withdrawal", {"because": "xyz"})).status_code == 403
    assert (await client.post(f"/certificates/{made.code}/replacement", {"because": "xyz"})).status_code == 403
    assert (await client.get(f"/certificates/{made.code}/paper")).status_code == 200


async def test_anothers_certificate_does_not_exist(client, cast):
    course = await a_finished_course(cast, (cast.ilona, Mark.PRESENT))
    await client.sign_in(cast.jelena)
    await client.post(f"/courses/{course.code}/certificates", issue(cast, cast.ilona))
    [made] = await Certificate.objects()
    for member in (cast.djurdjica, cast.nada):
        await client.sign_in(member)
        assert (await client.get(f"/certificates/{made.code}")).status_code == 404
        assert (await client.get(f"/certificates/{made.code}/paper")).status_code == 404
        assert made.number not in (await client.get("/certificates")).text
    assert (await client.post(f"/courses/{course.code}/certificates", issue(cast, cast.ilona))).status_code == 404


async def test_without_an_audit_entry_nothing_is_issued(client, cast, db):
    course = await a_finished_course(cast, (cast.ilona, Mark.PRESENT), is_basic=True)
    await client.sign_in(cast.jelena)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    typed = issue(cast, cast.ilona) | {"csrf_token": client.csrf}
    await client.http.post(f"/courses/{course.code}/certificates", data=typed)
    assert await Certificate.count() + await BasicTraining.count() == 0


@pytest.mark.parametrize(
    ("given", "number"), [([], "1/2026"), (["1/2026", "12/2026", "9/2026"], "13/2026"), (["stari/2026"], "1/2026")]
)
def test_numbers_follow_one_another(given, number):
    assert next_number(given, 2026) == number
