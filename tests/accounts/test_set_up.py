from datetime import timedelta

import pytest

from staffdev.access import NOBODY, Role
from staffdev.accounts import actions
from staffdev.accounts.forms import SetUpForm
from staffdev.accounts.sessions import find_session
from staffdev.accounts.tables import Account, RoleGrant
from staffdev.audit.tables import AuditEntry
from staffdev.clock import today
from staffdev.errors import Conflict
from staffdev.forms import parse
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Mandate, Person

TOMORROW = f"{today() + timedelta(days=2):%d.%m.%Y.}"
FILLED = {
    "organisation": "SOS Ravnica",
    "code": "ravnica",
    "seat": "Zrenjanin",
    "helpline": "0800 111 222",
    "first_name": "Снежана",
    "last_name": "Лазић",
    "responsible_since": "1.3.2024.",
    "decision_number": "12/2024",
    "decided_on": "28. februar 2024",
    "username": "Snežana",
    "password": "četiri vedra modre kiše",
    "password_again": "četiri vedra modre kiše",
}


async def test_every_page_leads_to_it_while_there_is_no_account(client):
    answer = await client.get("/account")
    assert answer.headers["location"] == "/sign-in?next=/account"
    answer = await client.follow(answer)
    assert answer.headers["location"] == "/set-up"
    assert (await client.follow(answer)).status_code == 200


async def test_it_creates_all_that_is_needed_and_signs_in(client):
    answer = await client.post("/set-up", FILLED)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    signed_in = await find_session(client.token)
    assert signed_in is not None
    assert signed_in.actor.roles == {Role.RESPONSIBLE_PERSON}
    assert (signed_in.organisation_name, signed_in.actor.name) == ("SOS Ravnica", "Снежана Лазић")
    person, mandate, account = await only(Person), await only(Mandate), await only(Account)
    assert (person.first_name, person.search_key) == ("Снежана", "snezana lazic")
    assert (mandate.person, str(mandate.from_on), mandate.recorded_by) == (person.id, "2024-03-01", account.code)
    assert account.username == "snezana"
    assert FILLED["password"] not in account.password_hash
    events = [row["event"] for row in await AuditEntry.select(AuditEntry.event).order_by(AuditEntry.seq)]
    assert events == [
        "accounts:installation:set_up",
        "people:mandate:record",
        "accounts:account:create",
        "accounts:role:grant",
        "accounts:session:start",
    ]


async def only(table):
    (row,) = await table.objects()
    return row


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"organisation": ""}, "organisation"),
        ({"code": "Ravnica!"}, "code"),
        ({"responsible_since": "31.02.2025"}, "responsible_since"),
        ({"responsible_since": TOMORROW}, "responsible_since"),
        ({"decided_on": TOMORROW}, "decided_on"),
        ({"username": "x"}, "username"),
        ({"password_again": "something else entirely"}, "password_again"),
        ({"password": "Snežana Lazić 12", "password_again": "Snežana Lazić 12"}, "password"),
        ({"password": "kratka", "password_again": "kratka"}, "password"),
    ],
)
async def test_it_says_what_to_correct_and_creates_nothing(client, wrong, field):
    answer = await client.post("/set-up", FILLED | wrong)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "Лазић" in answer.text
    assert "vedra" not in answer.text
    assert await Organisation.count() + await Account.count() + await AuditEntry.count() == 0


async def test_afterwards_it_does_not_exist(client, cast):
    assert (await client.get("/set-up")).status_code == 404
    assert (await client.post("/set-up", FILLED)).status_code == 404


async def test_two_at_once_are_one(db):
    form = parse(SetUpForm, FILLED)
    await actions.set_up(form, actor=NOBODY, today=today())
    with pytest.raises(Conflict):
        await actions.set_up(form, actor=NOBODY, today=today())
    assert await Account.count() == await RoleGrant.count() == await Organisation.count() == 1


async def test_without_an_audit_entry_nothing_is_created(client, broken_audit):
    with pytest.raises(AssertionError, match="failed"):
        await client.post("/set-up", FILLED)
    assert await Organisation.count() + await Person.count() + await Account.count() == 0
