"""One sample of every paper, in the letters of either script; names are typed as they are and never transliterated."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from staffdev.i18n import P_, S_, Language
from staffdev.pdf.appointment import AppointmentDecision, appointment_decision
from staffdev.pdf.cells import Minutes
from staffdev.pdf.certificate import certificate
from staffdev.pdf.decision import Act, Office
from staffdev.pdf.grids import Column
from staffdev.pdf.paper import Imprint, Letterhead
from staffdev.pdf.plan import Foreseen, PlanPaper
from staffdev.pdf.plan import paper as plan_paper
from staffdev.pdf.register import Register, register
from staffdev.pdf.relief import ReliefDecision, relief_decision
from staffdev.pdf.sign_in_sheet import Participant, SignInSheet, sign_in_sheet
from staffdev.pdf.transcript.model import (
    CertificateLine,
    ConsultationLine,
    EngagementLine,
    RecordLine,
    RecordState,
    SupportLine,
    TopicLine,
    Transcript,
    VerdictLine,
    YearLine,
)
from staffdev.pdf.transcript.paper import transcript
from staffdev.rulebook.model import Status, Words
from staffdev.training import signatures

LATIN_NAME = "Đurđica Džombić-Šćekić Žižić"
CYRILLIC_NAME = "Љубица Његовановић-Џамбас Ђурђев Ћурчић"
PRIVATE_KEY = bytes(range(32))
MADE_ON = date(2025, 6, 30)


def imprint(language=Language.SERBIAN_LATIN, name="Удружење „Сунчана страна”", **more):
    letterhead = Letterhead(name=name, seat="Венац 12, Сомбор", registration_number="08765432", tax_number="101234567")
    return Imprint(letterhead=letterhead, language=language, printed_on=MADE_ON, **more)


def act(**changes):
    fields = {
        "number": "3/2025",
        "decided_on": date(2025, 4, 12),
        "place": "Сомбор",
        "signatory": CYRILLIC_NAME,
        "signatory_function": "председница",
    }
    return Act(**{**fields, **changes})


def appointment(language=Language.SERBIAN_LATIN, person=LATIN_NAME, **changes):
    fields = {"imprint": imprint(language), "act": act(), "person": person}
    fields |= {"office": Office.COORDINATOR, "since": date(2025, 4, 15)}
    return appointment_decision(AppointmentDecision(**{**fields, **changes}))


def relief(language=Language.SERBIAN_LATIN, person=LATIN_NAME, **changes):
    fields = {"imprint": imprint(language), "act": act(), "person": person, "office": Office.COORDINATOR}
    fields |= {"last_day": date(2025, 6, 30), "appointed_by_number": "1/2024", "appointed_by_day": date(2024, 2, 1)}
    return relief_decision(ReliefDecision(**{**fields, **changes}))


def plan(language=Language.SERBIAN_LATIN, person=LATIN_NAME, **changes):
    fields = {
        "imprint": imprint(language),
        "year": 2026,
        "goals": "Свака зна шта је ризик.\nНико не остаје сама.",
        "rhythms": (("Интервизије", 8), ("Консултације", 1)),
        "items": (
            Foreseen(kind="обука", title=person, topics="активно слушање", minutes=360, due_on=date(2026, 5, 1)),
            Foreseen(kind="организационо", title="Мирна соба", budget="20.000 дин.", outcome="урађено"),
        ),
        "budget": "Општина",
        "adopted_on": date(2026, 1, 29),
        "decision_number": "3/2026",
        "signatory": CYRILLIC_NAME,
    }
    return plan_paper(PlanPaper(**{**fields, **changes}))


def sheet(language=Language.SERBIAN_LATIN, person=LATIN_NAME, **changes):
    fields = {
        "imprint": imprint(language),
        "course": "Основна обука",
        "held_on": date(2025, 5, 10),
        "starts_at": time(10),
        "ends_at": time(16, 30),
        "place": "Сомбор",
        "trainers": (CYRILLIC_NAME,),
        "participants": (Participant(name=person, organisation="Женски центар"),),
        "coordinator": CYRILLIC_NAME,
        "programme_number": "RS-AKR-114/2023",
        "session": 2,
        "sessions": 6,
    }
    return sign_in_sheet(SignInSheet(**{**fields, **changes}))


def payload(language=Language.SERBIAN_LATIN, person=LATIN_NAME, **changes):
    fields = {
        "number": "12/2025",
        "language": language.value,
        "organisation": "Удружење „Сунчана страна”",
        "person": person,
        "title": "Основна обука за рад на СОС телефону",
        "days": ["2025-05-10", "2025-05-11"],
        "minutes": 4350,
        "issued_on": MADE_ON.isoformat(),
        "signatory": CYRILLIC_NAME,
        "signatory_function": "председница",
        "place": "Сомбор",
        "accreditation_number": "RS-AKR-114/2023",
        "accreditation_body": "Републички завод",
        "accredited_since": "2023-03-01",
        "accredited_until": "2028-02-29",
        "topics": ["родно засновано насиље", "дискриминација"],
    }
    return {**fields, **changes}


def signed(frozen):
    claims = {key: frozen[key] for key in ("number", "person", "title", "minutes", "issued_on")}
    return signatures.sign({**claims, "digest": signatures.digest(frozen)}, PRIVATE_KEY)


def award(language=Language.SERBIAN_LATIN, person=LATIN_NAME, **changes):
    frozen = payload(language, person, **changes)
    text = signed({**frozen, "person": person[:60].encode(errors="replace").decode()})
    return certificate(frozen, signed_text=text, code=signatures.verification_code(text))


def record(day=date(2025, 3, 1), **changes):
    fields = {
        "held_on": day,
        "title": "Процена безбедносног ризика",
        "kind": S_("workshop"),
        "minutes": 150,
        "state": RecordState.VERIFIED,
        "checked_by": CYRILLIC_NAME,
        "checked_on": day,
    }
    return RecordLine(**{**fields, **changes})


def records_of_ten_years():
    return tuple(
        record(date(year, 1 + number % 12, 1 + number % 28)) for year in range(2016, 2026) for number in range(40)
    )


def verdict(status=Status.NOT_MET, **changes):
    fields = {
        "obligation": "RS-SOS-18.2",
        "article": "18(2)",
        "title": Words("Континуирана обука", "Continuing training"),
        "text": Words("Најмање десет сати годишње.", "At least ten hours a year."),
        "status": status,
        "period": "2025",
        "figures": ((S_("required"), Minutes(600)), (S_("verified"), Minutes(150))),
        "reasons": (S_("The period is over."),),
        "next_step": P_("Record %(n)s hour more.", "Record %(n)s hours more.", 8),
    }
    return VerdictLine(**{**fields, **changes})


def personal(language=Language.SERBIAN_LATIN, person=LATIN_NAME, **changes):
    fields = {
        "imprint": imprint(language),
        "person": person,
        "as_of": date(2025, 12, 31),
        "coordinator": CYRILLIC_NAME,
        "engagements": (
            EngagementLine(role=S_("associate"), contract=S_("volunteer contract"), since=date(2016, 1, 10)),
        ),
        "verdicts": (verdict(),),
        "years": (YearLine(year=2025, required=600, verified=150, unverified=60, status=Status.NOT_MET),),
        "support": (SupportLine(year=2025, consultations=1, intervisions=4, relief_offers=2, status=Status.MET),),
        "consultations": (
            ConsultationLine(held_on=date(2025, 3, 4), minutes=45),
            ConsultationLine(held_on=date(2025, 5, 6), minutes=30, why_not=S_("not the more experienced one")),
        ),
        "topics": (TopicLine(code="T1", title=Words("родно засновано насиље", "gender-based violence"), minutes=90),),
        "certificates": (
            CertificateLine(number="12/2025", title="Основна обука", issued_by="Завод", issued_on=MADE_ON),
        ),
        "records": (
            record(),
            record(state=RecordState.UNVERIFIED, checked_by="", checked_on=None, why_not=S_("waits")),
        ),
    }
    return transcript(Transcript(**{**fields, **changes}))


def matrix(language=Language.SERBIAN_LATIN, person=LATIN_NAME, **changes):
    fields = {
        "imprint": imprint(language),
        "title": S_("Compliance matrix"),
        "columns": (Column(S_("Consultant"), 3), Column(S_("Status"), 2), Column(S_("Hours"), 1, numeric=True)),
        "rows": ((person, Status.AT_RISK, Minutes(150)),),
    }
    return register(Register(**{**fields, **changes}))


PAPERS: dict[str, Callable[..., Any]] = {
    "plan": plan,
    "appointment": appointment,
    "relief": relief,
    "sign-in sheet": sheet,
    "certificate": award,
    "transcript": personal,
    "register": matrix,
}
