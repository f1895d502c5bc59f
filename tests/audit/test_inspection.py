from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from staffdev.audit.inspection import Fault, Inspection, Particulars
from staffdev.audit.rules import Entry, anchor_of, body_of, commitment, genesis, signature

KEY = b"k" * 32
NONCE = b"n" * 32
BODY = b"{}"


def chain(length, *, told="people:person:edit", after=None):
    entries = []
    seq, prev = (after.seq, after.mac) if after else (0, genesis(KEY))
    for number in range(seq + 1, length + 1):
        at = datetime(2026, 1, 1, tzinfo=UTC)
        entry = Entry(number, prev, at, None, None, told, None, commitment(NONCE, BODY))
        entries.append(replace(entry, mac=signature(KEY, entry)))
        prev = entries[-1].mac
    return entries


def inspected(entries, head=None):
    inspection = Inspection(KEY)
    for entry in entries:
        inspection.take(entry, Particulars(NONCE, BODY))
    head = head or ((entries[-1].seq, entries[-1].mac) if entries else None)
    return [tuple(found) for found in inspection.report(head).found]


def test_two_genuine_histories_do_not_make_one():
    ours = chain(12)
    theirs = chain(12, told="people:person:create", after=ours[9])
    assert inspected([*ours[:11], theirs[1]]) == [(Fault.LINK, 12, 12)]
    assert inspected([*ours[:10], *theirs]) == []


def test_a_chain_that_begins_with_another_is_named():
    other = replace(chain(1)[0], prev=b"x" * 32)
    assert inspected([replace(other, mac=signature(KEY, other)), *chain(3)[1:]]) == [
        (Fault.LINK, 1, 1),
        (Fault.LINK, 2, 2),
    ]


@given(st.permutations(range(6)))
def test_no_other_order_of_the_same_entries_is_sound(order):
    entries = chain(6)
    shuffled = [replace(entries[place], seq=number) for number, place in enumerate(order, 1)]
    assert (inspected(shuffled) == []) == (list(order) == list(range(6)))


@given(st.sets(st.integers(0, 9), max_size=9))
def test_leaving_entries_out_is_always_found(gone):
    entries = chain(10)
    left = [entry for entry in entries if entry.seq - 1 not in gone]
    faults = inspected(left, head=(10, entries[-1].mac))
    missing = {number for kind, first, last in faults for number in range(first, last + 1) if kind in {"gap", "cut"}}
    assert missing == {place + 1 for place in gone}


def test_an_anchor_is_short_and_tells_the_place():
    assert anchor_of(1289, bytes.fromhex("9f0c44d1be02a377") + bytes(24)) == "1289:9f0c44d1be02a377"


@given(st.dictionaries(st.text(max_size=5), st.none() | st.integers(-(2**60), 2**60) | st.text(max_size=5)))
def test_the_same_particulars_are_always_the_same_bytes(detail):
    assert body_of(detail) == body_of(dict(reversed(detail.items())))


def test_the_form_that_is_signed_never_changes():
    """A log written by one version is verified by all later ones."""
    assert chain(2)[1].mac.hex() == "9b710fd280b70e9a9de2802c480d0cb2ddaf5c927ff5a117adafc12be683fb76"
