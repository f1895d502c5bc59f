"""RS-SOS-17.1: a programme is accredited, or attested to follow the regulations. Pure."""

from collections.abc import Iterable

from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.model import Evidence, Status, Verdict
from staffdev.rulebook.question import PERIOD_OPEN, Question
from staffdev.training.rules.shapes import Accreditation, ProgrammeAttestation


def programme_accredited(
    accreditations: Iterable[Accreditation], attestations: Iterable[ProgrammeAttestation], question: Question
) -> Verdict:
    """Met on a day within an accreditation decided by then, or after an attestation, where that suffices."""
    if question.judged is None:
        return PERIOD_OPEN
    suffices = question.readings.flag("programme.attestation_suffices")
    papers = [_accreditation(one, question) for one in sorted(accreditations, key=lambda one: (one.from_on, one.code))]
    papers += [
        _attestation(one, question, suffices=suffices)
        for one in sorted(attestations, key=lambda one: (one.attested_on, one.code))
    ]
    counted = tuple(one for one in papers if one.why is None)
    rest = tuple(one for one in papers if one.why is not None)
    if counted:
        return Verdict(Status.MET, (), {}, counted, rest)
    return Verdict(Status.NOT_MET, (), {}, (), rest, Step.ACCREDIT_OR_ATTEST_PROGRAMME)


def _accreditation(one: Accreditation, question: Question) -> Evidence:
    detail = {"number": one.number, "until": one.until_on}
    why = None if one.holds_on(question.day) else Why.OUT_OF_VALIDITY
    if one.decided_on and one.decided_on > question.as_of:
        why = Why.AFTER_AS_OF
    return Evidence("accreditation", one.code, one.from_on, detail=detail, why=why)


def _attestation(one: ProgrammeAttestation, question: Question, *, suffices: bool) -> Evidence:
    why = Why.AFTER_AS_OF if one.attested_on > question.day else None
    return Evidence("attestation", one.code, one.attested_on, why=why if suffices else Why.NO_ACCREDITATION)
