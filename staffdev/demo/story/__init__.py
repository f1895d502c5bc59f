"""The story of the demonstration: a helpline of seven invented people, and a small network beside it."""

from collections.abc import Sequence

from staffdev import clock
from staffdev.demo.story import (
    calendar,
    circle,
    duty,
    evenings,
    founding,
    invitations,
    ledger,
    network,
    office_file,
    plans,
    programmes,
    support,
    when,
    years,
)
from staffdev.demo.story.cast import PASSWORD, Helpline, SignIn
from staffdev.demo.story.chronicle import Chronicle
from staffdev.i18n import N_

__all__ = ["SignIn", "tell_story"]

SIGN_INS = (
    SignIn(N_("Consultant"), "jasna", PASSWORD),
    SignIn(N_("Coordinator"), "ljiljana", PASSWORD),
    SignIn(N_("Responsible person"), "vesna", PASSWORD),
    SignIn(N_("Board member"), "radmila", PASSWORD),
    SignIn(N_("Auditor"), "biljana", PASSWORD),
    SignIn(N_("Another provider's responsible person"), "olivera", PASSWORD),
)


async def tell_story() -> Sequence[SignIn]:
    """Let everything happen in the bound, empty database, up to today; says how to sign in."""
    chronicle = Chronicle(clock.today())
    line = Helpline(chronicle)
    for chapter in (
        founding,
        programmes,
        calendar,
        ledger,
        years,
        office_file,
        duty,
        circle,
        when,
        support,
        plans,
        invitations,
        evenings,
    ):
        chapter.enter(line)
    network.enter(line, Helpline(chronicle))
    await chronicle.tell()
    return SIGN_INS
