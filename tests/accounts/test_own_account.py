import pytest

from staffdev.accounts import passwords
from staffdev.accounts.sessions import find_session, open_session
from staffdev.accounts.tables import Account, WebSession
from staffdev.audit.tables import AuditEntry
from tests.cast import PASSWORD

NEW = "nov vidik preko reke"
CHANGE = {"current": PASSWORD, "password": NEW, "password_again": NEW}


@pytest.fixture
async def jelena(client, cast):
    return await client.sign_in(cast.jelena)


async def stored(cast):
    found = await Account.objects().where(Account.id == cast.jelena.account.id).first()
    assert found is not None
    return found


@pytest.mark.parametrize("path", ["/account", "/account/password", "/account/second-factor", "/account/sessions"])
@pytest.mark.parametrize("who", ["snezana", "jelena", "ilona", "mira", "olga"])
async def test_everybody_has_her_pages(client, cast, path, who):
    assert (await client.get(path)).headers["location"] == f"/sign-in?next={path}"
    await client.sign_in(getattr(cast, who))
    assert (await client.get(path)).status_code == 200


async def test_a_new_password_counts_and_ends_every_old_session(jelena, cast):
    elsewhere, here = await open_session(cast.jelena.account), jelena.token
    answer = await jelena.post("/account/password", CHANGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert jelena.token not in {here, elsewhere}
    assert [await find_session(token) for token in (here, elsewhere)] == [None, None]
    signed_in = await find_session(jelena.token)
    assert signed_in is not None
    assert signed_in.actor == cast.jelena.actor
    kept = (await stored(cast)).password_hash
    assert await passwords.is_right(NEW, kept)
    assert not await passwords.is_right(PASSWORD, kept)
    assert await events() == ["accounts:password:change"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"current": "not hers"}, "current"),
        ({"current": ""}, "current"),
        ({"password_again": "something else entirely"}, "password_again"),
        ({"password": "kratka", "password_again": "kratka"}, "password"),
        ({"password": "jelena tomin ravnica", "password_again": "jelena tomin ravnica"}, "password"),
        ({"password": "p" * 10_000, "password_again": "p" * 10_000}, "password"),
    ],
)
async def test_it_says_what_to_correct_and_changes_nothing(jelena, cast, wrong, field):
    before = (await stored(cast)).password_hash
    answer = await jelena.post("/account/password", CHANGE | wrong)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert NEW not in answer.text
    assert (await stored(cast)).password_hash == before
    assert await find_session(jelena.token) is not None


async def test_without_an_audit_entry_the_password_stays(jelena, cast, broken_audit):
    with pytest.raises(AssertionError, match="failed"):
        await jelena.post("/account/password", CHANGE)
    assert await passwords.is_right(PASSWORD, (await stored(cast)).password_hash)
    assert await find_session(jelena.token) is not None


async def test_only_the_fields_of_the_form_are_taken(jelena, cast):
    """Whatever else is posted is not looked at."""
    before = (await stored(cast)).to_dict()
    more = {"account": "1", "id": "1", "username": "root", "person": "1", "role": "auditor", "totp_secret": "x"}
    await jelena.post("/account/password", CHANGE | more)
    after = (await stored(cast)).to_dict()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"password_hash", "password_changed_at"}


async def test_her_name_is_changed_for_the_others_to_see(jelena, cast):
    assert (await jelena.get("/account/name")).status_code == 200
    answer = await jelena.post("/account/name", {"name": "Јелена Томин-Рац", "username": "root"})
    assert "Јелена Томин-Рац" in (await jelena.follow(answer)).text
    account = await stored(cast)
    assert (account.name, account.username) == ("Јелена Томин-Рац", "jelena")
    assert await events() == ["accounts:account:edit"]


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 201])
async def test_a_name_that_is_none_is_refused(jelena, cast, name):
    answer = await jelena.post("/account/name", {"name": name})
    assert answer.status_code == 422
    assert 'href="#name"' in answer.text
    assert (await stored(cast)).name == "Jelena Tomin"


async def test_the_language_is_remembered_in_the_browser_and_in_the_account(jelena, cast):
    answer = await jelena.post("/language", {"language": "sr-Cyrl", "next": "/account"})
    assert answer.headers["location"] == "/account"
    assert 'lang="sr-Cyrl"' in (await jelena.follow(answer)).text
    assert (await stored(cast)).language == "sr-Cyrl"
    assert await events() == ["accounts:language:choose"]
    another = await jelena.another().sign_in(cast.jelena)
    assert 'lang="sr-Cyrl"' in (await another.get("/account")).text


async def test_a_visitor_chooses_a_language_too(client, cast):
    answer = await client.post("/language", {"language": "sr-Latn", "next": "/sign-in"})
    assert '<html lang="sr-Latn"' in (await client.follow(answer)).text
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert await events() == []


@pytest.mark.parametrize("language", ["", "de", "../../etc", "sr"])
async def test_a_language_nobody_speaks_here_is_refused(jelena, cast, language):
    assert (await jelena.post("/language", {"language": language})).status_code == 422
    assert (await stored(cast)).language is None


@pytest.mark.parametrize("onwards", ["https://evil.example", "//evil.example", "/\\evil.example"])
async def test_choosing_leads_to_no_other_site(jelena, onwards):
    answer = await jelena.post("/language", {"language": "en", "next": onwards})
    assert answer.headers["location"] == "/"


async def test_she_sees_where_she_is_signed_in_and_can_end_it(jelena, cast):
    elsewhere = await open_session(cast.jelena.account, browser="An old phone <script>")
    page = await jelena.get("/account/sessions")
    assert "An old phone &lt;script&gt;" in page.text
    assert page.text.count("this one") == 1
    (row,) = await WebSession.select(WebSession.id).where(WebSession.browser.is_not_null())
    assert (await jelena.post(f"/account/sessions/{row['id']}/closure")).status_code == 303
    assert await find_session(elsewhere) is None
    assert await find_session(jelena.token) is not None
    assert (await jelena.post(f"/account/sessions/{row['id']}/closure")).status_code == 404


async def test_somebody_elses_session_does_not_exist(jelena, cast):
    hers = await open_session(cast.ilona.account)
    (row,) = await WebSession.select(WebSession.id).where(WebSession.account == cast.ilona.account.id)
    assert (await jelena.post(f"/account/sessions/{row['id']}/closure")).status_code == 404
    assert await find_session(hers) is not None


async def test_she_can_end_every_other_session_at_once(jelena, cast):
    others = [await open_session(cast.jelena.account) for _ in range(3)]
    ilonas = await open_session(cast.ilona.account)
    assert (await jelena.post("/account/sessions/closure")).status_code == 303
    assert [await find_session(token) for token in others] == [None] * 3
    assert await find_session(jelena.token) is not None
    assert await find_session(ilonas) is not None


async def events():
    return [row["event"] for row in await AuditEntry.select(AuditEntry.event).order_by(AuditEntry.seq)]
