"""The first run: an installation gets its organisation, its responsible person, and her way in."""

from datetime import date
from uuid import UUID, uuid4

from staffdev import clock
from staffdev.access import Actor, Role
from staffdev.accounts import passwords, queries, rules
from staffdev.accounts.forms import SetUpForm
from staffdev.accounts.tables import Account, RoleGrant
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.srpski import search_key, sort_key
from staffdev.db.transactions import transaction
from staffdev.errors import Advice, Conflict, Invalid
from staffdev.i18n import N_
from staffdev.organisations.tables import Organisation
from staffdev.organisations.vocabulary import OrganisationKind
from staffdev.people.tables import Mandate, Person
from staffdev.people.vocabulary import AddressForm

DONE = N_("This installation is already set up. Sign in.")


async def set_up(form: SetUpForm, *, actor: Actor, today: date) -> Account:
    """Create all of it, or nothing; Conflict when somebody was faster."""
    if problems := problems_with(form, today=today):
        raise Invalid(problems)
    password_hash = await passwords.make(form.password)
    async with transaction():
        uid = uuid4()
        await audit.record(Event.ACCOUNTS_SET_UP, about=uid, actor=actor, organisation=uid, name=form.organisation)
        if await queries.is_set_up():  # asked after the entry, for which two at once wait for one another
            raise Conflict(DONE)
        organisation = await _organisation(form, uid)
        account = await _account(form, password_hash, person=await _person(form, organisation))
        hers = Actor(account_id=account.id, account_code=account.code, organisation_uid=organisation.uid)
        await _mandate(form, account, organisation, hers)
        await _grant(account, organisation, hers, today)
    return account


def problems_with(form: SetUpForm, *, today: date) -> dict[str, Advice]:
    problems: dict[str, Advice] = {}
    about = (form.organisation, form.first_name, form.last_name, form.username, form.seat, form.code)
    if problem := rules.password_problem(form.password, about=about):
        problems["password"] = problem
    if form.responsible_since > today:
        problems["responsible_since"] = N_("Enter a day that is not in the future.")
    if form.decided_on and form.decided_on > today:
        problems["decided_on"] = N_("Enter a day that is not in the future.")
    return problems


async def _organisation(form: SetUpForm, uid: UUID) -> Organisation:
    organisation = Organisation(
        code=form.code,
        uid=uid,
        name=form.organisation,
        search_key=search_key(form.organisation),
        sort_key=sort_key(form.organisation),
        kind=OrganisationKind.PROVIDER,
        seat=form.seat,
        helpline=form.helpline,
        created_at=clock.now(),
    )
    await organisation.save()
    return organisation


async def _person(form: SetUpForm, organisation: Organisation) -> Person:
    person = Person(
        code=uuid4(),
        organisation=organisation.id,
        first_name=form.first_name,
        last_name=form.last_name,
        search_key=search_key(f"{form.first_name} {form.last_name}"),
        sort_key=sort_key(f"{form.last_name} {form.first_name}"),
        address_form=AddressForm.FEMININE,
        created_at=clock.now(),
    )
    await person.save()
    return person


async def _account(form: SetUpForm, password_hash: str, *, person: Person) -> Account:
    account = Account(
        code=uuid4(),
        username=rules.fold_username(form.username),
        name=f"{form.first_name} {form.last_name}",
        person=person.id,
        password_hash=password_hash,
        password_changed_at=clock.now(),
        created_at=clock.now(),
    )
    await account.save()
    return account


async def _mandate(form: SetUpForm, account: Account, organisation: Organisation, actor: Actor) -> None:
    mandate = await facts.record(
        Mandate,
        by=account.code,
        at=clock.now(),
        person=account.person,
        organisation=organisation.id,
        decision_number=form.decision_number,
        decided_on=form.decided_on,
        from_on=form.responsible_since,
    )
    await audit.record(
        Event.PEOPLE_MANDATE_RECORD,
        about=mandate.code,
        actor=actor,
        person=account.name,
        from_on=form.responsible_since,
        decision_number=form.decision_number,
    )
    await audit.record(Event.ACCOUNTS_ACCOUNT_CREATE, about=account.code, actor=actor, name=account.name)


async def _grant(account: Account, organisation: Organisation, actor: Actor, today: date) -> None:
    grant = RoleGrant(
        code=uuid4(),
        account=account.id,
        organisation=organisation.id,
        role=Role.RESPONSIBLE_PERSON,
        from_on=today,
        granted_by=account.code,
        granted_at=clock.now(),
    )
    await grant.save()
    role = Role.RESPONSIBLE_PERSON.value
    await audit.record(
        Event.ACCOUNTS_ROLE_GRANT, about=account.code, actor=actor, name=account.name, role=role, from_on=today
    )
