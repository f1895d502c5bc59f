"""Walking the chain from end to end and naming what is wrong with it. Pure; remembers one entry, not all."""

import hmac
from enum import StrEnum
from typing import NamedTuple

from staffdev.audit.rules import Entry, anchor_of, commitment, genesis, signature

LISTED = 100  # faults kept by name; the others are only counted


class Fault(StrEnum):
    """What can be wrong with the log."""

    ANCHOR = "anchor"  # the entry written down elsewhere is not the one that stands here
    CUT = "cut"  # the newest entries are gone
    EDITED = "edited"  # an entry is not as it was written
    ERASED = "erased"  # particulars are gone, and no retention explains it
    FORK = "fork"  # two entries stand at one place
    GAP = "gap"  # entries are missing
    HEAD = "head"  # the head does not belong to the newest entry
    LINK = "link"  # an entry does not follow the one before it
    MOVED = "moved"  # an entry stands at another's place
    PARTICULARS = "particulars"  # the particulars of an entry are not as they were written
    WRONG_KEY = "wrong_key"  # nothing was written with this key


class Found(NamedTuple):
    """One fault, at the entries `first` to `last`; for MOVED, `last` is where it belongs."""

    fault: Fault
    first: int
    last: int


class Particulars(NamedTuple):
    """The payload of one entry as it is stored."""

    nonce: bytes
    body: bytes


class Report(NamedTuple):
    """What a walk found. `anchor` is the newest place, to be written down; empty while there are no entries."""

    entries: int
    erased: int
    anchor: str
    faults: int
    found: tuple[Found, ...]

    @property
    def is_sound(self) -> bool:
        return self.faults == 0


class Inspection:
    """Give it every stored entry in the order of their numbers, then ask for the report.

    `erased_through` is the number up to which retention erased particulars, `anchor` an older place in the chain that
    was written down elsewhere, `after` the number after which the reading begins.
    """

    def __init__(self, key: bytes, *, erased_through: int = 0, anchor: str | None = None, after: int = 0) -> None:
        self.key, self.erased_through, self.anchor, self.seq = key, erased_through, anchor, after
        self.entries = self.genuine = self.erased = self.faults = 0
        self.mac = None if after else genesis(key)  # of the entry before; None where that is not to be trusted
        self.is_our_key = True
        self.is_anchored = anchor is None
        self.found: list[Found] = []
        self.suspects: list[Entry] = []

    def take(self, entry: Entry, particulars: Particulars | None) -> None:
        genuine = hmac.compare_digest(signature(self.key, entry), entry.mac)
        self.entries, self.genuine = self.entries + 1, self.genuine + genuine
        if self.entries == 1:
            self.is_our_key = genuine or entry.prev == self.mac
        self._check_place(entry, genuine=genuine)
        if genuine:
            self._check_particulars(entry, particulars)
        elif len(self.suspects) < LISTED:
            self.suspects.append(entry)
        else:
            self._add(Fault.EDITED, entry.seq)
        self.is_anchored = self.is_anchored or anchor_of(entry.seq, entry.mac) == self.anchor
        self.seq, self.mac = entry.seq, entry.mac if genuine else None

    def report(self, head: tuple[int, bytes] | None) -> Report:
        """What was found, once the stored head is known; None is no head at all."""
        if self.entries and not self.genuine and not self.is_our_key:
            return Report(self.entries, self.erased, "", 1, (Found(Fault.WRONG_KEY, 1, self.seq),))
        self._name_suspects()
        if self.entries or head:
            self._check_head(*(head or (0, b"")))
        if not self.is_anchored:
            self._add(Fault.ANCHOR, int(str(self.anchor).partition(":")[0]))
        newest = anchor_of(self.seq, self.mac) if self.entries and self.mac else ""
        return Report(self.entries, self.erased, newest, self.faults, tuple(sorted(self.found, key=_by_place)))

    def _check_place(self, entry: Entry, *, genuine: bool) -> None:
        if entry.seq == self.seq:
            self._add(Fault.FORK, entry.seq)
        elif entry.seq > self.seq + 1:
            self._add(Fault.GAP, self.seq + 1, entry.seq - 1)
        elif genuine and self.mac is not None and entry.prev != self.mac:
            self._add(Fault.LINK, entry.seq)

    def _check_particulars(self, entry: Entry, particulars: Particulars | None) -> None:
        if particulars is None:
            self.erased += 1
            if entry.seq > self.erased_through:
                self._add(Fault.ERASED, entry.seq)
        elif not hmac.compare_digest(commitment(*particulars), entry.commitment):
            self._add(Fault.PARTICULARS, entry.seq)

    def _check_head(self, seq: int, mac: bytes) -> None:
        if seq > self.seq:
            self._add(Fault.CUT, self.seq + 1, seq)
        elif seq < self.seq or (self.mac is not None and mac != self.mac):
            self._add(Fault.HEAD, seq)

    def _name_suspects(self) -> None:
        places = [entry.seq for entry in self.suspects]
        for entry in self.suspects:
            own = (seq for seq in places if seq != entry.seq and signature(self.key, entry, seq=seq) == entry.mac)
            belongs = next(own, None)
            self._add(Fault.EDITED if belongs is None else Fault.MOVED, entry.seq, belongs)

    def _add(self, fault: Fault, first: int, last: int | None = None) -> None:
        self.faults += 1
        if len(self.found) < LISTED:
            self.found.append(Found(fault, first, first if last is None else last))


def _by_place(found: Found) -> tuple[int, str]:
    return found.first, found.fault
