"""Who is in the story: everybody by a short name, with the actor she is when she does something herself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from staffdev import clock
from staffdev.access import Actor, Role
from staffdev.accounts.actions.accepting import accept
from staffdev.accounts.actions.invitations import invite
from staffdev.accounts.forms import AcceptForm, InvitationForm
from staffdev.accounts.tables import Account
from staffdev.demo.story.chronicle import Chronicle
from staffdev.lines.tables import Line
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Person
from staffdev.training.tables import Course, Programme

PASSWORD = "vrba-jablan-topola"  # noqa: S105 - printed on the screen, for a database that lives as long as the program


class SignIn(NamedTuple):
    """One way in; `role` is an English sentence to translate."""

    role: str
    username: str
    password: str


@dataclass(slots=True)
class Helpline:
    """One organisation as its story goes on: filled by the chapters, in the order things happen."""

    chronicle: Chronicle
    organisation: Organisation = field(init=False)
    people: dict[str, Person] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    trainings: dict[tuple[str, date], UUID] = field(default_factory=dict)

    def code(self, name: str) -> str:
        """How forms name that person."""
        return str(self.people[name].code)

    def let_in(self, name: str, account: Account, roles: Sequence[Role]) -> None:
        """From now on she acts for herself."""
        self.actors[name] = Actor(
            account_id=account.id,
            account_code=account.code,
            name=account.name,
            person_id=account.person or -1,
            organisation_id=self.organisation.id,
            organisation_uid=self.organisation.uid,
            organisation_code=self.organisation.code,
            roles=frozenset(roles),
        )

    async def invite(self, name: str, username: str, *roles: Role, by: Actor, full_name: str = "") -> None:
        """She is asked in, and comes at once."""
        person = self.people.get(name)
        called = f"{person.first_name} {person.last_name}" if person else full_name
        form = InvitationForm(name=called, roles=list(roles), person=person.code if person else None)
        _, token = await invite(form, actor=by)
        accepted = AcceptForm(username=username, password=PASSWORD, password_again=PASSWORD)
        self.let_in(name, await accept(token, accepted, today=clock.today()), roles)
