"""Who may do what with the ledger. Which rows exist for her, the queries say."""

from typing import Any

from staffdev.access import ALLOWED, LEADERS, READERS_OF_ALL, Actor, Decision, Role, denied, one_of, signed_in
from staffdev.i18n import N_
from staffdev.training.vocabulary import RecordSource

VERIFIERS = LEADERS | {Role.BOARD_MEMBER}
NO_PERSON = N_("Your account belongs to no person of the register, so it has no training of its own.")
FROM_ATTENDANCE = N_(
    "This record was made when attendance was marked. Correct the mark with the course or the session."
)

can_list = one_of(*READERS_OF_ALL, reason=N_("The ledger of all is for those who lead or oversee the service."))
can_manage = one_of(*LEADERS, reason=N_("The coordinator and the responsible person keep the records about people."))
can_close_years = one_of(
    Role.RESPONSIBLE_PERSON, reason=N_("The responsible person closes a training year; the coordinator may propose it.")
)
can_propose_closing = one_of(Role.COORDINATOR, reason=N_("The coordinator proposes to close a training year."))
can_verify = one_of(*VERIFIERS, reason=N_("Training is verified by the coordinator or the responsible person."))
can_judge_equivalence = one_of(
    Role.RESPONSIBLE_PERSON, reason=N_("The responsible person decides that an earlier course is equivalent.")
)


def can_view(actor: Actor) -> Decision:
    """May she open a record or a person's ledger? Her own always; which others exist for her, the query says."""
    signed_in(actor)
    return ALLOWED


def can_log_own(actor: Actor) -> Decision:
    """May she log training of her own? Whoever works on the helpline."""
    signed_in(actor)
    if not actor.is_any(Role.CONSULTANT, Role.COORDINATOR):
        return denied(N_("Consultants log their training here; yours is entered from your page under People."))
    return ALLOWED if actor.person_id != -1 else denied(NO_PERSON)


def can_log(actor: Actor, person: Any) -> Decision:
    """May she log training of that person? Her own, or as one who leads anybody's."""
    if person.id == actor.person_id and actor.is_any(Role.CONSULTANT, Role.COORDINATOR):
        return ALLOWED
    return can_manage(actor)


def can_correct(actor: Actor, record: Any) -> Decision:
    """May she correct or take back that record? Its owner and those who lead; attendance is corrected as marked."""
    if getattr(record, "source", None) == RecordSource.ATTENDANCE or getattr(record, "occasion", None):
        return denied(FROM_ATTENDANCE)
    return ALLOWED if record.person == actor.person_id else can_manage(actor)
