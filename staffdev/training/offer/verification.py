"""Is a certificate genuine? Answered from the text of its QR code, or from its number and the code in letters."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from staffdev.training.offer.forms import VerificationForm
from staffdev.training.offer.queries.certificates import certificate_coded, certificates_numbered
from staffdev.training.signatures import (
    ForeignCertificate,
    ForgedCertificate,
    UnreadableCertificate,
    digest,
    public_key_of,
    verification_code,
    verify,
)
from staffdev.training.tables import Certificate
from staffdev.vault.keys import held


class Answer(StrEnum):
    GENUINE = "genuine"
    WITHDRAWN = "withdrawn"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer, and what a genuine or withdrawn certificate itself says; nothing more is given away."""

    answer: Answer
    says: Mapping[str, Any] | None = None


async def verified(form: VerificationForm) -> Verified:
    """Judge the text where one is given, else the number with its code."""
    if form.text:
        return await _by_text(form.text)
    return await _by_number(form.number or "", form.code or "")


async def _by_text(text: str) -> Verified:
    try:
        signed = verify(text, public_key_of(held().certificate_key))
    except UnreadableCertificate:
        return Verified(Answer.UNREADABLE)
    except ForeignCertificate:
        return Verified(Answer.FOREIGN)
    except ForgedCertificate:
        return Verified(Answer.ALTERED)
    certificate = await certificate_coded(str(signed.get("certificate", "")))
    if certificate is None:
        return Verified(Answer.UNKNOWN)
    return _judged(certificate, signed)


async def _by_number(number: str, code: str) -> Verified:
    """Several organisations may have the number; the code tells which one is meant."""
    letters = _letters(code)
    for certificate in await certificates_numbered("".join(number.split())):
        if hmac.compare_digest(_letters(verification_code(certificate.signed)).encode(), letters.encode()):
            return await _by_text(certificate.signed)
    return Verified(Answer.UNKNOWN)


def _judged(certificate: Certificate, signed: Mapping[str, Any]) -> Verified:
    """What is kept must be what was signed; a register that was tampered with vouches for nothing."""
    payload = payload_of(certificate)
    if digest(payload) != signed["digest"]:
        return Verified(Answer.ALTERED)
    answer = Answer.GENUINE if certificate.superseded_at is None else Answer.WITHDRAWN
    return Verified(answer, _said(payload))


def payload_of(certificate: Certificate) -> dict[str, Any]:
    """What the certificate says, as it was frozen."""
    stored = certificate.payload
    payload: dict[str, Any] = json.loads(stored) if isinstance(stored, str) else stored
    return payload


def _said(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The lines of the answer, days as days."""
    days = [date.fromisoformat(day) for day in payload["days"]]
    issued_on = date.fromisoformat(payload["issued_on"])
    return {**payload, "first_day": days[0], "last_day": days[-1], "issued_on": issued_on}


def _letters(code: str) -> str:
    """The code as it is compared: capitals and figures, whatever was typed between them."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
