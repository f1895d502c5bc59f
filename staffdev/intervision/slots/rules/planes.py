"""Many numbers at once: bit p of plane k is bit k of the number at place p. Pure.

Adding a mask adds one at each of its places, so a whole year is counted in a handful of operations.
"""

from collections.abc import Iterable, Sequence

Planes = list[int]


def add(planes: Planes, mask: int, plane: int = 0) -> None:
    """Add 2**plane at each place of the mask."""
    while mask:
        if plane >= len(planes):
            planes.extend([0] * (plane - len(planes)))
            planes.append(mask)
            return
        planes[plane], mask = planes[plane] ^ mask, planes[plane] & mask
        plane += 1


def total(masks: Iterable[int]) -> Planes:
    """At each place, how many masks have it."""
    planes: Planes = []
    for mask in masks:
        add(planes, mask)
    return planes


def add_times(planes: Planes, counted: Sequence[int], weight: int) -> None:
    """Add the numbers of `counted`, each `weight` times."""
    shift = 0
    while weight:
        if weight & 1:
            for plane, mask in enumerate(counted):
                add(planes, mask, plane + shift)
        weight >>= 1
        shift += 1


def at_least(planes: Sequence[int], number: int, everywhere: int) -> int:
    """The places whose number is at least that."""
    if number <= 0:
        return everywhere
    if number >> len(planes):
        return 0
    above, equal = 0, everywhere
    for plane in range(len(planes) - 1, -1, -1):
        if number >> plane & 1:
            equal &= planes[plane]
        else:
            above |= equal & planes[plane]
            equal &= ~planes[plane]
    return above | equal


def smaller(one: Sequence[int], other: Sequence[int], everywhere: int) -> Planes:
    """Place by place the smaller number of the two."""
    width = max(len(one), len(other))
    left, right = widened(one, width), widened(other, width)
    less, equal = 0, everywhere
    for plane in range(width - 1, -1, -1):
        less |= equal & ~left[plane] & right[plane]
        equal &= ~(left[plane] ^ right[plane])
    return [right[plane] ^ (left[plane] ^ right[plane]) & less for plane in range(width)]


def widened(planes: Sequence[int], width: int) -> Planes:
    """The same numbers with so many planes."""
    return [*planes, *[0] * (width - len(planes))]


def number_at(planes: Sequence[int], place: int) -> int:
    """The number at one place."""
    return sum((mask >> place & 1) << plane for plane, mask in enumerate(planes))


def largest(places: int, planes: Sequence[int]) -> int:
    """Of these places those with the largest number."""
    for mask in reversed(planes):
        places = places & mask or places
    return places


def smallest(places: int, planes: Sequence[int]) -> int:
    """Of these places those with the smallest number."""
    for mask in reversed(planes):
        places = places & ~mask or places
    return places
