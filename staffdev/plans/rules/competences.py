"""Ratings of competences: how they are stored, what two of them say together, and what may be said of a team. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from staffdev.plans.vocabulary import Competence

LOWEST, HIGHEST = 1, 5
WEAK = 3  # what is rated lower asks for a training, whoever rated it so
FAR = 2  # ratings so far apart are worth a talk

TOPICS: Mapping[Competence, tuple[str, ...]] = MappingProxyType(
    {  # which topics of Art. 17 help
        Competence.GENDER_BASED_VIOLENCE: ("T1", "T3", "T4"),
        Competence.RISK_ASSESSMENT: ("T2", "T3"),
        Competence.CRISIS_SUPPORT: ("T2", "T7a"),
        Competence.LISTENING: ("T7a", "T7b", "T7d"),
        Competence.LAW_AND_RIGHTS: ("T5", "T6"),
        Competence.INSTITUTIONS: ("T6",),
        Competence.CONFIDENTIALITY: ("T2",),
        Competence.MINORITIES: ("T5",),
        Competence.BOUNDARIES: ("T7c",),
        Competence.TEAMWORK: (),
    }
)


def write_ratings(ratings: Mapping[str, int]) -> str:
    """`listening:4 boundaries:3`, in the order of the vocabulary."""
    return " ".join(f"{one.value}:{ratings[one]}" for one in Competence if one in ratings)


def read_ratings(stored: str) -> dict[Competence, int]:
    """What write_ratings wrote."""
    pairs = (word.split(":") for word in stored.split())
    return {Competence(name): int(value) for name, value in pairs}


@dataclass(frozen=True, slots=True)
class Gap:
    """One competence as both sides rated it."""

    competence: Competence
    own: int
    coordinators: int

    @property
    def is_far(self) -> bool:
        """Worth a talk."""
        return abs(self.own - self.coordinators) >= FAR

    @property
    def is_weak(self) -> bool:
        """Worth a training."""
        return min(self.own, self.coordinators) < WEAK

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that would help, where it is weak."""
        return TOPICS[self.competence] if self.is_weak else ()


def side_by_side(own: str, coordinators: str) -> list[Gap]:
    """Both ratings of each competence that both sides rated."""
    mine, hers = read_ratings(own), read_ratings(coordinators)
    return [Gap(one, mine[one], hers[one]) for one in Competence if one in mine and one in hers]


@dataclass(frozen=True, slots=True)
class Heat:
    """One competence of a whole team: how it rates itself and is rated, as whole numbers from 1 to 5."""

    competence: Competence
    own: int
    coordinators: int


def heat_of(pairs: Collection[Sequence[Gap]], *, min_cell: int) -> list[Heat]:
    """The team's map; nothing where fewer than `min_cell` people were rated by both sides.

    Whole numbers only: a mean to the decimal would tell the rating of whoever joins next.
    """
    by_competence: dict[Competence, list[Gap]] = {}
    for gap in (gap for gaps in pairs for gap in gaps):
        by_competence.setdefault(gap.competence, []).append(gap)
    return [
        Heat(one, _mean(gap.own for gap in gaps), _mean(gap.coordinators for gap in gaps))
        for one in Competence
        if len(gaps := by_competence.get(one, [])) >= min_cell
    ]


def _mean(values: Iterable[int]) -> int:
    """The mean, halves up."""
    listed = list(values)
    return (2 * sum(listed) + len(listed)) // (2 * len(listed))
