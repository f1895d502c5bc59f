"""The certificate of a training, drawn from what was frozen when it was issued: a reprint is the same to the byte."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from reportlab.graphics.barcode.qr import QrCode
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, KeepInFrame, Spacer, Table

from staffdev.i18n import N_, Language
from staffdev.pdf import styles
from staffdev.pdf.days import on_day
from staffdev.pdf.grids import padded
from staffdev.pdf.paper import Imprint, Letterhead, Look, pdf
from staffdev.pdf.parts import text
from staffdev.pdf.spelled import spelled_hours
from staffdev.translations import day, gettext, hours, ngettext, speaking

LOOK = Look(is_landscape=True, locked=False, bare=True)
BORDER, INSET, BODY_INSET = 9 * mm, 20 * mm, 32 * mm
QR_SIDE = 40 * mm  # a version 20 code then has modules of 0.38 mm, which phones read
FOOT = 46 * mm
MOST_DAYS_LISTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Everything a certificate says, as it was on the day of issue, in `language`; `minutes` were attended."""

    number: str
    language: Language
    organisation: str
    person: str
    title: str
    days: tuple[date, ...]
    minutes: int
    issued_on: date
    signatory: str
    signatory_function: str
    seat: str = ""
    place: str = ""
    programme: str = ""
    accreditation_number: str = ""
    accreditation_body: str = ""
    accredited_since: date | None = None
    accredited_until: date | None = None
    topics: tuple[str, ...] = ()


def certificate(payload: Mapping[str, Any], *, signed_text: str, code: str) -> bytes:
    """Draw the frozen `payload` (the fields of Certificate as JSON), its signature as QR and its code in letters.

    msgspec.ValidationError when a field is missing or of the wrong kind.
    """
    frozen = msgspec.convert(payload, Certificate)
    imprint = Imprint(
        letterhead=Letterhead(name=frozen.organisation, seat=frozen.seat),
        language=frozen.language,
        printed_on=frozen.issued_on,
    )
    with speaking(frozen.language):
        title = gettext("Certificate number %(number)s") % {"number": frozen.number}
        return pdf([_page(frozen, signed_text, code)], title=title, imprint=imprint, look=LOOK)


class _Page(Flowable):
    """The whole page: a double border, what is certified, and at the foot the signature code and the signature."""

    def __init__(self, body: list[Flowable], foot: Flowable) -> None:
        super().__init__()
        self.body, self.foot = body, foot

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, height
        return width, height

    def draw(self) -> None:
        for inset, thickness in ((BORDER, 1.8), (BORDER + 1.6 * mm, 0.5)):
            self.canv.setStrokeColor(styles.ACCENT)
            self.canv.setLineWidth(thickness)
            self.canv.rect(inset, inset, self.width - 2 * inset, self.height - 2 * inset)
        self._place(self.body, BODY_INSET, INSET + FOOT, self.height - 2 * INSET - FOOT + 4 * mm)
        self._place([self.foot], INSET, INSET - 4 * mm, FOOT)

    def _place(self, parts: list[Flowable], x: float, y: float, height: float) -> None:
        """Draw `parts` in the middle of a box, smaller where they would not fit."""
        width = self.width - 2 * x
        box = KeepInFrame(width, height, parts, mode="shrink")
        _, used = box.wrapOn(self.canv, width, height)
        box.drawOn(self.canv, x, y + (height - used) / 2)


def _page(frozen: Certificate, signed_text: str, code: str) -> Flowable:
    body: list[Flowable] = [text(frozen.organisation, styles.CENTRED_STRONG)]
    if frozen.seat:
        body.append(text(frozen.seat, styles.CENTRED_SMALL))
    body += [
        Spacer(0, 3 * mm),
        text(gettext("CERTIFICATE"), styles.AWARD),
        text(gettext("number %(number)s") % {"number": frozen.number}, styles.CENTRED),
        Spacer(0, 3 * mm),
        *_certified(frozen),
        *(text(line, styles.CENTRED) for line in _particulars(frozen)),
    ]
    if frozen.topics:
        topics = gettext("Topics: %(topics)s") % {"topics": "; ".join(frozen.topics)}
        body += [Spacer(0, 2 * mm), text(topics, styles.CENTRED_SMALL)]
    return _Page(body, _foot(frozen, signed_text, code))


CERTIFIED = N_("It is certified that\n%(person)s\nhas completed the training\n%(title)s")


def _certified(frozen: Certificate) -> Iterator[Flowable]:
    """Set the sentence line by line; name and title stand out wherever a language puts them."""
    values = {"person": frozen.person, "title": frozen.title}
    for line in gettext(CERTIFIED).split("\n"):
        large = styles.AWARDED_TO if "%(person)s" in line else styles.AWARDED_FOR if "%(title)s" in line else None
        yield text(line % values, large or styles.CENTRED)


def _particulars(frozen: Certificate) -> Iterator[str]:
    """Say when and how long, after which programme, accredited by whom and until when."""
    lasting = {"hours": hours(frozen.minutes), "words": spelled_hours(frozen.minutes)}
    yield gettext("held on %(days)s, lasting %(hours)s (%(words)s)") % {"days": _days(frozen.days), **lasting}
    if frozen.programme:
        yield gettext("Programme: %(programme)s") % {"programme": frozen.programme}
    accredited = ", ".join(part for part in (frozen.accreditation_number, frozen.accreditation_body) if part)
    if accredited:
        yield gettext("Accreditation: %(accreditation)s") % {"accreditation": accredited} + _validity(frozen)


def _validity(frozen: Certificate) -> str:
    days = {"since": day(frozen.accredited_since), "until": day(frozen.accredited_until)}
    if frozen.accredited_since and frozen.accredited_until:
        return " · " + gettext("valid from %(since)s to %(until)s") % days
    return " · " + gettext("valid from %(since)s") % days if frozen.accredited_since else ""


def _days(days: tuple[date, ...]) -> str:
    """List the days; many of them only as first, last and how many."""
    if len(days) <= MOST_DAYS_LISTED:
        return ", ".join(day(held_on) for held_on in days)
    told = ngettext("%(n)s day", "%(n)s days", len(days)) % {"n": len(days)}
    return f"{day(days[0])} – {day(days[-1])} ({told})"


def _foot(frozen: Certificate, signed_text: str, code: str) -> Flowable:
    """Set the code to scan and to type on the left, the place of the stamp beside it, the signature on the right."""
    scan: list[Flowable] = [
        text(gettext("Verification code"), styles.TINY),
        text(code, styles.CODE),
        Spacer(0, 1.5 * mm),
        text(gettext("The square holds this certificate and its electronic signature."), styles.TINY),
        text(gettext("The organisation that issued it verifies it, without a connection too."), styles.TINY),
    ]
    issued: list[Flowable] = [
        text(", ".join(part for part in (frozen.place, on_day(frozen.issued_on)) if part), styles.CENTRED)
    ]
    line = HRFlowable(width="100%", thickness=0.6, color=styles.INK, spaceBefore=15 * mm, spaceAfter=2)
    signed = [line, text(frozen.signatory, styles.CENTRED), text(frozen.signatory_function, styles.CENTRED_SMALL)]
    stamp: list[Flowable] = [Spacer(0, 16 * mm), text(gettext("Place of the stamp"), styles.CENTRED_SMALL)]
    code_square = QrCode(signed_text, width=QR_SIDE, height=QR_SIDE, qrLevel="M")
    widths = [QR_SIDE + 2 * mm, 62 * mm, 62 * mm, LOOK.size[0] - 2 * INSET - QR_SIDE - 126 * mm]
    row = [code_square, scan, stamp, [*issued, *signed]]
    style = padded(sides=6, ends=0, more=[("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    return Table([row], widths, style=style)
