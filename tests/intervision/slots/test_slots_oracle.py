"""The engine and the long way agree on everything they say: times, numbers, dates, names and reasons."""

import pytest

from staffdev.intervision.slots.rules.columns import columns_of
from staffdev.intervision.slots.rules.proposing import find
from tests.intervision.slots import oracle
from tests.intervision.slots.cases import case

CASES, PARTS = 2000, 8


@pytest.mark.parametrize("part", range(PARTS))
def test_the_engine_answers_as_the_long_way_does(part):
    for number in range(part, CASES, PARTS):
        problem = case(number)
        assert find(problem).proposals == oracle.proposals(problem, columns_of(problem.wanted)), f"case {number}"
