"""Intervision stands outside the ten hours (P7), unless the organisation reads it otherwise: then up to a cap."""

from datetime import date

import pytest

from staffdev import clock
from staffdev.compliance.asking import Asked
from staffdev.compliance.queries import judged_person
from staffdev.compliance.tables import InterpretationOverride
from staffdev.db.facts import record
from staffdev.db.transactions import transaction
from staffdev.training.vocabulary import Mark
from tests.intervision.meeting import a_group, a_session, marked


async def reads(cast, key, value):
    async with transaction():
        await record(
            InterpretationOverride,
            by=None,
            at=clock.now(),
            organisation=cast.ravnica.id,
            key=key,
            value=value,
            reason="odluka",
            decided_on=date(2023, 1, 9),
        )


async def verified_minutes(cast, member):
    asked = Asked(as_of=clock.today())
    hers = await judged_person(member.person.id, member.person.code, cast.jelena.actor, asked)
    [finding] = [one for one in hers.findings if one.obligation == "RS-SOS-18.2"]
    return finding.verdict.figures.get("verified_minutes", 0)


@pytest.mark.parametrize(("cap", "minutes"), [(None, 0), ("60", 60), ("120", 90)])
async def test_it_counts_up_to_the_cap_that_the_organisation_chose(cast, cap, minutes):
    if cap:
        await reads(cast, "ce.intervision_cap_minutes", cap)
    session = await a_session(await a_group(cast, cast.ilona, cast.djurdjica))
    await marked(session, (cast.ilona, Mark.PRESENT), (cast.djurdjica, Mark.EXCUSED), by=cast.jelena)
    assert await verified_minutes(cast, cast.ilona) == minutes
    assert await verified_minutes(cast, cast.djurdjica) == 0


async def test_the_mark_is_evidence_enough(cast):
    await reads(cast, "ce.intervision_cap_minutes", "120")
    await reads(cast, "ce.evidence_needed", "true")
    session = await a_session(await a_group(cast, cast.ilona))
    await marked(session, (cast.ilona, Mark.PRESENT), by=cast.jelena)
    assert await verified_minutes(cast, cast.ilona) == 90
