"""What may be entered about a network's members (Art. 14(2)). Pure."""

from collections.abc import Iterable, Mapping

from staffdev.dated import Period, overlap_problem
from staffdev.errors import Advice
from staffdev.i18n import N_


def membership_problems(new: Period, others: Iterable[Period]) -> Mapping[str, Advice]:
    """A provider belongs to a network once on any day; `others` are its other memberships there."""
    advice = N_("It already belongs to the network from %(first)s to %(last)s. End that membership first.")
    return overlap_problem(new, others, advice)
