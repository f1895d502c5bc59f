"""What is recorded of a programme beside its content: each kind of fact described once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from piccolo.table import Table

from staffdev.access import Policy
from staffdev.audit.events import Event
from staffdev.errors import Advice
from staffdev.forms import Form
from staffdev.i18n import N_
from staffdev.training.offer import entry, forms, policies
from staffdev.training.tables import Accreditation, ProgrammeAttestation

Problems = Callable[[Any, "Around"], Mapping[str, Advice]]


@dataclass(frozen=True, slots=True)
class Around:
    """What a rule of entry may look at: the other facts of the kind, and the programme's accreditations."""

    others: Sequence[Any]
    accreditations: Sequence[Any]
    today: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFactKind:
    """One kind of fact about a programme. `slug` stands in addresses, `name` in templates."""

    name: str
    slug: str
    table: type[Table]
    form: type[Form]
    title: str
    new: str
    correct: str
    recorded: Event
    corrected: Event
    withdrawn: Event
    problems: Problems
    policy: Policy


ACCREDITATION = ProgrammeFactKind(
    name="accreditation",
    slug="accreditations",
    table=Accreditation,
    form=forms.AccreditationForm,
    title=N_("Accreditations"),
    new=N_("Record an accreditation"),
    correct=N_("Correct the accreditation"),
    recorded=Event.TRAINING_ACCREDITATION_RECORD,
    corrected=Event.TRAINING_ACCREDITATION_CORRECT,
    withdrawn=Event.TRAINING_ACCREDITATION_WITHDRAW,
    problems=lambda new, around: entry.accreditation_problems(new, around.others, today=around.today),
    policy=policies.can_manage,
)
ATTESTATION = ProgrammeFactKind(
    name="attestation",
    slug="attestations",
    table=ProgrammeAttestation,
    form=forms.AttestationForm,
    title=N_("Attestations of the coordinator"),
    new=N_("Attest that it meets Article 17"),
    correct=N_("Correct the attestation"),
    recorded=Event.TRAINING_ATTESTATION_RECORD,
    corrected=Event.TRAINING_ATTESTATION_CORRECT,
    withdrawn=Event.TRAINING_ATTESTATION_WITHDRAW,
    problems=lambda new, around: entry.attestation_problems(new, around.accreditations, today=around.today),
    policy=policies.can_attest,
)
KINDS = {kind.slug: kind for kind in (ACCREDITATION, ATTESTATION)}
