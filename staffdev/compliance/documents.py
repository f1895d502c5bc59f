"""What programs are told, described for them; `finding_json` writes it, and a test holds the two together. Pure."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from staffdev.rulebook.model import Level, Reason, Status

Obligation = Annotated[str, Meta(pattern=r"^RS-SOS-", description="The duty, such as RS-SOS-18.2.")]
Code = Annotated[str, Meta(min_length=1, description="The code of a record; it never changes.")]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A civil day in Serbia, such as 2025-12-31.")]
Period = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}(-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2})?$",
        description="A calendar year, or two days, both included: 2025, 2025-07-01..2025-12-31.",
    ),
]
Minutes = Annotated[int, Meta(ge=0, description="A length in whole minutes.")]
Word = Annotated[str, Meta(pattern=r"^[a-z_0-9.]+$", description="A code, never a sentence.")]


class EvidenceDocument(Struct, frozen=True, kw_only=True):
    """One fact a verdict looked at. Some kinds say more about themselves in further members."""

    kind: Word
    code: str
    day: Day | UnsetType = UNSET
    minutes: Minutes | UnsetType = UNSET
    why: Annotated[str, Meta(description="Why it did not count; a code.")] | UnsetType = UNSET


class FindingDocument(Struct, frozen=True, kw_only=True):
    """One verdict on one duty of one subject: a person, the provider, an appointment, a programme."""

    obligation: Obligation
    level: Level
    organisation: Annotated[str, Meta(min_length=1, description="The code of the provider.")]
    person: Code | None
    period: Period | None
    status: Status
    reasons: list[Reason]
    figures: Annotated[dict[str, int], Meta(description="Whole numbers; lengths in minutes.")]
    counted: list[EvidenceDocument]
    not_counted: list[EvidenceDocument]
    next_step: Annotated[str, Meta(description="What to do next; a code.")] | None
    interpretations: Annotated[dict[str, Any], Meta(description="The readings of the rulebook it was judged with.")]
    subject: Code | UnsetType = UNSET
    next_by: Day | UnsetType = UNSET


class ProblemDocument(Struct, frozen=True, kw_only=True):
    """Why there is no answer, in the reader's language; `problems` names parameters."""

    status: int
    title: str
    problems: dict[str, str] | UnsetType = UNSET
