"""The page of one person's duties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from staffdev.access import READERS_OF_ALL, Actor
from staffdev.compliance.queries import judged_person, names_in
from staffdev.compliance.view.controls import Controls
from staffdev.compliance.view.duties import Duty, by_status, duties
from staffdev.compliance.view.evidence import Naming
from staffdev.compliance.view.rings import Ring, ring_of
from staffdev.people.tables import Person
from staffdev.rulebook.model import Status


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Every duty of hers; those out of scope apart, at the end."""

    name: str
    code: str
    is_own: bool
    may_see_all: bool
    duties: Sequence[Duty]
    out_of_scope: Sequence[Duty]
    counts: Mapping[Status, int]
    ring: Ring | None


async def person_page(person: Person, actor: Actor, controls: Controls) -> PersonPage:
    """Her verdicts; a consultant reads no facts about others for it."""
    judged = await judged_person(person.id, person.code, actor, controls.asked)
    all_names = actor.is_any(*READERS_OF_ALL)
    own = {str(person.code): f"{person.first_name} {person.last_name}"}
    naming = Naming((await names_in(actor.organisation_id) if all_names else {}) | own, links=all_names)
    own_code = str(person.code) if person.id == actor.person_id else None
    found = duties(judged, actor, naming, own_code)
    return PersonPage(
        name=own[str(person.code)],
        code=str(person.code),
        is_own=own_code is not None,
        may_see_all=all_names,
        duties=[duty for duty in found if not duty.is_out_of_scope],
        out_of_scope=[duty for duty in found if duty.is_out_of_scope],
        counts=by_status(found),
        ring=next((ring for one in judged.findings if (ring := ring_of(one, own[str(person.code)]))), None),
    )
