"""What two people do in the same moment happens once."""

import asyncio
from collections import Counter

import pyotp

from staffdev import clock
from staffdev.access import NOBODY, Role
from staffdev.accounts import actions, second_factors
from staffdev.accounts.forms import AcceptForm, EndRoleForm, InvitationForm, SecondFactorForm, SetUpForm
from staffdev.accounts.tables import Account, RoleGrant
from staffdev.forms import parse
from tests.accounts.test_set_up import FILLED
from tests.cast import create_member

NEW = "nov vidik preko reke"


async def outcomes(*steps):
    """How often each kind of outcome came out of steps taken at once; "done" is one of them."""
    answers = await asyncio.gather(*steps, return_exceptions=True)
    return Counter(type(answer).__name__ if isinstance(answer, BaseException) else "done" for answer in answers)


async def test_an_installation_is_set_up(db):
    form = parse(SetUpForm, FILLED)
    came = await outcomes(*(actions.set_up(form, actor=NOBODY, today=clock.today()) for _ in range(4)))
    assert came == {"done": 1, "Conflict": 3}
    assert await Account.count() == 1


async def test_a_link_is_used(cast):
    asked = parse(InvitationForm, {"name": "Vida Marin", "roles": ["auditor"]})
    _, token = await actions.invite(asked, actor=cast.snezana.actor)
    forms = [AcceptForm(username=f"vida{number}", password=NEW, password_again=NEW) for number in range(4)]
    came = await outcomes(*(actions.accept(token, form, today=clock.today()) for form in forms))
    assert came == {"done": 1, "NotFound": 3}
    assert await Account.count() == 10


async def test_a_user_name_is_taken(cast):
    form = AcceptForm(username="vida", password=NEW, password_again=NEW)
    asked = parse(InvitationForm, {"name": "Vida Marin", "roles": ["auditor"]})
    tokens = [(await actions.invite(asked, actor=cast.snezana.actor))[1] for _ in range(4)]
    came = await outcomes(*(actions.accept(token, form, today=clock.today()) for token in tokens))
    assert came == {"done": 1, "Invalid": 3}


async def test_a_code_lets_one_browser_in(cast):
    account, secret = cast.jelena.account, second_factors.new_secret()
    account.totp_secret, account.totp_confirmed_at = second_factors.sealed(secret, account), clock.now()
    await account.save()
    form = SecondFactorForm(code=pyotp.TOTP(secret).now())
    callers = [actions.Caller(token=f"browser {number}") for number in range(3)]
    came = await outcomes(*(actions.give_second_factor(form, account, caller=caller) for caller in callers))
    assert came == {"done": 1, "Invalid": 2}


async def test_two_responsible_persons_cannot_end_one_another(cast):
    vida = await create_member(cast.ravnica, "Vida Marin", Role.RESPONSIBLE_PERSON)
    both = (cast.snezana, vida), (vida, cast.snezana)
    ends = [
        (actor, (await RoleGrant.objects().where(RoleGrant.account == other.account.id))[0]) for actor, other in both
    ]
    came = await outcomes(
        *(actions.end_role(EndRoleForm(), grant.code, actor=actor.actor, today=clock.today()) for actor, grant in ends)
    )
    assert came == {"done": 1, "Conflict": 1}
