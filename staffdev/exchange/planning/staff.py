"""A row of a register of staff: the person, her engagement, her licence. Pure."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from staffdev.errors import sentence
from staffdev.exchange.entries import Name, StaffEntry
from staffdev.exchange.names import Ref
from staffdev.exchange.planning.ground import Draft, Ground, Plan, Target, needs, person_of
from staffdev.exchange.vocabulary import RowOutcome
from staffdev.i18n import N_, S_, Sentence
from staffdev.people import entry as rules
from staffdev.people.vocabulary import AddressForm, ContractKind, EngagementRole, LicenceKind
from staffdev.sheets.problems import Problem
from staffdev.sheets.words import folded

COORDINATOR = "coordinator"
OFFICES = frozenset({"responsible_person", "board_member"})
ROLES = frozenset(EngagementRole)
WHICH_ROLE = N_(
    "A coordinator is engaged as a professional worker or an associate. "
    "Choose which; her office comes from the decision."
)
LONGEST_NAME = LONGEST_PROFESSION = 100
LONGEST_PHONE, LONGEST_EMAIL, LONGEST_NOTE = 50, 200, 500


def plan_staff(entry: StaffEntry, ground: Ground) -> Plan:
    """The person (entered if she is new) with her engagement and licence as far as they are not recorded."""
    who = person_of(entry.name, ground, may_be_new=True)
    if isinstance(who, Plan):
        return who
    role = EngagementRole.PROFESSIONAL if entry.role == COORDINATOR and entry.licence_number else entry.role
    if role not in OFFICES and (problems := _problems(entry, role)):
        return needs(*problems)
    return _plan(entry, who.ref, who.name, role, ground)


def _problems(entry: StaffEntry, role: str | None) -> list[Problem]:
    problems = []
    if role not in ROLES:
        problems.append(Problem("role", S_(WHICH_ROLE)))
    if entry.contract not in frozenset(ContractKind):
        problems.append(Problem("contract", S_("Choose how she is engaged: employed, by contract or as a volunteer.")))
    return problems


def _plan(entry: StaffEntry, who: Ref, name: str, role: str | None, ground: Ground) -> Plan:
    is_new = isinstance(who, str) and who not in ground.entered
    drafts = [_person(entry, entry.name, who)] if is_new and entry.name else []
    says: list[Sentence] = [S_("New person: %(name)s.", name=name)] if is_new else []
    if role in OFFICES:
        says.append(S_("Her office comes from the decisions of appointment; no engagement is recorded."))
    else:
        engagement = _engagement(entry, role)
        if found := _recorded(engagement, who, ground):
            says.append(S_("Her engagement from %(day)s is recorded already.", day=found.from_on))
        elif problems := rules.engagement_problems(SimpleNamespace(**engagement), ground.engagements[who]):
            return needs(*[Problem("starts_on", sentence(advice)) for advice in problems.values()])
        else:
            drafts.append(Draft(Target.ENGAGEMENT, who, engagement))
            says.append(_says(entry))
    if entry.licence_number and folded(entry.licence_number) not in ground.licences[who]:
        drafts.append(Draft(Target.LICENCE, who, _licence(entry, entry.licence_number)))
        says.append(S_("Licence %(number)s, as a basic licence.", number=entry.licence_number))
    if not drafts:
        return Plan(RowOutcome.ALREADY, (S_("Everything about %(name)s is recorded already.", name=name),))
    return Plan(RowOutcome.READY, tuple(says), drafts=tuple(drafts))


def _person(entry: StaffEntry, name: Name, who: Ref) -> Draft:
    words = name.typed.replace(",", " ").split()
    values = {
        "first_name": (name.given or words[0])[:LONGEST_NAME],
        "last_name": (name.surname or " ".join(words[1:]) or words[0])[:LONGEST_NAME],
        "address_form": AddressForm.FEMININE.value,
        "profession": entry.profession[:LONGEST_PROFESSION] if entry.profession else None,
        "email": entry.email[:LONGEST_EMAIL] if entry.email else None,
        "phone": entry.phone[:LONGEST_PHONE] if entry.phone else None,
    }
    return Draft(Target.PERSON, who, values)


def _engagement(entry: StaffEntry, role: str | None) -> dict[str, Any]:
    note = entry.note[:LONGEST_NOTE] if entry.note else None
    values = {"from_on": entry.from_on, "until_on": entry.until_on, "note": note}
    return {"role": role, "contract": entry.contract} | values


def _licence(entry: StaffEntry, number: str) -> dict[str, Any]:
    return {"number": number, "kind": LicenceKind.BASIC.value, "from_on": None, "until_on": entry.licence_until}


def _recorded(engagement: dict[str, Any], who: Ref, ground: Ground) -> Any:
    """The engagement that the row only repeats; its end may have been recorded since."""
    same = (one for one in ground.engagements[who] if one.from_on == engagement["from_on"])
    return next((one for one in same if one.role == engagement["role"]), None)


def _says(entry: StaffEntry) -> Sentence:
    until: date | Sentence = entry.until_on or S_(rules.OPEN_END)
    return S_("Engagement from %(first)s to %(last)s.", first=entry.from_on, last=until)
