"""The standing cast: two invented helplines that every test may count on. Facts about their work begin in 2023.

    async def test_she_sees_her_hours(client, cast):
        await client.sign_in(cast.ilona)

ravnica   Snežana (responsible person), Jelena (coordinator, professional), Ilona (consultant, professional),
          Đurđica (consultant, associate), Mira (board member, no person), Olga (auditor, no person)
korak     Zorka (responsible person), Nada (coordinator, professional), Tijana (consultant, professional)
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from staffdev.access import Actor, Role
from staffdev.accounts.passwords import CHEAP
from staffdev.accounts.rules import fold_username
from staffdev.accounts.tables import Account, RoleGrant
from staffdev.db.facts import record
from staffdev.db.srpski import search_key, sort_key
from staffdev.db.transactions import transaction
from staffdev.organisations.tables import Organisation
from staffdev.organisations.vocabulary import OrganisationKind
from staffdev.people.tables import Appointment, Engagement, Licence, Mandate, Person
from staffdev.people.vocabulary import AddressForm, ContractKind, EngagementRole, LicenceKind

PASSWORD = "tri vedra kiše na Fruškoj"
SINCE = date(2023, 1, 9)
RECORDED = datetime(2023, 1, 9, 9, tzinfo=UTC)
_hashes: list[str] = []


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast: her account, the organisation she acts for, and her person when she has one."""

    account: Account
    organisation: Organisation
    roles: frozenset[Role]
    person_row: Person | None = None

    @property
    def person(self) -> Person:
        assert self.person_row is not None, f"{self.account.name} is not a person of the register"
        return self.person_row

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def username(self) -> str:
        return self.account.username

    @property
    def code(self) -> UUID:
        return self.account.code

    @property
    def actor(self) -> Actor:
        """What the web makes of her, for tests of actions and policies."""
        return Actor(
            account_id=self.account.id,
            account_code=self.account.code,
            name=self.account.name,
            person_id=self.person_row.id if self.person_row else -1,
            organisation_id=self.organisation.id,
            organisation_code=self.organisation.code,
            organisation_uid=self.organisation.uid,
            roles=self.roles,
        )


@dataclass(frozen=True, slots=True)
class Cast:
    ravnica: Organisation
    korak: Organisation
    snezana: Member
    jelena: Member
    ilona: Member
    djurdjica: Member
    mira: Member
    olga: Member
    zorka: Member
    nada: Member
    tijana: Member

    @property
    def of_ravnica(self) -> tuple[Member, ...]:
        return self.snezana, self.jelena, self.ilona, self.djurdjica, self.mira, self.olga

    @property
    def of_korak(self) -> tuple[Member, ...]:
        return self.zorka, self.nada, self.tijana


async def create_cast() -> Cast:
    """Write the whole cast into the bound database."""
    professional, associate = EngagementRole.PROFESSIONAL, EngagementRole.ASSOCIATE
    async with transaction():
        ravnica = await create_organisation("ravnica", "SOS Ravnica")
        korak = await create_organisation("korak", "SOS Korak")
        return Cast(
            ravnica=ravnica,
            korak=korak,
            snezana=await responsible(await create_member(ravnica, "Snežana Lazić", Role.RESPONSIBLE_PERSON)),
            jelena=await coordinator(
                await create_member(ravnica, "Jelena Tomin", Role.COORDINATOR, engaged_as=professional)
            ),
            ilona=await create_member(ravnica, "Ilona Sabo", Role.CONSULTANT, engaged_as=professional),
            djurdjica=await create_member(ravnica, "Đurđica Peić", Role.CONSULTANT, engaged_as=associate),
            mira=await create_member(ravnica, "Mira Kostić", Role.BOARD_MEMBER),
            olga=await create_member(ravnica, "Olga Vuk", Role.AUDITOR),
            zorka=await responsible(await create_member(korak, "Zorka Ilić", Role.RESPONSIBLE_PERSON)),
            nada=await coordinator(await create_member(korak, "Nada Bašić", Role.COORDINATOR, engaged_as=professional)),
            tijana=await create_member(korak, "Tijana Rac", Role.CONSULTANT, engaged_as=professional),
        )


async def create_organisation(code: str, name: str, kind: OrganisationKind = OrganisationKind.PROVIDER) -> Organisation:
    organisation = Organisation(
        code=code,
        uid=uuid4(),
        name=name,
        search_key=search_key(name),
        sort_key=sort_key(name),
        kind=kind,
        seat="Ravnica",
        helpline="0800 000 000",
        created_at=RECORDED,
    )
    await organisation.save()
    return organisation


async def create_member(
    organisation: Organisation, name: str, *roles: Role, engaged_as: EngagementRole | None = None
) -> Member:
    """An account with `roles`; a board member or an auditor is no person of the register, the others are."""
    outside = {Role.BOARD_MEMBER, Role.AUDITOR}.issuperset(roles)
    person = None if outside else await create_person(organisation, name, engaged_as=engaged_as)
    account = await create_account(name, person)
    for role in roles:
        await grant(account, organisation, role)
    return Member(account, organisation, frozenset(roles), person)


async def create_person(organisation: Organisation, name: str, *, engaged_as: EngagementRole | None = None) -> Person:
    first, last = name.split(" ", 1)
    person = Person(
        code=uuid4(),
        organisation=organisation.id,
        first_name=first,
        last_name=last,
        search_key=search_key(name),
        sort_key=sort_key(f"{last} {first}"),
        address_form=AddressForm.FEMININE,
        created_at=RECORDED,
    )
    await person.save()
    if engaged_as:
        await engage(person, organisation, engaged_as)
    return person


async def create_account(name: str, person: Person | None = None) -> Account:
    """Her user name is her first name in plain letters, her password PASSWORD."""
    if not _hashes:
        _hashes.append(CHEAP.hash(PASSWORD))
    account = Account(
        code=uuid4(),
        username=fold_username(name.split(" ", maxsplit=1)[0]),
        name=name,
        person=person.id if person else None,
        password_hash=_hashes[0],
        password_changed_at=RECORDED,
        created_at=RECORDED,
    )
    await account.save()
    return account


async def grant(
    account: Account,
    organisation: Organisation,
    role: Role,
    *,
    from_on: date = SINCE,
    until_on: date | None = None,
) -> RoleGrant:
    row = RoleGrant(
        code=uuid4(),
        account=account.id,
        organisation=organisation.id,
        role=role,
        from_on=from_on,
        until_on=until_on,
        granted_at=RECORDED,
    )
    await row.save()
    return row


async def engage(person: Person, organisation: Organisation, role: EngagementRole) -> Engagement:
    """Employed since SINCE; a professional also gets a licence without an end."""
    facts = {"person": person.id, "organisation": organisation.id, "from_on": SINCE, "until_on": None}
    if role is EngagementRole.PROFESSIONAL:
        licence = {"number": f"L-{person.id}", "kind": LicenceKind.BASIC}
        await record(Licence, by=None, at=RECORDED, **facts, **licence)
    return await record(Engagement, by=None, at=RECORDED, **facts, role=role, contract=ContractKind.EMPLOYEE)


async def responsible(member: Member) -> Member:
    facts = {"person": member.person.id, "organisation": member.organisation.id, "from_on": SINCE}
    await record(Mandate, by=None, at=RECORDED, **facts, decision_number="1/2023", decided_on=SINCE)
    return member


async def coordinator(member: Member) -> Member:
    facts = {"person": member.person.id, "organisation": member.organisation.id, "from_on": SINCE}
    decision = {"decision_number": "2/2023", "decided_on": SINCE, "signatory_name": "Responsible person"}
    await record(Appointment, by=None, at=RECORDED, **facts, **decision, is_acting=False)
    return member
