"""What the helpline decided about itself, and the programmes it trains by."""

from functools import partial

from staffdev import clock
from staffdev.compliance.actions import choose_reading
from staffdev.compliance.forms import InterpretationForm
from staffdev.demo.story.cast import Helpline
from staffdev.demo.story.founding import BEGINNING, work_with_group
from staffdev.organisations import actions as organisations
from staffdev.organisations.forms import CriteriaForm, TargetGroupForm
from staffdev.organisations.kinds import CRITERIA, TARGET_GROUP
from staffdev.rulebook.loader import load
from staffdev.training.offer.actions.programmes import create_programme, record_fact
from staffdev.training.offer.forms import AccreditationForm, AttestationForm, ProgrammeForm
from staffdev.training.offer.kinds import ACCREDITATION, ATTESTATION

BASIC_TOPICS = "T1:480 T2:480 T3:480 T4:480 T5:480 T6:480 T7a:240 T7b:240 T7c:240 T7d:240"
ZAVOD = "Zavod za akreditaciju programa"
GROUPS = (("roma", "Žene iz romske zajednice", True), ("village", "Žene sa sela", False))


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    on, ago = line.chronicle.on, line.chronicle.ago
    on(ago(BEGINNING - 5), partial(_target_groups, line))
    on(ago(BEGINNING - 6), partial(_basic_programme, line))
    on(ago(725), partial(_renewal, line))
    on(ago(402), partial(_criteria, line))
    on(ago(330), partial(_roma_programme, line))
    on(ago(320), partial(work_with_group, line, "djurdja", "roma"))
    on(ago(320), partial(work_with_group, line, "jasna", "roma"))
    on(ago(420), partial(_stress_programme, line))
    on(ago(230), partial(_no_slack, line))


async def _target_groups(line: Helpline) -> None:
    for name, title, is_minority in GROUPS:
        form = TargetGroupForm(name=title, is_minority=is_minority, from_on=line.chronicle.ago(2200))
        group = await organisations.record_fact(TARGET_GROUP, form, actor=line.actors["vesna"])
        line.groups[name] = str(group.code)


async def _basic_programme(line: Helpline) -> None:
    form = ProgrammeForm(
        title="Osnovna obuka za rad na SOS telefonu",
        provider_name="SOS telefon Vrbovica",
        is_basic=True,
        total_minutes=72 * 60,
        min_attendance_percent=85,
    )
    await _programme(line, "basic", form, BASIC_TOPICS)
    await _accredit(line, "basic", "112-4", first=1900, last=700)


async def _renewal(line: Helpline) -> None:
    await _accredit(line, "basic", "112-31", first=699, last=-400)


async def _stress_programme(line: Helpline) -> None:
    """Its accreditation ran out a month ago, and nobody has asked for another."""
    form = ProgrammeForm(title="Zaštita od sagorevanja na radu", provider_name="Radionica Kestenova", total_minutes=480)
    await _programme(line, "stress", form, "")
    await _accredit(line, "stress", "98-12", first=760, last=31)


async def _roma_programme(line: Helpline) -> None:
    form = ProgrammeForm(title="Rad sa ženama iz romske zajednice", provider_name="SOS telefon Vrbovica")
    topics = "M1.{roma}:60 M2.{roma}:90 M3.{roma}:60".format_map(line.groups)
    await _programme(line, "roma", form, topics)
    statement = "Program prati sadržaj iz člana 17. i vode ga iskusne konsultantkinje iz zajednice."
    attested = AttestationForm(attested_on=clock.today(), statement=statement)
    await record_fact(ATTESTATION, line.programmes["roma"], attested, actor=line.actors["ljiljana"])


async def _programme(line: Helpline, name: str, form: ProgrammeForm, topics: str) -> None:
    line.programmes[name] = await create_programme(form, topics, actor=line.actors["ljiljana"])


async def _accredit(line: Helpline, name: str, number: str, *, first: int, last: int) -> None:
    ago = line.chronicle.ago
    form = AccreditationForm(
        number=number, body=ZAVOD, decided_on=ago(first + 30), from_on=ago(first), until_on=ago(last)
    )
    await record_fact(ACCREDITATION, line.programmes[name], form, actor=line.actors["ljiljana"])


async def _criteria(line: Helpline) -> None:
    form = CriteriaForm(
        title="Kriterijumi za izbor konsultantkinja",
        adopted_on=line.chronicle.ago(405),
        from_on=line.chronicle.ago(400),
    )
    await organisations.record_fact(CRITERIA, form, actor=line.actors["vesna"])


async def _no_slack(line: Helpline) -> None:
    form = InterpretationForm(
        value=("0",),
        reason="Želimo da već u januaru vidimo ko zaostaje, a ne tek kada zaostane dva sata.",
        decided_on=clock.today(),
    )
    await choose_reading(load().interpretations.known["ce.pace_slack_minutes"], form, actor=line.actors["vesna"])
