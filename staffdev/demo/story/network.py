"""The small network beside the helpline: another provider with three people, whom the helpline may not see."""

from functools import partial
from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.access import Actor, Role
from staffdev.accounts.actions.roles import grant_role
from staffdev.accounts.forms import GrantForm
from staffdev.accounts.tables import Account
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.cli.office import acting_for
from staffdev.db.srpski import search_key, sort_key
from staffdev.db.transactions import transaction
from staffdev.demo.story.cast import Helpline
from staffdev.organisations.actions import record_membership
from staffdev.organisations.forms import MembershipForm
from staffdev.organisations.tables import Organisation
from staffdev.organisations.vocabulary import OrganisationKind
from staffdev.people.actions import record_appointment, record_fact, record_mandate, record_person
from staffdev.people.forms import AppointmentForm, LicenceForm, MandateForm, NewPersonForm
from staffdev.people.kinds import LICENCE
from staffdev.people.vocabulary import ContractKind, EngagementRole, LicenceKind
from staffdev.training.ledger.actions.basic import record_basic_training
from staffdev.training.ledger.forms import BasicTrainingForm
from staffdev.training.offer.actions.programmes import create_programme
from staffdev.training.offer.actions.programmes import record_fact as record_fact_of_programme
from staffdev.training.offer.forms import AccreditationForm, ProgrammeForm
from staffdev.training.offer.kinds import ACCREDITATION

SINCE = 640  # days ago
NETWORK = "mreza-dve-obale"
STAFF = (
    ("olivera", "Olivera", "Pantelić", EngagementRole.PROFESSIONAL, 1200, "socijalna radnica"),
    ("slavica", "Slavica", "Jugović", EngagementRole.ASSOCIATE, 380, "medicinska sestra"),
    ("nadezda", "Nadežda", "Ljubić", EngagementRole.PROFESSIONAL, 20, "psihološkinja"),
)


def enter(line: Helpline, second: Helpline) -> None:
    """Enter the chapter into the chronicle; `second` is the other provider."""
    on, ago = line.chronicle.on, line.chronicle.ago
    on(ago(SINCE), partial(_found, line, second))
    for name, first, last, role, since, profession in STAFF:
        form = NewPersonForm(
            first_name=first,
            last_name=last,
            profession=profession,
            role=role,
            contract=ContractKind.EMPLOYEE,
            from_on=ago(since),
        )
        on(ago(min(since, SINCE - 1)), partial(_hire, second, name, form))
    on(ago(SINCE - 1), partial(_lead, second), hour=12)
    on(ago(SINCE - 2), partial(_basic_programme, second))
    on(ago(16), partial(_basic_training, second))


async def _found(line: Helpline, second: Helpline) -> None:
    second.organisation = await _organisation("breza", "Ženski krug Breza", OrganisationKind.PROVIDER)
    network = await _organisation(NETWORK, "Mreža SOS telefona „Dve obale”", OrganisationKind.NETWORK)
    for member in (line.organisation, second.organisation):
        await _join(network, member)


async def _organisation(code: str, name: str, kind: OrganisationKind) -> Organisation:
    """What no page can do yet: a further organisation in the same installation."""
    organisation = Organisation(
        code=code,
        uid=uuid4(),
        name=name,
        search_key=search_key(name),
        sort_key=sort_key(name),
        kind=kind,
        seat="Vrbovica",
        created_at=clock.now(),
    )
    async with transaction():
        await organisation.save()
        event = Event.ORGANISATIONS_ORGANISATION_CREATE
        await audit.record(event, about=organisation.uid, actor=acting_for(organisation), name=name)
    return organisation


async def _join(network: Organisation, member: Organisation) -> None:
    today = clock.today()
    form = MembershipForm(member=member.code, decision_number="1-1", decided_on=today, from_on=today)
    await record_membership(form, actor=acting_for(network))


async def _hire(second: Helpline, name: str, form: NewPersonForm) -> None:
    second.people[name] = await record_person(form, actor=_leader(second))


async def _lead(second: Helpline) -> None:
    """Olivera is responsible person and coordinator at once, so the board decided about her appointment."""
    since, actor = second.chronicle.ago(1000), _leader(second)
    her = second.code("olivera")
    await record_mandate(MandateForm(person=her, from_on=since, decided_on=since, decision_number="1"), actor=actor)
    appointment = AppointmentForm(
        person=her,
        signatory=her,
        decision_number="2",
        decided_on=since,
        from_on=since,
        board_decision="2-1",
    )
    await record_appointment(appointment, actor=actor)
    licence = LicenceForm(number="3310", kind=LicenceKind.BASIC, from_on=since)
    await record_fact(LICENCE, second.people["olivera"], licence, actor=actor)
    await second.invite("olivera", "Olivera", Role.RESPONSIBLE_PERSON, Role.COORDINATOR, by=actor)
    await _lead_network(second)


async def _lead_network(second: Helpline) -> None:
    """Olivera answers for the network too, and switches between the two."""
    network: Any = await Organisation.objects().get(Organisation.code == NETWORK)
    account: Any = await Account.objects().get(Account.id == second.actors["olivera"].account_id)
    form = GrantForm(role=Role.RESPONSIBLE_PERSON, from_on=clock.today())
    await grant_role(form, account, actor=acting_for(network))


def _leader(second: Helpline) -> Actor:
    """Whoever leads the other provider: at first the one who works at the server."""
    return second.actors.get("olivera") or acting_for(second.organisation)


async def _basic_programme(second: Helpline) -> None:
    actor, ago = _leader(second), second.chronicle.ago
    form = ProgrammeForm(title="Osnovna obuka konsultantkinja", is_basic=True, total_minutes=60 * 60)
    second.programmes["basic"] = await create_programme(form, "T1 T2 T3 T4 T5 T6 T7a T7b T7c T7d", actor=actor)
    accredited = AccreditationForm(number="77-5", body="Zavod za akreditaciju programa", from_on=ago(900))
    await record_fact_of_programme(ACCREDITATION, second.programmes["basic"], accredited, actor=actor)


async def _basic_training(second: Helpline) -> None:
    """Slavica's certificate was entered and nobody has verified it yet."""
    form = BasicTrainingForm(
        programme=str(second.programmes["basic"].code),
        certificate_number="77-5/203",
        started_on=second.chronicle.ago(350),
        completed_on=second.chronicle.ago(310),
    )
    await record_basic_training(second.people["slavica"], form, "", [], actor=second.actors["olivera"])
