import re

import pytest

from staffdev.accounts import passwords
from staffdev.accounts.sessions import find_session, open_session
from staffdev.accounts.tables import Account
from staffdev.audit.tables import AuditEntry
from tests.cast import PASSWORD

NEW = "nov vidik preko reke"


@pytest.fixture
async def snezana(client, cast):
    return await client.sign_in(cast.snezana)


def path_in(answer):
    found = re.search(r"(/invitation/[\w-]{43})<", answer.text)
    assert found
    return found[1]


async def test_a_link_for_a_new_password_ends_her_sessions(snezana, cast):
    old = await open_session(cast.jelena.account)
    answer = await snezana.post(f"/accounts/{cast.jelena.code}/password-link")
    jelena, path = snezana.another(), path_in(answer)
    assert (await jelena.get(path)).status_code == 200
    weak = {"password": "Jelena Tomin 12", "password_again": "Jelena Tomin 12"}
    assert (await jelena.post(f"{path}/password", weak)).status_code == 422
    assert await find_session(old) is not None
    answer = await jelena.post(f"{path}/password", {"password": NEW, "password_again": NEW})
    assert answer.headers["location"] == "/sign-in"
    assert await find_session(old) is None
    kept = (await Account.objects().where(Account.username == "jelena"))[0].password_hash
    assert await passwords.is_right(NEW, kept)
    assert (
        await jelena.post(f"{path}/password", {"password": PASSWORD, "password_again": PASSWORD})
    ).status_code == 404
    entry = await AuditEntry.select().order_by(AuditEntry.seq, ascending=False).first()
    assert entry is not None
    assert (entry["event"], entry["about"]) == ("accounts:password:reset", cast.jelena.code)


@pytest.mark.parametrize("way", ["", "/acceptance"])
async def test_a_link_for_a_new_password_gives_no_account_and_no_role(snezana, cast, way):
    answer = await snezana.post(f"/accounts/{cast.jelena.code}/password-link")
    ilona = await snezana.another().sign_in(cast.ilona)
    typed = {"password": NEW, "password_again": NEW}
    assert (await ilona.post(f"{path_in(answer)}{way}", {"username": "vida", **typed})).status_code == 404
    assert await Account.count() == 9


async def test_an_invitation_sets_nobodys_password(snezana, cast):
    answer = await snezana.post("/invitations", {"name": "Vida Marin", "roles": "consultant"})
    typed = {"password": NEW, "password_again": NEW}
    assert (await snezana.another().post(f"{path_in(answer)}/password", typed)).status_code == 404
