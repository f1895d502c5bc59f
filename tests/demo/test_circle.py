"""The group of the demonstration meets every month, whatever day it is: moved, called off, shared out."""

from datetime import date, timedelta

import pytest

from staffdev import clock
from staffdev.intervision.listing import is_moved
from staffdev.intervision.tables import Group, Series, Session


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 11, 22), date(2028, 2, 29)])
async def test_a_group_meets_monthly_for_a_year_and_goes_on(told, day):
    async with told(day):
        today = clock.today()
        [group] = [one for one in await Group.objects() if one.title == "Sreda uveče"]
        [series] = await Series.objects().where(Series.group == group.id)
        rows = await Session.objects().where(Session.series == series.id).order_by(Session.held_on)
        held = [one for one in rows if one.held_on < today and not one.cancelled_at]
        ahead = [one for one in rows if one.held_on >= today and not one.cancelled_at]
        assert len(held) >= 10
        assert len(ahead) >= 6
        assert any(is_moved(one) for one in held)
        assert any(is_moved(one) for one in ahead)
        assert "Poplava u zgradi, sala nije za upotrebu." in {one.cancelled_because for one in rows}
        assert all(one.facilitator for one in (*held, *ahead))
        assert len({one.facilitator for one in held}) >= 4
        assert series.last_on > today + timedelta(days=150)
