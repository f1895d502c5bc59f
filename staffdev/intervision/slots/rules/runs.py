"""Stretches in a mask of cells, by doubling steps. Pure."""


def lasting(mask: int, cells: int) -> int:
    """The cells from which on so many are set without a gap."""
    have = 1
    while have < cells:
        step = min(have, cells - have)
        mask &= mask >> step
        have += step
    return mask


def touching(mask: int, cells: int) -> int:
    """The cells from which on at least one of so many is set."""
    have = 1
    while have < cells:
        step = min(have, cells - have)
        mask |= mask >> step
        have += step
    return mask


def prolonged(mask: int, cells: int) -> int:
    """The same with so many cells more after each."""
    have = 1
    while have < cells + 1:
        step = min(have, cells + 1 - have)
        mask |= mask << step
        have += step
    return mask


def padded(mask: int, cells: int) -> int:
    """The same with so many cells more on both sides."""
    return touching(prolonged(mask, cells), cells + 1)
